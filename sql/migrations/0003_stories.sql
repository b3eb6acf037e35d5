-- Stories: the articles about one event, and the append-only ledger that explains every membership.
--
-- Locks:    article (short: one constraint trigger is added).
-- Rollback: drop trigger article_clustered_has_story on article; drop table story_article, lane, ledger, story;
--           drop function check_membership, check_clustered_has_story;

create table story (
  id              text        primary key,            -- ULID, never used again
  language        text        not null,
  lead_article_id bigint      not null references article (id),
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  created_at      timestamptz not null,
  merged_into     text references story (id),
  merged_at       timestamptz,
  constraint story_id_check check (id ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
  constraint story_successor_check check (merged_into <> id),
  constraint story_merged_check check ((merged_into is null) = (merged_at is null)),
  constraint story_times_check check (first_at <= last_at)
);
create index story_last_at_idx on story (language, last_at desc) where merged_into is null;
comment on column story.merged_into is 'The successor that an old id answers with.';

create table ledger (
  id               bigint generated always as identity primary key,
  story_id         text        not null references story (id),
  article_id       bigint references article (id),
  event            text        not null,
  at               timestamptz not null,
  actor            text        not null,               -- "lane", or the person who decided
  reason           text        not null,               -- the rule that decided, or the person's words
  decision         jsonb       not null default '{}',  -- score, threshold, margin, features, nearest rejected story
  settings_version text,
  constraint ledger_event_check check (event in ('created', 'joined', 'left', 'merged', 'split')),
  constraint ledger_story_article_key unique (id, story_id, article_id)
);
create index ledger_story_idx on ledger (story_id, id);
create index ledger_article_idx on ledger (article_id, id);
comment on table ledger is 'What happened to each story, by whom and why. Append only.';

create trigger ledger_append_only before update or delete on ledger
  for each row execute function refuse_change();

create table story_article (
  article_id  bigint primary key references article (id),
  position    bigint generated always as identity,   -- order of assignment, for rebuilding the lane's index
  story_id    text   not null references story (id),
  original_id bigint,
  copy_kind   text,
  containment real,
  ledger_id   bigint not null,
  constraint story_article_story_key unique (story_id, article_id),
  constraint story_article_original_fkey foreign key (story_id, original_id)
    references story_article (story_id, article_id) deferrable initially deferred,
  constraint story_article_ledger_fkey foreign key (ledger_id, story_id, article_id)
    references ledger (id, story_id, article_id),
  constraint story_article_original_check check (original_id <> article_id),
  constraint story_article_copy_check check ((original_id is null) = (copy_kind is null)),
  constraint story_article_copy_kind_check check (copy_kind in ('identical', 'light_edit', 'cut', 'merged')),
  constraint story_article_containment_check check (containment between 0 and 1)
);
create index story_article_original_idx on story_article (original_id) where original_id is not null;
comment on table story_article is 'Which story an article is in; the primary key holds it to one.';
comment on column story_article.ledger_id is 'The ledger event that explains this membership.';

create function check_membership() returns trigger language plpgsql as $$
begin
  if exists (select 1 from story_article copy join story_article original on original.article_id = copy.original_id
              where (copy.article_id = new.article_id or original.article_id = new.article_id)
                and original.original_id is not null) then
    raise exception 'article % stands in a chain of copies: an original is never itself a copy', new.article_id
      using errcode = 'check_violation', constraint = 'story_article_original_is_original', table = 'story_article';
  end if;
  if exists (select 1 from story where id = new.story_id and merged_into is not null)
     and exists (select 1 from story_article where article_id = new.article_id and story_id = new.story_id) then
    raise exception 'story % was merged away and holds no articles', new.story_id
      using errcode = 'check_violation', constraint = 'story_article_story_is_open', table = 'story_article';
  end if;
  return null;
end $$;
create constraint trigger story_article_membership after insert or update on story_article
  deferrable initially deferred for each row execute function check_membership();

-- Serves two tables: the article that was marked, and the membership that was taken away.
create function check_clustered_has_story() returns trigger language plpgsql as $$
declare
  checked bigint := case tg_table_name when 'article' then (to_jsonb(new) ->> 'id') else (to_jsonb(old) ->> 'article_id') end;
begin
  if exists (select 1 from article where id = checked and clustered_at is not null)
     and not exists (select 1 from story_article where article_id = checked) then
    raise exception 'article % is marked as clustered but stands in no story', checked
      using errcode = 'check_violation', constraint = 'article_clustered_has_story', table = 'article';
  end if;
  return null;
end $$;
create constraint trigger article_clustered_has_story after insert or update of clustered_at on article
  deferrable initially deferred for each row execute function check_clustered_has_story();
create constraint trigger story_article_removed after delete or update of article_id on story_article
  deferrable initially deferred for each row execute function check_clustered_has_story();

create table lane (
  language text   primary key,
  sequence bigint not null default 0
);
comment on table lane is 'One row a language, locked by whoever assigns articles to stories; sequence counts the batches, so a worker knows whether its index in memory is the newest.';
