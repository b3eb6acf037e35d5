-- Extraction rules of publishers: where title, text and the rest stand on their pages, where the ordinary reading goes wrong.
--
-- Locks:    access exclusive on publisher for an instant (no rewrite), and on version for the length of one scan.
-- Rollback: set found_by of versions found by 'rules' to null; put the list without it back; drop the column added below.

alter table publisher
  add column extraction_rules jsonb,                             -- as the operator wrote them; null: none
  add constraint publisher_extraction_rules_check check (jsonb_typeof(extraction_rules) = 'object');
comment on column publisher.extraction_rules is
  'Selectors by field, see docs/extraction-rules.md. Read anew by each release: rules that it does not accept are ignored and told of.';

alter table version
  drop constraint version_found_by_check,
  add constraint version_found_by_check
    check (found_by in ('displayed', 'displayed_loosely', 'linked_data', 'template', 'page_state', 'feed', 'rules'));
