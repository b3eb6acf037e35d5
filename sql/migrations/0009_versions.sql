-- Versions: when an article's page is looked at again, and what each version changed.
--
-- Locks:    access exclusive on article and version for the length of one scan each, to check the constraints.
-- Rollback: drop the columns added below.

alter table article
  add column revisit_at         timestamptz,                 -- when its page is asked again; null: the plan is at its end, or there is none
  add column revisits           integer not null default 0,  -- steps of the plan that are done or were passed over
  add column revisit_failures   integer not null default 0,  -- of the present step
  add column revisit_reason     text,                        -- what the last revisit came to, when it brought no page of the article
  add column page_etag          text,                        -- of the page as last read, for the conditional request
  add column page_last_modified text,
  add column gone_at            timestamptz,                 -- when the publisher was found to have taken it down
  add constraint article_revisits_check check (revisits >= 0 and revisit_failures >= 0),
  add constraint article_revisited_is_scraped
    check (scraped_at is not null or (revisit_at is null and revisits = 0 and gone_at is null));
create index article_revisit_idx on article (revisit_at) where revisit_at is not null;
comment on column article.gone_at is 'Null again when a later look finds the page.';

alter table version
  add column changes  text[] not null default '{}',          -- against the version before
  add column found_by text,                                  -- where on its page the text was found; null: imported, or older than this column
  add column html     text,                                  -- the text with its markup, cleaned, for reading
  add constraint version_changes_check
    check (changes <@ array['headline', 'figure', 'name', 'correction_note', 'text', 'trivial']),
  add constraint version_first_changes_nothing check ((number = 1) = (changes = '{}')),
  add constraint version_trivial_is_alone check (cardinality(changes) = 1 or not 'trivial' = any (changes)),
  add constraint version_found_by_check
    check (found_by in ('displayed', 'displayed_loosely', 'linked_data', 'template', 'page_state'));
comment on column version.changes is 'Classes of change against the version before; empty for the first version and for no other.';
