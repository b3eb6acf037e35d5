-- The pace of each host over all workers, the robots.txt of each origin, and publishers whose robots.txt is not asked.
--
-- Locks:    access exclusive on publisher for an instant (no rewrite). The slots of host_pace are forgotten: they last seconds.
-- Rollback: drop table robots, host_pace; create host_pace as in 0001; drop the columns of publisher added below.

drop table host_pace;
create table host_pace (
  host           text        primary key,                        -- name and port; http and https of one name share it
  next_free_at   timestamptz not null,
  started_at     timestamptz,                                    -- its last request
  crawl_delay_ms integer     not null default 0,                 -- asked for by its robots.txt
  stretch_ms     integer     not null default 0,                 -- how long it takes to answer, shared among its permits
  held_until     timestamptz,                                    -- its Retry-After
  permits        jsonb       not null default '{}',              -- token of a request in flight → its end, in ms since 1970
  constraint host_pace_delays_check check (crawl_delay_ms >= 0 and stretch_ms >= 0)
);
comment on table host_pace is 'The next free slot of each host and its requests in flight, handed out to all workers.';

create table robots (
  origin        text        primary key,
  body          text,                                            -- null: there is no such file, or it was never read
  fetched_at    timestamptz,                                     -- the last answer that settled what is allowed
  expires_at    timestamptz not null,                            -- when it is asked again
  slot_at       timestamptz,                                     -- the slot that the host's pace gave it
  asking_until  timestamptz,                                     -- one worker is asking; ends by itself if that worker dies
  failing_since timestamptz,
  failures      integer     not null default 0,                  -- in a row
  failure       text,                                            -- why it could not be read, in a sentence
  constraint robots_body_was_fetched check (body is null or fetched_at is not null),
  constraint robots_failing_check check ((failures = 0) = (failing_since is null) and (failures = 0) = (failure is null))
);
comment on table robots is 'The robots.txt of each origin as last read.';

alter table publisher
  add column robots_policy text not null default 'obey',
  add column robots_reason text,                                 -- why it is not obeyed: who agreed to what
  add constraint publisher_robots_policy_check check (robots_policy in ('obey', 'ignore')),
  add constraint publisher_robots_ignored_has_reason
    check (robots_policy = 'obey' or (robots_reason is not null and btrim(robots_reason) <> ''));
