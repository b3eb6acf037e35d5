-- Alarms of publishers whose pages stopped giving what they used to give. How the pages do is read from the articles
-- themselves; only what is to be told once needs rows.
--
-- Locks:    share on article while the index is built (about 2 s for a million rows): no article is written meanwhile.
--           Share row exclusive on publisher for an instant (foreign key).
-- Rollback: drop table extraction_alarm; drop index article_publisher_seen_idx;

create table extraction_alarm (
  id           bigint generated always as identity primary key,
  publisher_id bigint      not null references publisher (id) on delete cascade,
  mark         text        not null,               -- what its pages lack
  since        timestamptz not null,               -- first sight of the first page that lacked it
  reason       text        not null,               -- what changed and what to do, as last judged
  opened_at    timestamptz not null,
  closed_at    timestamptz,
  accepted     boolean     not null default false, -- an operator took the change for how the publisher is now
  constraint extraction_alarm_mark_check check (mark in ('no_text', 'fallback', 'short', 'no_author', 'no_time')),
  constraint extraction_alarm_closed_at_check check (closed_at >= opened_at),
  constraint extraction_alarm_accepted_is_closed check (not accepted or closed_at is not null)
);
create unique index extraction_alarm_open_key on extraction_alarm (publisher_id, mark) where closed_at is null;
create index extraction_alarm_publisher_idx on extraction_alarm (publisher_id, since);
comment on table extraction_alarm is 'A publisher''s pages lack something more often than chance explains, from the first such page until they do as usual.';

create index article_publisher_seen_idx on article (publisher_id, first_seen_at desc);
