-- Deliveries: when each is due, what the mail server replied, who subscribes and who must not be written to.
--
-- Locks:    access exclusive on subscriber and delivery while they get columns with defaults, which writes nothing;
--           share row exclusive on edition for a moment (foreign key of a new table).
-- Rollback: drop table bounce, suppression, delivery_attempt, edition_dispatch, link_key; drop the columns that are
--           added here; put check_delivery_state of 0004 back.

create table link_key (
  one_row    boolean     primary key default true,
  key        bytea       not null,
  created_at timestamptz not null,
  constraint link_key_one_row_check check (one_row),
  constraint link_key_length_check check (octet_length(key) >= 32)
);
comment on table link_key is 'The key that links in mails are signed with, made at the first start unless LINK_KEY is set.';

alter table subscriber
  add column confirmed_at    timestamptz,               -- null: asked, and not confirmed yet
  add column consent         text,                      -- how the confirmation came: by link, or what an operator says
  add column generation      integer not null default 1, -- counts the times that the subscription was asked for
  add column paused_until    timestamptz,
  add column unsubscribed_at timestamptz,
  add constraint subscriber_consent_check check ((confirmed_at is null) = (consent is null));
create index subscriber_address_idx on subscriber (lower(address));

create table suppression (
  address_hash text        primary key,                 -- SHA-256 of the address in lower case, hex
  reason       text        not null,
  detail       text        not null,
  at           timestamptz not null,
  constraint suppression_hash_check check (address_hash ~ '^[0-9a-f]{64}$'),
  constraint suppression_reason_check check (reason in ('hard_bounce', 'soft_bounces', 'complaint', 'operator'))
);
comment on table suppression is 'Addresses that get no mail, whatever they subscribe to. Hashes, so that they outlive the address.';

create table edition_dispatch (
  edition_id  bigint      primary key references edition (id),
  planned_at  timestamptz not null,
  recipients  integer     not null
);
comment on table edition_dispatch is 'The mark that an edition''s deliveries are planned.';

alter table delivery
  add column due_at            timestamptz not null default now(),
  add column deadline_at       timestamptz not null default now() + interval '12 hours', -- no attempt begins after it
  add column attempts          integer     not null default 0,  -- begun so far; each fences off the ones before
  add column claimed_at        timestamptz,             -- a sender has it in hand
  add column handed_at         timestamptz,             -- noted before the first byte of the body: the server may have it
  add column sent_at           timestamptz,
  add column reply             text,                    -- the latest reply of the server, or what happened instead
  add column resends           integer     not null default 0,
  add column lost_confirmed_at timestamptz,             -- an operator has found out that the uncertain mail did not arrive
  add column resolution        text,                    -- who says that an uncertain mail arrived: an operator, or a late reply
  add constraint delivery_claimed_check check (claimed_at is null or state = 'sending'),
  add constraint delivery_handed_check check (handed_at is null or state in ('sending', 'uncertain')),
  add constraint delivery_sent_check check (sent_at is null or state = 'sent');
create index delivery_due_idx on delivery (due_at, id) where state in ('pending', 'sending') and claimed_at is null;
create index delivery_claimed_idx on delivery (id) where claimed_at is not null;
create index delivery_subscriber_idx on delivery (subscriber_id);

-- What 0004 allows, and two ways out of an end, each of which must say why: a failed delivery, or an uncertain one that is
-- confirmed as lost, is sent again and counts that; an uncertain one that arrived all the same says who knows.
create or replace function check_delivery_state() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.state = 'pending' then return new; end if;
  if tg_op = 'UPDATE' and (
       old.state = new.state
       or (old.state = 'pending' and new.state in ('sending', 'suppressed'))
       or (old.state = 'sending' and new.state in ('sent', 'uncertain', 'failed', 'suppressed'))
       or (old.state = 'failed' and new.state = 'pending' and new.resends = old.resends + 1)
       or (old.state = 'uncertain' and new.state = 'pending' and new.resends = old.resends + 1
           and old.lost_confirmed_at is not null)
       or (old.state = 'uncertain' and new.state = 'sent' and new.resolution is not null)
     ) then return new; end if;
  raise exception 'a delivery does not go from % to %', case tg_op when 'INSERT' then 'nothing' else old.state end, new.state
    using errcode = 'check_violation', constraint = 'delivery_state_order', table = 'delivery';
end $$;

create table delivery_attempt (
  delivery_id bigint      not null references delivery (id),
  number      integer     not null,
  started_at  timestamptz not null,
  ended_at    timestamptz not null,
  outcome     text        not null,
  step        text,                                     -- of the conversation, where it did not end well
  reply       text        not null,
  primary key (delivery_id, number),
  constraint delivery_attempt_outcome_check
    check (outcome in ('sent', 'deferred', 'failed', 'uncertain', 'interrupted'))
);
comment on table delivery_attempt is 'Every attempt of a delivery with the reply of the server. interrupted: the sender ended before the body began.';

create table bounce (
  id          bigint      generated always as identity primary key,
  delivery_id bigint      not null references delivery (id),
  kind        text        not null,
  status      text,                                     -- enhanced status code (RFC 3463), such as 5.1.1
  detail      text        not null,
  at          timestamptz not null,
  constraint bounce_delivery_kind_key unique (delivery_id, kind), -- one report read twice counts once
  constraint bounce_kind_check check (kind in ('hard', 'soft', 'complaint'))
);
comment on table bounce is 'What came back of a mail that a server had taken over, or that it refused for its address.';
