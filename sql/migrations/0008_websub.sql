-- Subscriptions at the hubs that feeds name: https://www.w3.org/TR/websub/.
--
-- Locks:    share row exclusive on feed for an instant (foreign key).
-- Rollback: drop table websub_subscription;

create table websub_subscription (
  feed_id        bigint      primary key references feed (id) on delete cascade,
  hub_url        text        not null,
  topic_url      text        not null,                 -- what the feed calls its own address
  token          text        not null,                 -- last part of the callback's address: who knows it is the hub
  secret         text,                                 -- signs pushes; null where the way to the hub is open to readers
  state          text        not null default 'wanted',
  reason         text,                                 -- what the last request came to, when not to a lease
  ask_at         timestamptz not null,                 -- when the hub is asked next
  slot_at        timestamptz,                          -- the slot that the hub's pace gave the request
  requested_at   timestamptz,
  attempts       integer     not null default 0,       -- requests since the hub last verified one
  verified_at    timestamptz,
  lease_until    timestamptz,
  last_push_at   timestamptz,
  pushes         integer     not null default 0,
  pushes_ignored integer     not null default 0,       -- signed wrongly, or not at all
  constraint websub_token_key unique (token),
  constraint websub_token_check check (token ~ '^[A-Za-z0-9_-]{20,128}$'),
  constraint websub_secret_check check (secret ~ '^[A-Za-z0-9_-]{20,128}$'),
  constraint websub_hub_url_check check (hub_url ~ '^https?://'),
  constraint websub_topic_url_check check (topic_url ~ '^https?://'),
  constraint websub_state_check check (state in ('wanted', 'requested', 'active', 'refused', 'failed')),
  constraint websub_wanted_is_not_requested check ((state = 'wanted') = (requested_at is null)),
  constraint websub_active_has_lease check ((state = 'active') = (lease_until is not null)),
  constraint websub_lease_is_verified check (lease_until is null or (verified_at is not null and lease_until > verified_at)),
  constraint websub_refusal_has_reason check (state not in ('refused', 'failed') or reason is not null),
  constraint websub_attempts_check check (attempts >= 0),
  constraint websub_pushes_check check (pushes >= 0 and pushes_ignored >= 0),
  constraint websub_push_has_time check ((pushes = 0) = (last_push_at is null))
);
create index websub_subscription_ask_at_idx on websub_subscription (ask_at);
comment on table websub_subscription is 'The wish to be told by a hub when a feed has changed, and what became of it.';
comment on column websub_subscription.ask_at is 'The mark of the request: the scheduler asks what is due, for the first time, again, or for a longer lease.';
