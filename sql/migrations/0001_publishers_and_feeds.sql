-- Publishers, their feeds, and what every poll of a feed came to.
--
-- Locks:    none (new tables).
-- Rollback: drop table heartbeat, host_pace, poll, poll_round, feed, publisher, owner_group;

create table owner_group (
  id   bigint generated always as identity primary key,
  name text not null,
  constraint owner_group_name_key unique (name)
);
comment on table owner_group is 'Publishers under one owner: their reports count once.';

create table publisher (
  id             bigint generated always as identity primary key,
  name           text        not null,
  home_url       text,
  owner_group_id bigint references owner_group (id),
  created_at     timestamptz not null default now(),
  constraint publisher_name_key unique (name),
  constraint publisher_name_check check (btrim(name) <> '')
);
comment on table publisher is 'An outlet: an agency, a newspaper, a ministry.';

create table feed (
  id               bigint generated always as identity primary key,
  publisher_id     bigint      not null references publisher (id),
  url              text        not null,
  title            text,
  tags             text[]      not null default '{}',
  state            text        not null default 'active',
  state_reason     text,                             -- why it is paused, in a sentence
  etag             text,
  last_modified    text,
  body_hash        text,
  interval_seconds integer,                          -- its own; null: that of the settings
  next_poll_at     timestamptz not null,
  last_success_at  timestamptz,
  failures         integer     not null default 0,   -- in a row, since the last success
  created_at       timestamptz not null default now(),
  constraint feed_url_key unique (url),
  constraint feed_state_check check (state in ('active', 'paused')),
  constraint feed_interval_check check (interval_seconds between 60 and 86400),
  constraint feed_failures_check check (failures >= 0)
);
create index feed_next_poll_at_idx on feed (next_poll_at) where state = 'active';
comment on table feed is 'A polled address of a publisher.';
comment on column feed.next_poll_at is 'The mark of the poll: the sweep polls what is due.';

create table poll_round (
  id         bigint generated always as identity primary key,
  started_at timestamptz not null
);
comment on table poll_round is 'Polls started together. The lane takes a round''s articles when the whole round is in.';

create table poll (
  id          bigint generated always as identity primary key,
  round_id    bigint      not null references poll_round (id),
  feed_id     bigint      not null references feed (id) on delete cascade,
  due_at      timestamptz not null,
  slot_at     timestamptz,                           -- the slot that the origin's pace gave it
  finished_at timestamptz,
  outcome     text,
  http_status integer,
  entries     integer,
  new_entries integer,
  error_code  text,
  error       text,
  oddities    text[]      not null default '{}',
  constraint poll_round_feed_key unique (round_id, feed_id),
  constraint poll_outcome_check check (outcome in ('read', 'unchanged', 'failed')),
  constraint poll_finished_has_outcome check ((finished_at is null) = (outcome is null)),
  constraint poll_failed_has_reason check (outcome is distinct from 'failed' or (error_code is not null and error is not null))
);
create index poll_unfinished_idx on poll (due_at) where finished_at is null;
create index poll_feed_finished_idx on poll (feed_id, finished_at desc);
comment on table poll is 'One poll of one feed, from its order to its outcome.';

create table host_pace (
  origin       text        primary key,
  next_free_at timestamptz not null
);
comment on table host_pace is 'The next free slot of each origin, handed out to all workers.';

create table heartbeat (
  role text        not null,
  host text        not null,
  at   timestamptz not null,
  primary key (role, host),
  constraint heartbeat_role_check check (role in ('scheduler', 'work'))
);
comment on table heartbeat is 'The last sign of life of each long-running process, for health checks.';
