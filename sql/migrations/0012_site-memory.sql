-- What each site's pages have in common: texts that stood on several pages, and the elements that held their articles.
--
-- Locks:    none on what there is.
-- Rollback: drop table site_memory. Nothing else refers to it: it is learnt anew from the next pages.

create table site_memory (
  site       text        primary key,                  -- host without www
  memory     jsonb       not null,                     -- {"blocks": [[key, page, …], …], "containers": […]}, oldest change first
  changed_at timestamptz not null,
  constraint site_memory_site_check check (site = lower(site) and length(site) between 1 and 253),
  constraint site_memory_memory_check check (jsonb_typeof(memory) = 'object')
);
comment on table site_memory is
  'Hashes of texts with hashes of the pages they stood on, at most 3,000 texts a site: what stood on other pages is no text of an article.';
