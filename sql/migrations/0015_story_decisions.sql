-- Analysts' decisions about stories as data that every later run obeys, and the settings that the lane decided by.
--
-- Locks:    share row exclusive on story, article and ledger for a moment (foreign keys of new tables).
-- Rollback: drop table story_decision_article, story_decision, story_settings; drop function keep_decision;

create table story_decision (
  id              bigint      generated always as identity primary key,
  kind            text        not null,
  language        text        not null,
  story_id        text        references story (id),  -- that holds the articles, that is kept by a merge, or that is locked; of a split: that it opened
  from_story_id   text        references story (id),  -- that a merge ends or a split divides
  author          text        not null,
  reason          text        not null,
  at              timestamptz not null,
  applied_at      timestamptz,                        -- null until the lane has done it
  outcome         text,
  problem         text,                               -- what it contradicts now; null: nothing
  undone_at       timestamptz,
  undone_by       text,
  undone_reason   text,
  undo_applied_at timestamptz,                        -- null until the lane has put back what the decision moved
  constraint story_decision_kind_check
    check (kind in ('must_link', 'cannot_link', 'pin', 'lock', 'merge', 'split', 'move')),
  constraint story_decision_author_check check (btrim(author) not in ('', 'lane')),
  constraint story_decision_reason_check check (btrim(reason) <> ''),
  constraint story_decision_outcome_check check (outcome in ('applied', 'refused', 'withdrawn')),
  constraint story_decision_applied_check check ((applied_at is null) = (outcome is null)),
  constraint story_decision_refused_says_why check (outcome <> 'refused' or problem is not null),
  constraint story_decision_undone_check
    check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null)),
  constraint story_decision_undone_reason_check check (btrim(undone_by) not in ('', 'lane') and btrim(undone_reason) <> ''),
  constraint story_decision_undo_applied_check check (undo_applied_at is null or undone_at is not null),
  constraint story_decision_story_check check (
    case kind when 'merge' then story_id is not null and from_story_id is not null and story_id <> from_story_id
              when 'split' then from_story_id is not null and (story_id is not null or outcome is distinct from 'applied')
              when 'must_link' then story_id is null and from_story_id is null
              when 'cannot_link' then story_id is null and from_story_id is null
              else story_id is not null and from_story_id is null end)
);
create index story_decision_waiting_idx on story_decision (language)
  where applied_at is null or (undone_at is not null and undo_applied_at is null);
create index story_decision_story_idx on story_decision (story_id);
create index story_decision_from_story_idx on story_decision (from_story_id) where from_story_id is not null;
comment on table story_decision is
  'What an analyst has decided about stories, by whom and why. Never deleted; changed only by the marks of applying and of an undo.';

create table story_decision_article (
  decision_id bigint not null references story_decision (id),
  article_id  bigint not null references article (id),
  role        text   not null,
  was         jsonb,                                  -- of moved and freed: story, original, kind and containment before
  ledger_id   bigint references ledger (id),          -- of moved: the event that explains where it stands since
  primary key (decision_id, article_id, role),
  constraint story_decision_article_role_check check (role in ('named', 'along', 'apart', 'moved', 'freed')),
  constraint story_decision_article_was_check check ((was is null) = (role not in ('moved', 'freed')))
);
create index story_decision_article_idx on story_decision_article (article_id, role);
create index story_decision_article_moved_from_idx on story_decision_article ((was ->> 'storyId')) where role = 'moved';
comment on column story_decision_article.role is
  'named by the analyst; along: a copy of one that was named; apart: kept from these; moved: by applying it; freed: a copy whose original went without it. Append only.';

create trigger story_decision_article_append_only before update or delete on story_decision_article
  for each row execute function refuse_change();

create function keep_decision() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.kind, new.language, new.author, new.reason, new.at, new.from_story_id)
        is distinct from (old.id, old.kind, old.language, old.author, old.reason, old.at, old.from_story_id)
     or (old.story_id is not null and new.story_id is distinct from old.story_id)
     or (old.applied_at is not null and (new.applied_at, new.outcome) is distinct from (old.applied_at, old.outcome))
     or (old.undone_at is not null and (new.undone_at, new.undone_by, new.undone_reason)
         is distinct from (old.undone_at, old.undone_by, old.undone_reason))
     or (old.undo_applied_at is not null and new.undo_applied_at is distinct from old.undo_applied_at) then
    raise exception 'a decision is changed by applying it and by an undo only, and both but once'
      using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name;
  end if;
  return new;
end $$;
create trigger story_decision_kept before update or delete on story_decision
  for each row execute function keep_decision();

create table story_settings (
  version       text        primary key,
  settings      jsonb       not null,
  first_used_at timestamptz not null
);
comment on table story_settings is
  'The settings behind each version that the ledger names, so that its decisions can be made again. Append only.';
create trigger story_settings_append_only before update or delete on story_settings
  for each row execute function refuse_change();
