-- Digests with a schedule, filters and a desk: the slot of every edition, its candidates and edits, what each subscriber
-- is shown of it, and what subscribers choose. Watches, by which digests filter.
--
-- Locks:    access exclusive on digest, subscriber, delivery, article and edition while they get columns, which writes
--           nothing; share row exclusive on story, publisher for a moment (foreign keys of new tables).
-- Rollback: drop function story_successor; drop table subscriber_mute, edition_overlay, edition_candidate, edition_edit, edition_slot, digest_watch, watch,
--           digest_publisher; drop the columns that are added here.

create function story_successor(id text) returns text language sql stable as $$
  with recursive way as (
    select story.id, story.merged_into from story where story.id = story_successor.id
    union all
    select story.id, story.merged_into from way join story on story.id = way.merged_into)
  select way.id from way where way.merged_into is null
$$;
comment on function story_successor is 'The id that a story goes by now: what it was merged into, however often.';

alter table digest
  add column weekdays         smallint[] not null default '{1,2,3,4,5,6,7}', -- ISO: Monday is 1
  add column languages        text[]     not null default '{}',              -- BCP 47, primary part; empty: all
  add column length           text       not null default 'usual',
  add column admission        real       not null default 1,                 -- least score of admission of a story
  add column coverage_floor   smallint   not null default 50,                -- per cent of the feeds that must have been seen
  add column approval         text       not null default 'none',
  add column hold_minutes     integer    not null default 120,               -- from the due time: how long a low coverage or a missing approval holds
  add column catch_up_minutes integer    not null default 360,               -- from the due time: when an edition is no news any more
  add constraint digest_weekdays_check
    check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
  add constraint digest_length_check check (length in ('short', 'usual', 'long')),
  add constraint digest_admission_check check (admission >= 0),
  add constraint digest_coverage_floor_check check (coverage_floor between 0 and 100),
  add constraint digest_approval_check check (approval in ('none', 'send', 'hold')),
  add constraint digest_minutes_check
    check (hold_minutes >= 0 and catch_up_minutes >= hold_minutes and catch_up_minutes between 1 and 10080);
comment on column digest.approval is
  'none: editions are sent when due; send: they wait for a desk and are sent at the end of the hold without it; hold: they wait until approved.';

create table digest_publisher (
  digest_id    bigint not null references digest (id),
  publisher_id bigint not null references publisher (id),
  primary key (digest_id, publisher_id)
);
comment on table digest_publisher is 'A digest tells only what these publishers report; without a row, what all do.';

create table watch (
  id         bigint      generated always as identity primary key,
  name       text        not null,
  query      text        not null,                      -- as typed into the search
  created_at timestamptz not null,
  constraint watch_name_key unique (name),
  constraint watch_name_check check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  constraint watch_query_check check (query ~ '\S')
);
comment on table watch is 'An analyst''s saved search.';

create table digest_watch (
  digest_id bigint not null references digest (id),
  watch_id  bigint not null references watch (id),
  primary key (digest_id, watch_id)
);
comment on table digest_watch is 'A digest tells only stories that one of its watches finds; without a row, all.';

create table edition_slot (
  digest_id  bigint      not null references digest (id),
  local_date date        not null,
  due_at     timestamptz not null,
  state      text        not null default 'due',
  reason     text,                                      -- why it is held or was missed, in words
  changed_at timestamptz not null,
  edition_id bigint      references edition (id),
  draft      jsonb,                                     -- the edition as it would be frozen, with what a desk may put in its place
  revision   integer     not null default 0,            -- of the draft; counts its edits
  primary key (digest_id, local_date),
  constraint edition_slot_edition_key unique (edition_id),
  constraint edition_slot_state_check check (state in ('due', 'held', 'draft', 'frozen', 'missed')),
  constraint edition_slot_frozen_check check ((state = 'frozen') = (edition_id is not null)),
  constraint edition_slot_draft_check check (state <> 'draft' or draft is not null),
  constraint edition_slot_reason_check check (state not in ('held', 'missed') or reason is not null)
);
create index edition_slot_open_idx on edition_slot (due_at) where state in ('due', 'held', 'draft');
comment on table edition_slot is 'When an edition of a digest is due, and what has become of it: one a local date.';

create table edition_edit (
  id         bigint      generated always as identity primary key,
  digest_id  bigint      not null,
  local_date date        not null,
  revision   integer     not null,                      -- that it made
  author     text        not null,
  at         timestamptz not null,
  edit       jsonb       not null,
  constraint edition_edit_revision_key unique (digest_id, local_date, revision),
  constraint edition_edit_slot_fkey foreign key (digest_id, local_date) references edition_slot (digest_id, local_date),
  constraint edition_edit_author_check check (author ~ '\S')
);
create trigger edition_edit_kept before update or delete on edition_edit
  for each row execute function refuse_change();
comment on table edition_edit is 'What a desk did to a draft, by whom and when.';

create table edition_candidate (
  edition_id bigint  not null references edition (id),
  story_id   text    not null references story (id),
  rank       integer,                                   -- among all candidates that passed the filters; null: none
  fate       text    not null,
  admission  real    not null,                          -- score of admission, compared with the digest's
  components jsonb   not null,                          -- what the rank was made of
  primary key (edition_id, story_id),
  constraint edition_candidate_fate_check
    check (fate in ('told', 'below_bar', 'no_room', 'other_language', 'other_publisher', 'not_watched', 'dropped'))
);
create trigger edition_candidate_frozen before update or delete on edition_candidate
  for each row execute function refuse_change();
comment on table edition_candidate is 'Every story of an edition''s window, with why it is told or not.';

create table edition_overlay (
  id           bigint generated always as identity primary key,
  edition_id   bigint not null references edition (id),
  content      jsonb  not null,
  content_hash text   not null,                         -- sha256 of the content, hex
  constraint edition_overlay_hash_key unique (edition_id, content_hash),
  constraint edition_overlay_hash_check check (content_hash ~ '^[0-9a-f]{64}$')
);
create trigger edition_overlay_frozen before update or delete on edition_overlay
  for each row execute function refuse_change();
comment on table edition_overlay is 'An edition as some subscribers are shown it: what is new to them, the order of groups, what they muted.';

alter table delivery
  add column overlay_id bigint references edition_overlay (id); -- null: shown as the public copy

alter table subscriber
  add column weekdays smallint[] not null default '{1,2,3,4,5,6,7}',
  add column length   text       not null default 'whole',
  add column quiet    text       not null default 'mail',    -- what a day without stories sends
  add constraint subscriber_weekdays_check
    check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
  add constraint subscriber_length_check check (length in ('whole', 'top')),
  add constraint subscriber_quiet_check check (quiet in ('mail', 'none'));

create table subscriber_mute (
  id            bigint      generated always as identity primary key,
  subscriber_id bigint      not null references subscriber (id),
  story_id      text        references story (id),
  name          text,                                   -- of a person, place or body, as it is written
  muted_at      timestamptz not null,
  until         timestamptz not null,
  constraint subscriber_mute_subject_check check ((story_id is null) <> (name is null)),
  constraint subscriber_mute_name_check check (name ~ '\S' and char_length(name) <= 100),
  constraint subscriber_mute_until_check check (until > muted_at)
);
create unique index subscriber_mute_story_key on subscriber_mute (subscriber_id, story_id) where story_id is not null;
create unique index subscriber_mute_name_key on subscriber_mute (subscriber_id, lower(name)) where name is not null;
comment on table subscriber_mute is 'Stories and names that a subscriber does not want to hear of for a while.';

alter table article
  add column is_free boolean;                           -- what the page states by isAccessibleForFree; null: nothing
comment on column article.is_free is 'False: the publisher asks for a subscription.';
