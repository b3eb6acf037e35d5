-- The text that a feed carries of an article: where the page hides it behind a wall or builds it with scripts, this is all
-- there is, and elsewhere it shows where on the page the article stands.
--
-- Locks: adds a column without a default (catalogue only). Rollback: drop the column.

alter table entry add column content text;

comment on column entry.content is 'HTML fragment of the whole text as the feed gives it, not sanitised, cut at 100,000 characters.';
