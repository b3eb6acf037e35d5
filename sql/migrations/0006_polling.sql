-- What polling remembers of a feed: its rhythm, the weight of its failures, where it moved to, and what it brought each day.
--
-- Locks:    access exclusive on feed, poll and entry for an instant (no rewrite); one pass over failed polls.
-- Rollback: drop table feed_day; drop the columns added below; update entry rows without an article away first.

alter table feed
  add column state_code         text,                             -- stable code of why it is paused
  add column state_at           timestamptz,                      -- since when it is paused
  add column failure_score      real    not null default 0,       -- failures in a row by weight: hard 1, soft 0.5, temporary 0.25
  add column last_read_at       timestamptz,                      -- when its document was last parsed; a 304 is no reading
  add column last_entry_at      timestamptz,                      -- when it last brought an entry that was not known
  add column rhythm_seconds     integer,                          -- median between its newest entries
  add column floor_seconds      integer,                          -- what its TTL and cache headers ask for
  add column adapted_seconds    integer,                          -- the interval made of these, before jitter
  add column moved_to           text,                             -- where its permanent redirects lead
  add column moved_times        integer not null default 0,       -- answers in a row that led there
  add column ignores_validators boolean not null default false,   -- its 304s were found to be untrue: always asked in full
  add column format             text,
  add column encoding           text,
  add constraint feed_paused_has_reason check (state = 'active' or state_reason is not null),
  add constraint feed_failure_score_check check (failure_score >= 0),
  add constraint feed_moved_check check ((moved_to is null) = (moved_times = 0));
comment on column feed.interval_seconds is 'Its own interval, set by an operator; null: adapted to its rhythm.';

alter table poll
  add column fault         text,                                  -- how much a failure weighs
  add column redirected_to text,                                  -- the address that answered, when another
  add constraint poll_fault_check check (fault in ('hard', 'soft', 'temporary'));
update poll set fault = 'soft' where outcome = 'failed';
alter table poll add constraint poll_failed_has_fault check ((outcome is not distinct from 'failed') = (fault is not null));
comment on table poll is 'One poll of one feed, from its order to its outcome. The newest 30 of a feed are kept, and those of a week.';

alter table entry
  alter column article_id drop not null,
  alter column url drop not null,
  add column published_at timestamptz,
  add column title_key    text,                                   -- hash of the title's letters and digits
  add column source_name  text,                                   -- the publisher that the feed says it took the entry from
  add constraint entry_article_has_url check (article_id is null or url is not null);
create index entry_feed_seen_idx on entry (feed_id, first_seen_at desc);
create index entry_title_key_idx on entry (title_key, first_seen_at) where title_key is not null;
comment on column entry.article_id is 'Null when the entry names no address of a page.';

create table feed_day (
  feed_id     bigint  not null references feed (id) on delete cascade,
  day         date    not null,                                   -- UTC
  reads       integer not null default 0,                         -- polls that worked, a 304 included
  failures    integer not null default 0,
  new_entries integer not null default 0,
  primary key (feed_id, day)
);
comment on table feed_day is 'What a feed brought each day. A day without a read is a gap and not a zero.';
