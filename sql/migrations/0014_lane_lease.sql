-- The lane's lease and its fencing number: who assigns articles of a language, until when, and the number that each of
-- its writes must carry.
--
-- Locks:    access exclusive on lane and ledger for an instant (columns without a default to write, one index on the few
--           rows of lane, one trigger). Share on article while the new index is built (a look through its rows, of which
--           few are unclustered): no article is written meanwhile.
-- Rollback: drop index article_unclustered_idx; create index article_unclustered_idx on article (event_at, canonical_url)
--           where scraped_at is not null and clustered_at is null; drop trigger ledger_fence on ledger; drop function check_fence; alter table ledger drop column fence;
--           alter table lane drop constraint lane_fence_key, drop constraint lane_lease_check, drop column fence,
--           drop column holder, drop column lease_until;

alter table lane
  add column fence       bigint not null default 0,  -- raised whenever the lane is taken, never lowered
  add column holder      text,                       -- the process that holds it; null after it was let go
  add column lease_until timestamptz,                -- by this server's clock
  add constraint lane_lease_check check ((holder is null) = (lease_until is null)),
  -- A column of a key: raising it waits for the batches that have locked the row "for key share", while renewing the
  -- lease does not.
  add constraint lane_fence_key unique (language, fence);

comment on table lane is 'One row a language: who assigns its articles to stories. sequence counts the batches that changed something, so that an index in memory knows whether it is the newest.';
comment on column lane.fence is 'Number of the present holding of the lane. A batch begins by locking the row of its number, and the ledger takes no decision of another.';
comment on column lane.lease_until is 'A holder that has not renewed until then may be replaced, though its connection stands.';

alter table ledger add column fence bigint;
comment on column ledger.fence is 'The number of the holding of the lane that decided; null for what people decided, and for what is older than the numbers.';

create function check_fence() returns trigger language plpgsql as $$
begin
  perform from lane join story on story.language = lane.language
    where story.id = new.story_id and lane.fence = new.fence for key share of lane;
  if not found then
    raise exception 'number % of the lane is not that of its holder', coalesce(new.fence::text, 'null')
      using errcode = 'check_violation', constraint = 'ledger_fence_is_current', table = 'ledger',
            hint = 'Another process has taken the lane: what this one knows is old.';
  end if;
  return new;
end $$;
-- Decisions by settings are the lane's alone, so one without a number is that of a release which knows none.
create trigger ledger_fence before insert on ledger for each row
  when (new.actor = 'lane' and (new.settings_version is not null or new.fence is not null))
  execute function check_fence();

-- A holder looks every moment whether there is more for its lane: what waits for other lanes must not be in its way.
drop index article_unclustered_idx;
create index article_unclustered_idx on article (coalesce(language, 'und'), event_at, canonical_url)
  where scraped_at is not null and clustered_at is null;
