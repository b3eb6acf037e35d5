-- Proposals to split stories that look like several, found once a night, and what analysts answered.
--
-- Locks:    share row exclusive on story, article and story_decision for a moment (foreign keys of new tables).
-- Rollback: drop table split_proposal_article, split_proposal_part, split_proposal, split_pass;
--           drop function keep_split_answer.

create table split_pass (
  one_row  boolean     primary key default true,
  begun_at timestamptz not null,
  ended_at timestamptz,                       -- null while it runs, and after one that failed
  constraint split_pass_one_row_check check (one_row)
);
comment on table split_pass is 'The last search for stories to split; its one row says whether another is due.';

create table split_proposal (
  id               bigint      generated always as identity primary key,
  story_id         text        not null references story (id),
  language         text        not null,
  at               timestamptz not null,
  settings_version text        not null,
  reports          integer     not null,                    -- originals of the story then, compared or not
  linkage_between  real        not null,                    -- mean probability that reports of its two nearest parts tell one event
  state            text        not null default 'open',
  settled_at       timestamptz,
  author           text,
  reason           text,
  constraint split_proposal_state_check check (state in ('open', 'accepted', 'dismissed', 'outdated')),
  constraint split_proposal_settled_check check ((state = 'open') = (settled_at is null)),
  constraint split_proposal_answer_check
    check ((state in ('accepted', 'dismissed')) = (author is not null) and (author is null) = (reason is null)),
  constraint split_proposal_author_check check (btrim(author) not in ('', 'lane') and btrim(reason) <> ''),
  constraint split_proposal_linkage_check check (linkage_between between 0 and 1)
);
create unique index split_proposal_open_key on split_proposal (story_id) where state = 'open';
comment on table split_proposal is
  'A story whose reports fall into parts. Nothing follows from it but what an analyst decides; outdated: the story has changed since.';

create table split_proposal_part (
  proposal_id        bigint   not null references split_proposal (id),
  number             smallint not null,                     -- 1 stays in the story, the others leave it
  central_article_id bigint   not null references article (id),
  linkage_within     real     not null,
  decision_id        bigint   references story_decision (id), -- that split it off
  primary key (proposal_id, number),
  constraint split_proposal_part_linkage_check check (linkage_within between 0 and 1)
);

create table split_proposal_article (
  proposal_id bigint   not null,
  article_id  bigint   not null references article (id),    -- originals only: copies go where theirs goes
  number      smallint not null,
  primary key (proposal_id, article_id),
  foreign key (proposal_id, number) references split_proposal_part (proposal_id, number)
);
create index split_proposal_article_idx on split_proposal_article (article_id);

create function keep_split_answer() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'open' then
    raise exception 'a proposal is settled once, and kept'
      using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name;
  end if;
  return new;
end $$;
create trigger split_proposal_kept before update or delete on split_proposal
  for each row execute function keep_split_answer();
