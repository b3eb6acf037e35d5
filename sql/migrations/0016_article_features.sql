-- Features: what the copies-and-stories engine compares of an article, made once when its first version is stored, so that
-- an index can be built anew without reading any text.
--
-- Locks:    none (new table; the foreign key takes share row exclusive on article for a moment).
-- Rollback: drop table article_features;  (features are made anew from the first version whenever they are missing)

create table article_features (
  article_id       bigint      primary key references article on delete cascade,
  features_version text        not null,  -- format and settings; the lane makes others anew
  features         bytea       not null,  -- about two kilobytes, see src/stories/features-codec.ts
  index_terms      bytea,                 -- null until the lane placed it as an original: which body terms lead to it, 16 bits each
  made_at          timestamptz not null
);
alter table article_features alter column features set storage external;
comment on table article_features is 'Of the first version of an article, by which its story was decided.';
comment on column article_features.index_terms is
  'Chosen by the frequencies of the moment, which nobody can know later; an index built anew must hold the same.';
