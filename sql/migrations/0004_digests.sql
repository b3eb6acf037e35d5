-- Digests, their frozen editions, and one delivery per edition and subscriber.
--
-- Locks:    none (new tables).
-- Rollback: drop table delivery, subscriber, edition_support, edition_sentence, edition_story, edition, digest;
--           drop function check_sentence_span, check_delivery_state;

create table digest (
  id         bigint generated always as identity primary key,
  name       text        not null,
  zone       text        not null,                      -- IANA name
  send_at    time        not null default '07:00',      -- local time in the zone
  created_at timestamptz not null default now(),
  constraint digest_name_key unique (name),
  constraint digest_name_check check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
comment on table digest is 'What one subscribes to.';

create table edition (
  id           bigint generated always as identity primary key,
  digest_id    bigint      not null references digest (id),
  local_date   date        not null,
  window_from  timestamptz not null,
  window_to    timestamptz not null,
  built_at     timestamptz not null,
  content      jsonb       not null,   -- the frozen edition, all that every rendering needs
  content_hash text        not null,   -- sha256 of the content, hex
  constraint edition_digest_date_key unique (digest_id, local_date),
  constraint edition_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$'),
  constraint edition_window_check check (window_from < window_to)
);
comment on table edition is 'One dated issue of a digest, frozen when it is built.';

create trigger edition_frozen before update or delete on edition
  for each row execute function refuse_change();

create table edition_story (
  edition_id bigint  not null references edition (id),
  rank       integer not null,
  story_id   text    not null references story (id),
  components jsonb   not null,          -- what the rank was made of
  primary key (edition_id, rank),
  constraint edition_story_story_key unique (edition_id, story_id),
  constraint edition_story_rank_check check (rank >= 1)
);
create trigger edition_story_frozen before update or delete on edition_story
  for each row execute function refuse_change();

create table edition_sentence (
  id         bigint generated always as identity primary key,
  edition_id bigint  not null,
  rank       integer not null,
  position   integer not null,          -- reading order in the brief, from 1
  text       text    not null,
  version_id bigint  not null references version (id),
  span_start integer not null,          -- half-open, in Unicode code points of the version's text
  span_end   integer not null,
  constraint edition_sentence_position_key unique (edition_id, rank, position),
  constraint edition_sentence_story_fkey foreign key (edition_id, rank) references edition_story (edition_id, rank),
  constraint edition_sentence_span_check check (span_start >= 0 and span_start < span_end)
);
create index edition_sentence_version_idx on edition_sentence (version_id);
comment on table edition_sentence is 'A sentence of a brief and the passage that it stands on.';

create function check_sentence_span() returns trigger language plpgsql as $$
begin
  -- substr() stops at the end of the text without a word, so a span that reaches beyond it shows by its length only.
  if char_length(new.text) <> new.span_end - new.span_start or new.text is distinct from
     (select substr(text, new.span_start + 1, new.span_end - new.span_start) from version where id = new.version_id) then
    raise exception 'the sentence is not the text at % to % of version %', new.span_start, new.span_end, new.version_id
      using errcode = 'check_violation', constraint = 'edition_sentence_is_its_span', table = 'edition_sentence';
  end if;
  return new;
end $$;
create trigger edition_sentence_is_its_span before insert on edition_sentence
  for each row execute function check_sentence_span();
create trigger edition_sentence_frozen before update or delete on edition_sentence
  for each row execute function refuse_change();

create table edition_support (
  sentence_id bigint not null references edition_sentence (id),
  article_id  bigint not null references article (id),
  primary key (sentence_id, article_id)
);
comment on table edition_support is 'The articles that support a sentence of a brief.';
create trigger edition_support_frozen before update or delete on edition_support
  for each row execute function refuse_change();

create table subscriber (
  id         bigint generated always as identity primary key,
  digest_id  bigint      not null references digest (id),
  address    text        not null,
  created_at timestamptz not null default now(),
  constraint subscriber_digest_address_key unique (digest_id, address),
  constraint subscriber_address_check check (address like '%_@_%')
);

create table delivery (
  id            bigint generated always as identity primary key,
  edition_id    bigint      not null references edition (id),
  subscriber_id bigint      not null references subscriber (id),
  state         text        not null default 'pending',
  changed_at    timestamptz not null default now(),
  constraint delivery_edition_subscriber_key unique (edition_id, subscriber_id),
  constraint delivery_state_check check (state in ('pending', 'sending', 'sent', 'uncertain', 'failed', 'suppressed'))
);
comment on table delivery is 'One attempt to send one edition to one subscriber.';

create function check_delivery_state() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.state = 'pending' then return new; end if;
  if tg_op = 'UPDATE' and (
       old.state = new.state
       or (old.state = 'pending' and new.state in ('sending', 'suppressed'))
       or (old.state = 'sending' and new.state in ('sent', 'uncertain', 'failed', 'suppressed'))
     ) then return new; end if;
  raise exception 'a delivery does not go from % to %', case tg_op when 'INSERT' then 'nothing' else old.state end, new.state
    using errcode = 'check_violation', constraint = 'delivery_state_order', table = 'delivery';
end $$;
create trigger delivery_state_order before insert or update on delivery
  for each row execute function check_delivery_state();
