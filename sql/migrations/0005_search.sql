-- Full text of articles, each in the configuration of its language.
--
-- Locks:    none (new table).
-- Rollback: drop table article_search; drop function search_configuration;

create function search_configuration(language text) returns regconfig language sql immutable as $$
  select case split_part(coalesce(language, ''), '-', 1)
    when 'da' then 'danish' when 'de' then 'german' when 'en' then 'english' when 'es' then 'spanish'
    when 'fi' then 'finnish' when 'fr' then 'french' when 'it' then 'italian' when 'nl' then 'dutch'
    when 'no' then 'norwegian' when 'pt' then 'portuguese' when 'ru' then 'russian' when 'sv' then 'swedish'
    when 'tr' then 'turkish' else 'simple' end::regconfig
$$;

create table article_search (
  article_id bigint      primary key references article (id) on delete cascade,
  event_at   timestamptz not null,
  document   tsvector    not null
);
create index article_search_document_idx on article_search using gin (document) with (fastupdate = off);
create index article_search_event_at_idx on article_search (event_at desc);
comment on table article_search is 'The words of the newest version of each article: title weighs A, text B.';
