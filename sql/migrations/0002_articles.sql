-- Articles: one row per canonical URL, whatever number of feeds carried it; entries keep who carried it when;
-- versions keep the text as captured, for ever.
--
-- Locks:    none (new tables).
-- Rollback: drop table version, entry, article_address, article;

create table article (
  id              bigint generated always as identity primary key,
  canonical_url   text        not null,
  publisher_id    bigint      not null references publisher (id),
  round_id        bigint references poll_round (id), -- null for imported articles
  external_id     text,                              -- the id it had in the system it was imported from
  title           text,                              -- the feed's until scraped, then the page's
  published_at    timestamptz,                       -- null when the publisher gives no time
  published_day   date,                              -- set instead when only the day is known
  first_seen_at   timestamptz not null,
  event_at        timestamptz not null,              -- what orders the lane: publication, never after first sight
  language        text,
  state           text        not null default 'new',
  state_code      text,                              -- stable code of why it is not scraped
  state_reason    text,
  scrape_attempts integer     not null default 0,
  next_scrape_at  timestamptz not null,
  slot_at         timestamptz,                       -- the slot that the origin's pace gave it
  scraped_at      timestamptz,
  clustered_at    timestamptz,
  constraint article_canonical_url_key unique (canonical_url),
  constraint article_external_id_key unique (external_id),
  constraint article_state_check check (state in ('new', 'scraped', 'failed', 'not_article', 'duplicate_address')),
  constraint article_scraped_at_check check ((state = 'scraped') = (scraped_at is not null)),
  constraint article_state_has_reason check (state in ('new', 'scraped') or (state_code is not null and state_reason is not null)),
  constraint article_clustered_is_scraped check (clustered_at is null or scraped_at is not null),
  constraint article_event_at_check check (event_at <= first_seen_at)
);
create index article_unscraped_idx on article (next_scrape_at) where state = 'new';
create index article_unclustered_idx on article (event_at, canonical_url) where scraped_at is not null and clustered_at is null;
create index article_event_at_idx on article (event_at desc);
create index article_round_idx on article (round_id) where state = 'new';
create index article_publisher_idx on article (publisher_id, event_at desc);
comment on table article is 'A page of a publisher, identified by its canonical URL.';

create table article_address (
  url        text   primary key,
  article_id bigint not null references article (id) on delete cascade
);
create index article_address_article_idx on article_address (article_id);
comment on table article_address is 'Every address that led to an article: tracked, moved, canonical.';

create table entry (
  id            bigint generated always as identity primary key,
  feed_id       bigint      not null references feed (id) on delete cascade,
  guid          text        not null,
  article_id    bigint      not null references article (id),
  url           text        not null,
  title         text,
  summary       text,
  published_raw text,
  first_seen_at timestamptz not null,
  constraint entry_feed_guid_key unique (feed_id, guid)
);
create index entry_article_idx on entry (article_id);
comment on table entry is 'An item as it stood in one feed when it was first seen there.';

create table version (
  id            bigint generated always as identity primary key,
  article_id    bigint      not null references article (id),
  number        integer     not null,
  captured_at   timestamptz not null,
  title         text        not null,
  standfirst    text,
  authors       text[]      not null default '{}',
  agency_credit text,
  section       text,
  site_name     text,
  language      text,
  text          text        not null,  -- paragraphs parted by a blank line; spans count its code points
  text_hash     text        not null,  -- sha256 of the text, hex
  constraint version_article_number_key unique (article_id, number),
  constraint version_number_check check (number >= 1),
  constraint version_text_hash_check check (text_hash ~ '^[0-9a-f]{64}$')
);
create index version_text_hash_idx on version (text_hash);
comment on table version is 'The text of an article as captured at one time. Never changed.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed', tg_table_name
    using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name;
end $$;

create trigger version_immutable before update on version
  for each row execute function refuse_change();
