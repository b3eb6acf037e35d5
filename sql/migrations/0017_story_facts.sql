-- What is told of a story besides its articles: lead and headline, place, first times, the hour with most reports; who
-- copied whom; and the stories of other languages that tell the same event. All of it is made from articles and stories
-- and can be deleted and made again.
--
-- Locks:    share row exclusive on story_article while the originals of the newest two weeks are noted (a trigger is added).
-- Rollback: drop trigger story_article_to_link on story_article; drop function note_to_link;
--           drop table story_link, link_waiting, link_pass, copy_lineage, story_fact;

create table story_fact (
  story_id            text        primary key references story (id),
  lead_article_id     bigint      not null references article (id),
  lead_rule           text        not null,
  headline            text        not null,
  headline_article_id bigint      not null references article (id),
  place               text,                              -- as the reports write it; null when they do not agree on one
  place_reports       integer     not null default 0,    -- independent reports that name it
  first_seen_at       timestamptz not null,
  first_published_at  timestamptz,
  first_published_day date,                              -- set instead when only the day is known
  peak_reports        integer     not null,              -- most independent reports that began within one hour
  peak_from           timestamptz not null,              -- when that hour began
  refreshed_at        timestamptz not null,
  constraint story_fact_published_check check (first_published_at is null or first_published_day is null),
  constraint story_fact_place_check check ((place is null) = (place_reports = 0)),
  constraint story_fact_peak_check check (peak_reports >= 1),
  constraint story_fact_lead_rule_check check (lead_rule in ('earliest', 'agency', 'longest', 'for_want_of_better'))
);
comment on table story_fact is 'Facts of a story, made anew whenever its articles change.';

create table copy_lineage (
  article_id   bigint  primary key references article (id),
  original_id  bigint  not null references article (id), -- of the copy group, as the lane holds it
  source_id    bigint  not null references article (id), -- the member that the others took their text from
  source_rule  text    not null,
  kind         text,                                      -- null for the source
  copy_share   real,                                      -- share of this text that the source holds
  source_share real,                                      -- share of the source's text that this one took over
  same_owner   boolean not null,                          -- publisher and source's publisher are of one owner
  members      integer not null,                          -- articles of the group when this was found
  constraint copy_lineage_kind_check check (kind in ('identical', 'light_edit', 'cut', 'merged')),
  constraint copy_lineage_source_check check ((article_id = source_id) = (kind is null)),
  constraint copy_lineage_share_check
    check ((kind is null) = (copy_share is null) and (kind is null) = (source_share is null)
           and copy_share between 0 and 1 and source_share between 0 and 1),
  constraint copy_lineage_rule_check check (source_rule in ('agency', 'earlier', 'holds_all', 'agency_credit', 'arrival'))
);
create index copy_lineage_original_idx on copy_lineage (original_id);
comment on table copy_lineage is 'Within each group of copies: which text is the source, and what each other took of it.';

create table story_link (
  story_a   text        not null references story (id),  -- as of the time of the link; today's stories are those of the articles
  story_b   text        not null references story (id),
  article_a bigint      not null references article (id),
  article_b bigint      not null references article (id),
  score     real        not null,
  evidence  jsonb       not null,                        -- shared names, countries, figures, days and words, and hours apart
  at        timestamptz not null,
  constraint story_link_pkey primary key (story_a, story_b),
  constraint story_link_order_check check (story_a < story_b),
  constraint story_link_score_check check (score > 0)
);
create index story_link_article_a_idx on story_link (article_a);
create index story_link_article_b_idx on story_link (article_b);
comment on table story_link is 'Stories of two languages that tell one event, with the two articles that show it.';

create table link_pass (
  one_row  boolean primary key default true,
  sequence bigint  not null default 0,       -- counts the batches, so that marks in memory are known to be the newest
  constraint link_pass_one_row_check check (one_row)
);
comment on table link_pass is 'The search for links; its one row is locked by whoever searches.';

create table link_waiting (
  article_id bigint primary key references story_article (article_id) on update cascade on delete cascade
);
comment on table link_waiting is 'Originals that were placed since the search for links last came by.';

create function note_to_link() returns trigger language plpgsql as $$
begin
  insert into link_waiting select article_id from placed where original_id is null on conflict do nothing;
  return null;
end $$;
create trigger story_article_to_link after insert on story_article
  referencing new table as placed for each statement execute function note_to_link();

insert into link_waiting
  select article_id from story_article join story on story.id = story_id
   where original_id is null and last_at >= (select max(last_at) from story) - interval '14 days';
