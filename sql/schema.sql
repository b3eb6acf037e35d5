-- The sum of sql/migrations, made by sql/dump-schema.sh: not to be edited.

CREATE FUNCTION public.check_clustered_has_story() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  checked bigint := case tg_table_name when 'article' then (to_jsonb(new) ->> 'id') else (to_jsonb(old) ->> 'article_id') end;
begin
  if exists (select 1 from article where id = checked and clustered_at is not null)
     and not exists (select 1 from story_article where article_id = checked) then
    raise exception 'article % is marked as clustered but stands in no story', checked
      using errcode = 'check_violation', constraint = 'article_clustered_has_story', table = 'article';
  end if;
  return null;
end $$;

CREATE FUNCTION public.check_delivery_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' and new.state = 'pending' then return new; end if;
  if tg_op = 'UPDATE' and (
       old.state = new.state
       or (old.state = 'pending' and new.state in ('sending', 'suppressed'))
       or (old.state = 'sending' and new.state in ('sent', 'uncertain', 'failed', 'suppressed'))
       or (old.state = 'failed' and new.state = 'pending' and new.resends = old.resends + 1)
       or (old.state = 'uncertain' and new.state = 'pending' and new.resends = old.resends + 1
           and old.lost_confirmed_at is not null)
       or (old.state = 'uncertain' and new.state = 'sent' and new.resolution is not null)
     ) then return new; end if;
  raise exception 'a delivery does not go from % to %', case tg_op when 'INSERT' then 'nothing' else old.state end, new.state
    using errcode = 'check_violation', constraint = 'delivery_state_order', table = 'delivery';
end $$;

CREATE FUNCTION public.check_fence() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.check_membership() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select 1 from story_article copy join story_article original on original.article_id = copy.original_id
              where (copy.article_id = new.article_id or original.article_id = new.article_id)
                and original.original_id is not null) then
    raise exception 'article % stands in a chain of copies: an original is never itself a copy', new.article_id
      using errcode = 'check_violation', constraint = 'story_article_original_is_original', table = 'story_article';
  end if;
  if exists (select 1 from story where id = new.story_id and merged_into is not null)
     and exists (select 1 from story_article where article_id = new.article_id and story_id = new.story_id) then
    raise exception 'story % was merged away and holds no articles', new.story_id
      using errcode = 'check_violation', constraint = 'story_article_story_is_open', table = 'story_article';
  end if;
  return null;
end $$;

CREATE FUNCTION public.check_sentence_span() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  -- substr() stops at the end of the text without a word, so a span that reaches beyond it shows by its length only.
  if char_length(new.text) <> new.span_end - new.span_start or new.text is distinct from
     (select substr(text, new.span_start + 1, new.span_end - new.span_start) from version where id = new.version_id) then
    raise exception 'the sentence is not the text at % to % of version %', new.span_start, new.span_end, new.version_id
      using errcode = 'check_violation', constraint = 'edition_sentence_is_its_span', table = 'edition_sentence';
  end if;
  return new;
end $$;

CREATE FUNCTION public.keep_decision() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'DELETE'
     or (new.id, new.kind, new.language, new.author, new.reason, new.at, new.from_story_id)
        is distinct from (old.id, old.kind, old.language, old.author, old.reason, old.at, old.from_story_id)
     or (old.story_id is not null and new.story_id is distinct from old.story_id)
     or (old.applied_at is not null and (new.applied_at, new.outcome) is distinct from (old.applied_at, old.outcome))
     or (old.undone_at is not null and (new.undone_at, new.undone_by, new.undone_reason)
         is distinct from (old.undone_at, old.undone_by, old.undone_reason))
     or (old.undo_applied_at is not null and new.undo_applied_at is distinct from old.undo_applied_at) then
    raise exception 'a decision is changed by applying it and by an undo only, and both but once'
      using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name;
  end if;
  return new;
end $$;

CREATE FUNCTION public.keep_split_answer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'DELETE' or old.state <> 'open' then
    raise exception 'a proposal is settled once, and kept'
      using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name;
  end if;
  return new;
end $$;

CREATE FUNCTION public.note_to_link() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into link_waiting select article_id from placed where original_id is null on conflict do nothing;
  return null;
end $$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '% is never changed', tg_table_name
    using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name;
end $$;

CREATE FUNCTION public.search_configuration(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE
    AS $$
  select case split_part(coalesce(language, ''), '-', 1)
    when 'da' then 'danish' when 'de' then 'german' when 'en' then 'english' when 'es' then 'spanish'
    when 'fi' then 'finnish' when 'fr' then 'french' when 'it' then 'italian' when 'nl' then 'dutch'
    when 'no' then 'norwegian' when 'pt' then 'portuguese' when 'ru' then 'russian' when 'sv' then 'swedish'
    when 'tr' then 'turkish' else 'simple' end::regconfig
$$;

CREATE FUNCTION public.story_successor(id text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  with recursive way as (
    select story.id, story.merged_into from story where story.id = story_successor.id
    union all
    select story.id, story.merged_into from way join story on story.id = way.merged_into)
  select way.id from way where way.merged_into is null
$$;

COMMENT ON FUNCTION public.story_successor(id text) IS 'The id that a story goes by now: what it was merged into, however often.';

CREATE TABLE public.article (
    id bigint NOT NULL,
    canonical_url text NOT NULL,
    publisher_id bigint NOT NULL,
    round_id bigint,
    external_id text,
    title text,
    published_at timestamp with time zone,
    published_day date,
    first_seen_at timestamp with time zone NOT NULL,
    event_at timestamp with time zone NOT NULL,
    language text,
    state text DEFAULT 'new'::text NOT NULL,
    state_code text,
    state_reason text,
    scrape_attempts integer DEFAULT 0 NOT NULL,
    next_scrape_at timestamp with time zone NOT NULL,
    slot_at timestamp with time zone,
    scraped_at timestamp with time zone,
    clustered_at timestamp with time zone,
    revisit_at timestamp with time zone,
    revisits integer DEFAULT 0 NOT NULL,
    revisit_failures integer DEFAULT 0 NOT NULL,
    revisit_reason text,
    page_etag text,
    page_last_modified text,
    gone_at timestamp with time zone,
    is_free boolean,
    CONSTRAINT article_clustered_is_scraped CHECK (((clustered_at IS NULL) OR (scraped_at IS NOT NULL))),
    CONSTRAINT article_event_at_check CHECK ((event_at <= first_seen_at)),
    CONSTRAINT article_revisited_is_scraped CHECK (((scraped_at IS NOT NULL) OR ((revisit_at IS NULL) AND (revisits = 0) AND (gone_at IS NULL)))),
    CONSTRAINT article_revisits_check CHECK (((revisits >= 0) AND (revisit_failures >= 0))),
    CONSTRAINT article_scraped_at_check CHECK (((state = 'scraped'::text) = (scraped_at IS NOT NULL))),
    CONSTRAINT article_state_check CHECK ((state = ANY (ARRAY['new'::text, 'scraped'::text, 'failed'::text, 'not_article'::text, 'duplicate_address'::text]))),
    CONSTRAINT article_state_has_reason CHECK (((state = ANY (ARRAY['new'::text, 'scraped'::text])) OR ((state_code IS NOT NULL) AND (state_reason IS NOT NULL))))
);

COMMENT ON TABLE public.article IS 'A page of a publisher, identified by its canonical URL.';

COMMENT ON COLUMN public.article.gone_at IS 'Null again when a later look finds the page.';

COMMENT ON COLUMN public.article.is_free IS 'False: the publisher asks for a subscription.';

CREATE TABLE public.article_address (
    url text NOT NULL,
    article_id bigint NOT NULL
);

COMMENT ON TABLE public.article_address IS 'Every address that led to an article: tracked, moved, canonical.';

CREATE TABLE public.article_features (
    article_id bigint NOT NULL,
    features_version text NOT NULL,
    features bytea NOT NULL,
    index_terms bytea,
    made_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.article_features ALTER COLUMN features SET STORAGE EXTERNAL;

COMMENT ON TABLE public.article_features IS 'Of the first version of an article, by which its story was decided.';

COMMENT ON COLUMN public.article_features.index_terms IS 'Chosen by the frequencies of the moment, which nobody can know later; an index built anew must hold the same.';

ALTER TABLE public.article ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.article_search (
    article_id bigint NOT NULL,
    event_at timestamp with time zone NOT NULL,
    document tsvector NOT NULL
);

COMMENT ON TABLE public.article_search IS 'The words of the newest version of each article: title weighs A, text B.';

CREATE TABLE public.bounce (
    id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    kind text NOT NULL,
    status text,
    detail text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT bounce_kind_check CHECK ((kind = ANY (ARRAY['hard'::text, 'soft'::text, 'complaint'::text])))
);

COMMENT ON TABLE public.bounce IS 'What came back of a mail that a server had taken over, or that it refused for its address.';

ALTER TABLE public.bounce ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.bounce_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.copy_lineage (
    article_id bigint NOT NULL,
    original_id bigint NOT NULL,
    source_id bigint NOT NULL,
    source_rule text NOT NULL,
    kind text,
    copy_share real,
    source_share real,
    same_owner boolean NOT NULL,
    members integer NOT NULL,
    CONSTRAINT copy_lineage_kind_check CHECK ((kind = ANY (ARRAY['identical'::text, 'light_edit'::text, 'cut'::text, 'merged'::text]))),
    CONSTRAINT copy_lineage_rule_check CHECK ((source_rule = ANY (ARRAY['agency'::text, 'earlier'::text, 'holds_all'::text, 'agency_credit'::text, 'arrival'::text]))),
    CONSTRAINT copy_lineage_share_check CHECK ((((kind IS NULL) = (copy_share IS NULL)) AND ((kind IS NULL) = (source_share IS NULL)) AND ((copy_share >= (0)::double precision) AND (copy_share <= (1)::double precision)) AND ((source_share >= (0)::double precision) AND (source_share <= (1)::double precision)))),
    CONSTRAINT copy_lineage_source_check CHECK (((article_id = source_id) = (kind IS NULL)))
);

COMMENT ON TABLE public.copy_lineage IS 'Within each group of copies: which text is the source, and what each other took of it.';

CREATE TABLE public.delivery (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    subscriber_id bigint NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    deadline_at timestamp with time zone DEFAULT (now() + '12:00:00'::interval) NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    claimed_at timestamp with time zone,
    handed_at timestamp with time zone,
    sent_at timestamp with time zone,
    reply text,
    resends integer DEFAULT 0 NOT NULL,
    lost_confirmed_at timestamp with time zone,
    resolution text,
    overlay_id bigint,
    CONSTRAINT delivery_claimed_check CHECK (((claimed_at IS NULL) OR (state = 'sending'::text))),
    CONSTRAINT delivery_handed_check CHECK (((handed_at IS NULL) OR (state = ANY (ARRAY['sending'::text, 'uncertain'::text])))),
    CONSTRAINT delivery_sent_check CHECK (((sent_at IS NULL) OR (state = 'sent'::text))),
    CONSTRAINT delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'uncertain'::text, 'failed'::text, 'suppressed'::text])))
);

COMMENT ON TABLE public.delivery IS 'One attempt to send one edition to one subscriber.';

CREATE TABLE public.delivery_attempt (
    delivery_id bigint NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    step text,
    reply text NOT NULL,
    CONSTRAINT delivery_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'deferred'::text, 'failed'::text, 'uncertain'::text, 'interrupted'::text])))
);

COMMENT ON TABLE public.delivery_attempt IS 'Every attempt of a delivery with the reply of the server. interrupted: the sender ended before the body began.';

ALTER TABLE public.delivery ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.digest (
    id bigint NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    send_at time without time zone DEFAULT '07:00:00'::time without time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    weekdays smallint[] DEFAULT '{1,2,3,4,5,6,7}'::smallint[] NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    length text DEFAULT 'usual'::text NOT NULL,
    admission real DEFAULT 1 NOT NULL,
    coverage_floor smallint DEFAULT 50 NOT NULL,
    approval text DEFAULT 'none'::text NOT NULL,
    hold_minutes integer DEFAULT 120 NOT NULL,
    catch_up_minutes integer DEFAULT 360 NOT NULL,
    CONSTRAINT digest_admission_check CHECK ((admission >= (0)::double precision)),
    CONSTRAINT digest_approval_check CHECK ((approval = ANY (ARRAY['none'::text, 'send'::text, 'hold'::text]))),
    CONSTRAINT digest_coverage_floor_check CHECK (((coverage_floor >= 0) AND (coverage_floor <= 100))),
    CONSTRAINT digest_length_check CHECK ((length = ANY (ARRAY['short'::text, 'usual'::text, 'long'::text]))),
    CONSTRAINT digest_minutes_check CHECK (((hold_minutes >= 0) AND (catch_up_minutes >= hold_minutes) AND ((catch_up_minutes >= 1) AND (catch_up_minutes <= 10080)))),
    CONSTRAINT digest_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT digest_weekdays_check CHECK ((((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[])))
);

COMMENT ON TABLE public.digest IS 'What one subscribes to.';

COMMENT ON COLUMN public.digest.approval IS 'none: editions are sent when due; send: they wait for a desk and are sent at the end of the hold without it; hold: they wait until approved.';

ALTER TABLE public.digest ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.digest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.digest_publisher (
    digest_id bigint NOT NULL,
    publisher_id bigint NOT NULL
);

COMMENT ON TABLE public.digest_publisher IS 'A digest tells only what these publishers report; without a row, what all do.';

CREATE TABLE public.digest_watch (
    digest_id bigint NOT NULL,
    watch_id bigint NOT NULL
);

COMMENT ON TABLE public.digest_watch IS 'A digest tells only stories that one of its watches finds; without a row, all.';

CREATE TABLE public.edition (
    id bigint NOT NULL,
    digest_id bigint NOT NULL,
    local_date date NOT NULL,
    window_from timestamp with time zone NOT NULL,
    window_to timestamp with time zone NOT NULL,
    built_at timestamp with time zone NOT NULL,
    content jsonb NOT NULL,
    content_hash text NOT NULL,
    CONSTRAINT edition_content_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT edition_window_check CHECK ((window_from < window_to))
);

COMMENT ON TABLE public.edition IS 'One dated issue of a digest, frozen when it is built.';

CREATE TABLE public.edition_candidate (
    edition_id bigint NOT NULL,
    story_id text NOT NULL,
    rank integer,
    fate text NOT NULL,
    admission real NOT NULL,
    components jsonb NOT NULL,
    CONSTRAINT edition_candidate_fate_check CHECK ((fate = ANY (ARRAY['told'::text, 'below_bar'::text, 'no_room'::text, 'other_language'::text, 'other_publisher'::text, 'not_watched'::text, 'dropped'::text])))
);

COMMENT ON TABLE public.edition_candidate IS 'Every story of an edition''s window, with why it is told or not.';

CREATE TABLE public.edition_dispatch (
    edition_id bigint NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    recipients integer NOT NULL
);

COMMENT ON TABLE public.edition_dispatch IS 'The mark that an edition''s deliveries are planned.';

CREATE TABLE public.edition_edit (
    id bigint NOT NULL,
    digest_id bigint NOT NULL,
    local_date date NOT NULL,
    revision integer NOT NULL,
    author text NOT NULL,
    at timestamp with time zone NOT NULL,
    edit jsonb NOT NULL,
    CONSTRAINT edition_edit_author_check CHECK ((author ~ '\S'::text))
);

COMMENT ON TABLE public.edition_edit IS 'What a desk did to a draft, by whom and when.';

ALTER TABLE public.edition_edit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edition_edit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.edition ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.edition_overlay (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    content jsonb NOT NULL,
    content_hash text NOT NULL,
    CONSTRAINT edition_overlay_hash_check CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text))
);

COMMENT ON TABLE public.edition_overlay IS 'An edition as some subscribers are shown it: what is new to them, the order of groups, what they muted.';

ALTER TABLE public.edition_overlay ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edition_overlay_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.edition_sentence (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    rank integer NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    version_id bigint NOT NULL,
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    CONSTRAINT edition_sentence_span_check CHECK (((span_start >= 0) AND (span_start < span_end)))
);

COMMENT ON TABLE public.edition_sentence IS 'A sentence of a brief and the passage that it stands on.';

ALTER TABLE public.edition_sentence ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edition_sentence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.edition_slot (
    digest_id bigint NOT NULL,
    local_date date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'due'::text NOT NULL,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    edition_id bigint,
    draft jsonb,
    revision integer DEFAULT 0 NOT NULL,
    CONSTRAINT edition_slot_draft_check CHECK (((state <> 'draft'::text) OR (draft IS NOT NULL))),
    CONSTRAINT edition_slot_frozen_check CHECK (((state = 'frozen'::text) = (edition_id IS NOT NULL))),
    CONSTRAINT edition_slot_reason_check CHECK (((state <> ALL (ARRAY['held'::text, 'missed'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT edition_slot_state_check CHECK ((state = ANY (ARRAY['due'::text, 'held'::text, 'draft'::text, 'frozen'::text, 'missed'::text])))
);

COMMENT ON TABLE public.edition_slot IS 'When an edition of a digest is due, and what has become of it: one a local date.';

CREATE TABLE public.edition_story (
    edition_id bigint NOT NULL,
    rank integer NOT NULL,
    story_id text NOT NULL,
    components jsonb NOT NULL,
    CONSTRAINT edition_story_rank_check CHECK ((rank >= 1))
);

CREATE TABLE public.edition_support (
    sentence_id bigint NOT NULL,
    article_id bigint NOT NULL
);

COMMENT ON TABLE public.edition_support IS 'The articles that support a sentence of a brief.';

CREATE TABLE public.entry (
    id bigint NOT NULL,
    feed_id bigint NOT NULL,
    guid text NOT NULL,
    article_id bigint,
    url text,
    title text,
    summary text,
    published_raw text,
    first_seen_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    title_key text,
    source_name text,
    content text,
    CONSTRAINT entry_article_has_url CHECK (((article_id IS NULL) OR (url IS NOT NULL)))
);

COMMENT ON TABLE public.entry IS 'An item as it stood in one feed when it was first seen there.';

COMMENT ON COLUMN public.entry.article_id IS 'Null when the entry names no address of a page.';

COMMENT ON COLUMN public.entry.content IS 'HTML fragment of the whole text as the feed gives it, not sanitised, cut at 100,000 characters.';

ALTER TABLE public.entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.extraction_alarm (
    id bigint NOT NULL,
    publisher_id bigint NOT NULL,
    mark text NOT NULL,
    since timestamp with time zone NOT NULL,
    reason text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    accepted boolean DEFAULT false NOT NULL,
    CONSTRAINT extraction_alarm_accepted_is_closed CHECK (((NOT accepted) OR (closed_at IS NOT NULL))),
    CONSTRAINT extraction_alarm_closed_at_check CHECK ((closed_at >= opened_at)),
    CONSTRAINT extraction_alarm_mark_check CHECK ((mark = ANY (ARRAY['no_text'::text, 'fallback'::text, 'short'::text, 'no_author'::text, 'no_time'::text])))
);

COMMENT ON TABLE public.extraction_alarm IS 'A publisher''s pages lack something more often than chance explains, from the first such page until they do as usual.';

ALTER TABLE public.extraction_alarm ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.extraction_alarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feed (
    id bigint NOT NULL,
    publisher_id bigint NOT NULL,
    url text NOT NULL,
    title text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    state_reason text,
    etag text,
    last_modified text,
    body_hash text,
    interval_seconds integer,
    next_poll_at timestamp with time zone NOT NULL,
    last_success_at timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    state_code text,
    state_at timestamp with time zone,
    failure_score real DEFAULT 0 NOT NULL,
    last_read_at timestamp with time zone,
    last_entry_at timestamp with time zone,
    rhythm_seconds integer,
    floor_seconds integer,
    adapted_seconds integer,
    moved_to text,
    moved_times integer DEFAULT 0 NOT NULL,
    ignores_validators boolean DEFAULT false NOT NULL,
    format text,
    encoding text,
    CONSTRAINT feed_failure_score_check CHECK ((failure_score >= (0)::double precision)),
    CONSTRAINT feed_failures_check CHECK ((failures >= 0)),
    CONSTRAINT feed_interval_check CHECK (((interval_seconds >= 60) AND (interval_seconds <= 86400))),
    CONSTRAINT feed_moved_check CHECK (((moved_to IS NULL) = (moved_times = 0))),
    CONSTRAINT feed_paused_has_reason CHECK (((state = 'active'::text) OR (state_reason IS NOT NULL))),
    CONSTRAINT feed_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text])))
);

COMMENT ON TABLE public.feed IS 'A polled address of a publisher.';

COMMENT ON COLUMN public.feed.interval_seconds IS 'Its own interval, set by an operator; null: adapted to its rhythm.';

COMMENT ON COLUMN public.feed.next_poll_at IS 'The mark of the poll: the sweep polls what is due.';

CREATE TABLE public.feed_day (
    feed_id bigint NOT NULL,
    day date NOT NULL,
    reads integer DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    new_entries integer DEFAULT 0 NOT NULL
);

COMMENT ON TABLE public.feed_day IS 'What a feed brought each day. A day without a read is a gap and not a zero.';

ALTER TABLE public.feed ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.heartbeat (
    role text NOT NULL,
    host text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT heartbeat_role_check CHECK ((role = ANY (ARRAY['scheduler'::text, 'work'::text])))
);

COMMENT ON TABLE public.heartbeat IS 'The last sign of life of each long-running process, for health checks.';

CREATE TABLE public.host_pace (
    host text NOT NULL,
    next_free_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    crawl_delay_ms integer DEFAULT 0 NOT NULL,
    stretch_ms integer DEFAULT 0 NOT NULL,
    held_until timestamp with time zone,
    permits jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT host_pace_delays_check CHECK (((crawl_delay_ms >= 0) AND (stretch_ms >= 0)))
);

COMMENT ON TABLE public.host_pace IS 'The next free slot of each host and its requests in flight, handed out to all workers.';

CREATE TABLE public.lane (
    language text NOT NULL,
    sequence bigint DEFAULT 0 NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    holder text,
    lease_until timestamp with time zone,
    CONSTRAINT lane_lease_check CHECK (((holder IS NULL) = (lease_until IS NULL)))
);

COMMENT ON TABLE public.lane IS 'One row a language: who assigns its articles to stories. sequence counts the batches that changed something, so that an index in memory knows whether it is the newest.';

COMMENT ON COLUMN public.lane.fence IS 'Number of the present holding of the lane. A batch begins by locking the row of its number, and the ledger takes no decision of another.';

COMMENT ON COLUMN public.lane.lease_until IS 'A holder that has not renewed until then may be replaced, though its connection stands.';

CREATE TABLE public.ledger (
    id bigint NOT NULL,
    story_id text NOT NULL,
    article_id bigint,
    event text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    decision jsonb DEFAULT '{}'::jsonb NOT NULL,
    settings_version text,
    fence bigint,
    CONSTRAINT ledger_event_check CHECK ((event = ANY (ARRAY['created'::text, 'joined'::text, 'left'::text, 'merged'::text, 'split'::text])))
);

COMMENT ON TABLE public.ledger IS 'What happened to each story, by whom and why. Append only.';

COMMENT ON COLUMN public.ledger.fence IS 'The number of the holding of the lane that decided; null for what people decided, and for what is older than the numbers.';

ALTER TABLE public.ledger ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ledger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.link_key (
    one_row boolean DEFAULT true NOT NULL,
    key bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT link_key_length_check CHECK ((octet_length(key) >= 32)),
    CONSTRAINT link_key_one_row_check CHECK (one_row)
);

COMMENT ON TABLE public.link_key IS 'The key that links in mails are signed with, made at the first start unless LINK_KEY is set.';

CREATE TABLE public.link_pass (
    one_row boolean DEFAULT true NOT NULL,
    sequence bigint DEFAULT 0 NOT NULL,
    CONSTRAINT link_pass_one_row_check CHECK (one_row)
);

COMMENT ON TABLE public.link_pass IS 'The search for links; its one row is locked by whoever searches.';

CREATE TABLE public.link_waiting (
    article_id bigint NOT NULL
);

COMMENT ON TABLE public.link_waiting IS 'Originals that were placed since the search for links last came by.';

CREATE TABLE public.owner_group (
    id bigint NOT NULL,
    name text NOT NULL
);

COMMENT ON TABLE public.owner_group IS 'Publishers under one owner: their reports count once.';

ALTER TABLE public.owner_group ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.owner_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.poll (
    id bigint NOT NULL,
    round_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    slot_at timestamp with time zone,
    finished_at timestamp with time zone,
    outcome text,
    http_status integer,
    entries integer,
    new_entries integer,
    error_code text,
    error text,
    oddities text[] DEFAULT '{}'::text[] NOT NULL,
    fault text,
    redirected_to text,
    CONSTRAINT poll_failed_has_fault CHECK (((NOT (outcome IS DISTINCT FROM 'failed'::text)) = (fault IS NOT NULL))),
    CONSTRAINT poll_failed_has_reason CHECK (((outcome IS DISTINCT FROM 'failed'::text) OR ((error_code IS NOT NULL) AND (error IS NOT NULL)))),
    CONSTRAINT poll_fault_check CHECK ((fault = ANY (ARRAY['hard'::text, 'soft'::text, 'temporary'::text]))),
    CONSTRAINT poll_finished_has_outcome CHECK (((finished_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT poll_outcome_check CHECK ((outcome = ANY (ARRAY['read'::text, 'unchanged'::text, 'failed'::text])))
);

COMMENT ON TABLE public.poll IS 'One poll of one feed, from its order to its outcome. The newest 30 of a feed are kept, and those of a week.';

ALTER TABLE public.poll ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.poll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.poll_round (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.poll_round IS 'Polls started together. The lane takes a round''s articles when the whole round is in.';

ALTER TABLE public.poll_round ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.poll_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.publisher (
    id bigint NOT NULL,
    name text NOT NULL,
    home_url text,
    owner_group_id bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    robots_policy text DEFAULT 'obey'::text NOT NULL,
    robots_reason text,
    extraction_rules jsonb,
    CONSTRAINT publisher_extraction_rules_check CHECK ((jsonb_typeof(extraction_rules) = 'object'::text)),
    CONSTRAINT publisher_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT publisher_robots_ignored_has_reason CHECK (((robots_policy = 'obey'::text) OR ((robots_reason IS NOT NULL) AND (btrim(robots_reason) <> ''::text)))),
    CONSTRAINT publisher_robots_policy_check CHECK ((robots_policy = ANY (ARRAY['obey'::text, 'ignore'::text])))
);

COMMENT ON TABLE public.publisher IS 'An outlet: an agency, a newspaper, a ministry.';

COMMENT ON COLUMN public.publisher.extraction_rules IS 'Selectors by field, see docs/extraction-rules.md. Read anew by each release: rules that it does not accept are ignored and told of.';

ALTER TABLE public.publisher ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.publisher_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.robots (
    origin text NOT NULL,
    body text,
    fetched_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    slot_at timestamp with time zone,
    asking_until timestamp with time zone,
    failing_since timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    failure text,
    CONSTRAINT robots_body_was_fetched CHECK (((body IS NULL) OR (fetched_at IS NOT NULL))),
    CONSTRAINT robots_failing_check CHECK ((((failures = 0) = (failing_since IS NULL)) AND ((failures = 0) = (failure IS NULL))))
);

COMMENT ON TABLE public.robots IS 'The robots.txt of each origin as last read.';

CREATE TABLE public.site_memory (
    site text NOT NULL,
    memory jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT site_memory_memory_check CHECK ((jsonb_typeof(memory) = 'object'::text)),
    CONSTRAINT site_memory_site_check CHECK (((site = lower(site)) AND ((length(site) >= 1) AND (length(site) <= 253))))
);

COMMENT ON TABLE public.site_memory IS 'Hashes of texts with hashes of the pages they stood on, at most 3,000 texts a site: what stood on other pages is no text of an article.';

CREATE TABLE public.split_pass (
    one_row boolean DEFAULT true NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT split_pass_one_row_check CHECK (one_row)
);

COMMENT ON TABLE public.split_pass IS 'The last search for stories to split; its one row says whether another is due.';

CREATE TABLE public.split_proposal (
    id bigint NOT NULL,
    story_id text NOT NULL,
    language text NOT NULL,
    at timestamp with time zone NOT NULL,
    settings_version text NOT NULL,
    reports integer NOT NULL,
    linkage_between real NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    settled_at timestamp with time zone,
    author text,
    reason text,
    CONSTRAINT split_proposal_answer_check CHECK ((((state = ANY (ARRAY['accepted'::text, 'dismissed'::text])) = (author IS NOT NULL)) AND ((author IS NULL) = (reason IS NULL)))),
    CONSTRAINT split_proposal_author_check CHECK (((btrim(author) <> ALL (ARRAY[''::text, 'lane'::text])) AND (btrim(reason) <> ''::text))),
    CONSTRAINT split_proposal_linkage_check CHECK (((linkage_between >= (0)::double precision) AND (linkage_between <= (1)::double precision))),
    CONSTRAINT split_proposal_settled_check CHECK (((state = 'open'::text) = (settled_at IS NULL))),
    CONSTRAINT split_proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'dismissed'::text, 'outdated'::text])))
);

COMMENT ON TABLE public.split_proposal IS 'A story whose reports fall into parts. Nothing follows from it but what an analyst decides; outdated: the story has changed since.';

CREATE TABLE public.split_proposal_article (
    proposal_id bigint NOT NULL,
    article_id bigint NOT NULL,
    number smallint NOT NULL
);

ALTER TABLE public.split_proposal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.split_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.split_proposal_part (
    proposal_id bigint NOT NULL,
    number smallint NOT NULL,
    central_article_id bigint NOT NULL,
    linkage_within real NOT NULL,
    decision_id bigint,
    CONSTRAINT split_proposal_part_linkage_check CHECK (((linkage_within >= (0)::double precision) AND (linkage_within <= (1)::double precision)))
);

CREATE TABLE public.story (
    id text NOT NULL,
    language text NOT NULL,
    lead_article_id bigint NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    merged_into text,
    merged_at timestamp with time zone,
    CONSTRAINT story_id_check CHECK ((id ~ '^[0-9A-HJKMNP-TV-Z]{26}$'::text)),
    CONSTRAINT story_merged_check CHECK (((merged_into IS NULL) = (merged_at IS NULL))),
    CONSTRAINT story_successor_check CHECK ((merged_into <> id)),
    CONSTRAINT story_times_check CHECK ((first_at <= last_at))
);

COMMENT ON COLUMN public.story.merged_into IS 'The successor that an old id answers with.';

CREATE TABLE public.story_article (
    article_id bigint NOT NULL,
    "position" bigint NOT NULL,
    story_id text NOT NULL,
    original_id bigint,
    copy_kind text,
    containment real,
    ledger_id bigint NOT NULL,
    CONSTRAINT story_article_containment_check CHECK (((containment >= (0)::double precision) AND (containment <= (1)::double precision))),
    CONSTRAINT story_article_copy_check CHECK (((original_id IS NULL) = (copy_kind IS NULL))),
    CONSTRAINT story_article_copy_kind_check CHECK ((copy_kind = ANY (ARRAY['identical'::text, 'light_edit'::text, 'cut'::text, 'merged'::text]))),
    CONSTRAINT story_article_original_check CHECK ((original_id <> article_id))
);

COMMENT ON TABLE public.story_article IS 'Which story an article is in; the primary key holds it to one.';

COMMENT ON COLUMN public.story_article.ledger_id IS 'The ledger event that explains this membership.';

ALTER TABLE public.story_article ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.story_article_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.story_decision (
    id bigint NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    story_id text,
    from_story_id text,
    author text NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    outcome text,
    problem text,
    undone_at timestamp with time zone,
    undone_by text,
    undone_reason text,
    undo_applied_at timestamp with time zone,
    CONSTRAINT story_decision_applied_check CHECK (((applied_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT story_decision_author_check CHECK ((btrim(author) <> ALL (ARRAY[''::text, 'lane'::text]))),
    CONSTRAINT story_decision_kind_check CHECK ((kind = ANY (ARRAY['must_link'::text, 'cannot_link'::text, 'pin'::text, 'lock'::text, 'merge'::text, 'split'::text, 'move'::text]))),
    CONSTRAINT story_decision_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'refused'::text, 'withdrawn'::text]))),
    CONSTRAINT story_decision_reason_check CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT story_decision_refused_says_why CHECK (((outcome <> 'refused'::text) OR (problem IS NOT NULL))),
    CONSTRAINT story_decision_story_check CHECK (
CASE kind
    WHEN 'merge'::text THEN ((story_id IS NOT NULL) AND (from_story_id IS NOT NULL) AND (story_id <> from_story_id))
    WHEN 'split'::text THEN ((from_story_id IS NOT NULL) AND ((story_id IS NOT NULL) OR (outcome IS DISTINCT FROM 'applied'::text)))
    WHEN 'must_link'::text THEN ((story_id IS NULL) AND (from_story_id IS NULL))
    WHEN 'cannot_link'::text THEN ((story_id IS NULL) AND (from_story_id IS NULL))
    ELSE ((story_id IS NOT NULL) AND (from_story_id IS NULL))
END),
    CONSTRAINT story_decision_undo_applied_check CHECK (((undo_applied_at IS NULL) OR (undone_at IS NOT NULL))),
    CONSTRAINT story_decision_undone_check CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_reason IS NULL)))),
    CONSTRAINT story_decision_undone_reason_check CHECK (((btrim(undone_by) <> ALL (ARRAY[''::text, 'lane'::text])) AND (btrim(undone_reason) <> ''::text)))
);

COMMENT ON TABLE public.story_decision IS 'What an analyst has decided about stories, by whom and why. Never deleted; changed only by the marks of applying and of an undo.';

CREATE TABLE public.story_decision_article (
    decision_id bigint NOT NULL,
    article_id bigint NOT NULL,
    role text NOT NULL,
    was jsonb,
    ledger_id bigint,
    CONSTRAINT story_decision_article_role_check CHECK ((role = ANY (ARRAY['named'::text, 'along'::text, 'apart'::text, 'moved'::text, 'freed'::text]))),
    CONSTRAINT story_decision_article_was_check CHECK (((was IS NULL) = (role <> ALL (ARRAY['moved'::text, 'freed'::text]))))
);

COMMENT ON COLUMN public.story_decision_article.role IS 'named by the analyst; along: a copy of one that was named; apart: kept from these; moved: by applying it; freed: a copy whose original went without it. Append only.';

ALTER TABLE public.story_decision ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.story_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.story_fact (
    story_id text NOT NULL,
    lead_article_id bigint NOT NULL,
    lead_rule text NOT NULL,
    headline text NOT NULL,
    headline_article_id bigint NOT NULL,
    place text,
    place_reports integer DEFAULT 0 NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    first_published_at timestamp with time zone,
    first_published_day date,
    peak_reports integer NOT NULL,
    peak_from timestamp with time zone NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    CONSTRAINT story_fact_lead_rule_check CHECK ((lead_rule = ANY (ARRAY['earliest'::text, 'agency'::text, 'longest'::text, 'for_want_of_better'::text]))),
    CONSTRAINT story_fact_peak_check CHECK ((peak_reports >= 1)),
    CONSTRAINT story_fact_place_check CHECK (((place IS NULL) = (place_reports = 0))),
    CONSTRAINT story_fact_published_check CHECK (((first_published_at IS NULL) OR (first_published_day IS NULL)))
);

COMMENT ON TABLE public.story_fact IS 'Facts of a story, made anew whenever its articles change.';

CREATE TABLE public.story_link (
    story_a text NOT NULL,
    story_b text NOT NULL,
    article_a bigint NOT NULL,
    article_b bigint NOT NULL,
    score real NOT NULL,
    evidence jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT story_link_order_check CHECK ((story_a < story_b)),
    CONSTRAINT story_link_score_check CHECK ((score > (0)::double precision))
);

COMMENT ON TABLE public.story_link IS 'Stories of two languages that tell one event, with the two articles that show it.';

CREATE TABLE public.story_settings (
    version text NOT NULL,
    settings jsonb NOT NULL,
    first_used_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.story_settings IS 'The settings behind each version that the ledger names, so that its decisions can be made again. Append only.';

CREATE TABLE public.subscriber (
    id bigint NOT NULL,
    digest_id bigint NOT NULL,
    address text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_at timestamp with time zone,
    consent text,
    generation integer DEFAULT 1 NOT NULL,
    paused_until timestamp with time zone,
    unsubscribed_at timestamp with time zone,
    weekdays smallint[] DEFAULT '{1,2,3,4,5,6,7}'::smallint[] NOT NULL,
    length text DEFAULT 'whole'::text NOT NULL,
    quiet text DEFAULT 'mail'::text NOT NULL,
    CONSTRAINT subscriber_address_check CHECK ((address ~~ '%_@_%'::text)),
    CONSTRAINT subscriber_consent_check CHECK (((confirmed_at IS NULL) = (consent IS NULL))),
    CONSTRAINT subscriber_length_check CHECK ((length = ANY (ARRAY['whole'::text, 'top'::text]))),
    CONSTRAINT subscriber_quiet_check CHECK ((quiet = ANY (ARRAY['mail'::text, 'none'::text]))),
    CONSTRAINT subscriber_weekdays_check CHECK ((((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[])))
);

ALTER TABLE public.subscriber ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscriber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subscriber_mute (
    id bigint NOT NULL,
    subscriber_id bigint NOT NULL,
    story_id text,
    name text,
    muted_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT subscriber_mute_name_check CHECK (((name ~ '\S'::text) AND (char_length(name) <= 100))),
    CONSTRAINT subscriber_mute_subject_check CHECK (((story_id IS NULL) <> (name IS NULL))),
    CONSTRAINT subscriber_mute_until_check CHECK ((until > muted_at))
);

COMMENT ON TABLE public.subscriber_mute IS 'Stories and names that a subscriber does not want to hear of for a while.';

ALTER TABLE public.subscriber_mute ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscriber_mute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.suppression (
    address_hash text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT suppression_hash_check CHECK ((address_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT suppression_reason_check CHECK ((reason = ANY (ARRAY['hard_bounce'::text, 'soft_bounces'::text, 'complaint'::text, 'operator'::text])))
);

COMMENT ON TABLE public.suppression IS 'Addresses that get no mail, whatever they subscribe to. Hashes, so that they outlive the address.';

CREATE TABLE public.version (
    id bigint NOT NULL,
    article_id bigint NOT NULL,
    number integer NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    title text NOT NULL,
    standfirst text,
    authors text[] DEFAULT '{}'::text[] NOT NULL,
    agency_credit text,
    section text,
    site_name text,
    language text,
    text text NOT NULL,
    text_hash text NOT NULL,
    changes text[] DEFAULT '{}'::text[] NOT NULL,
    found_by text,
    html text,
    CONSTRAINT version_changes_check CHECK ((changes <@ ARRAY['headline'::text, 'figure'::text, 'name'::text, 'correction_note'::text, 'text'::text, 'trivial'::text])),
    CONSTRAINT version_first_changes_nothing CHECK (((number = 1) = (changes = '{}'::text[]))),
    CONSTRAINT version_found_by_check CHECK ((found_by = ANY (ARRAY['displayed'::text, 'displayed_loosely'::text, 'linked_data'::text, 'template'::text, 'page_state'::text, 'feed'::text, 'rules'::text]))),
    CONSTRAINT version_number_check CHECK ((number >= 1)),
    CONSTRAINT version_text_hash_check CHECK ((text_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT version_trivial_is_alone CHECK (((cardinality(changes) = 1) OR (NOT ('trivial'::text = ANY (changes)))))
);

COMMENT ON TABLE public.version IS 'The text of an article as captured at one time. Never changed.';

COMMENT ON COLUMN public.version.changes IS 'Classes of change against the version before; empty for the first version and for no other.';

ALTER TABLE public.version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch (
    id bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT watch_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT watch_query_check CHECK ((query ~ '\S'::text))
);

COMMENT ON TABLE public.watch IS 'An analyst''s saved search.';

ALTER TABLE public.watch ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.watch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.websub_subscription (
    feed_id bigint NOT NULL,
    hub_url text NOT NULL,
    topic_url text NOT NULL,
    token text NOT NULL,
    secret text,
    state text DEFAULT 'wanted'::text NOT NULL,
    reason text,
    ask_at timestamp with time zone NOT NULL,
    slot_at timestamp with time zone,
    requested_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    verified_at timestamp with time zone,
    lease_until timestamp with time zone,
    last_push_at timestamp with time zone,
    pushes integer DEFAULT 0 NOT NULL,
    pushes_ignored integer DEFAULT 0 NOT NULL,
    CONSTRAINT websub_active_has_lease CHECK (((state = 'active'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT websub_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT websub_hub_url_check CHECK ((hub_url ~ '^https?://'::text)),
    CONSTRAINT websub_lease_is_verified CHECK (((lease_until IS NULL) OR ((verified_at IS NOT NULL) AND (lease_until > verified_at)))),
    CONSTRAINT websub_push_has_time CHECK (((pushes = 0) = (last_push_at IS NULL))),
    CONSTRAINT websub_pushes_check CHECK (((pushes >= 0) AND (pushes_ignored >= 0))),
    CONSTRAINT websub_refusal_has_reason CHECK (((state <> ALL (ARRAY['refused'::text, 'failed'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT websub_secret_check CHECK ((secret ~ '^[A-Za-z0-9_-]{20,128}$'::text)),
    CONSTRAINT websub_state_check CHECK ((state = ANY (ARRAY['wanted'::text, 'requested'::text, 'active'::text, 'refused'::text, 'failed'::text]))),
    CONSTRAINT websub_token_check CHECK ((token ~ '^[A-Za-z0-9_-]{20,128}$'::text)),
    CONSTRAINT websub_topic_url_check CHECK ((topic_url ~ '^https?://'::text)),
    CONSTRAINT websub_wanted_is_not_requested CHECK (((state = 'wanted'::text) = (requested_at IS NULL)))
);

COMMENT ON TABLE public.websub_subscription IS 'The wish to be told by a hub when a feed has changed, and what became of it.';

COMMENT ON COLUMN public.websub_subscription.ask_at IS 'The mark of the request: the scheduler asks what is due, for the first time, again, or for a longer lease.';

ALTER TABLE ONLY public.article_address
    ADD CONSTRAINT article_address_pkey PRIMARY KEY (url);

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_canonical_url_key UNIQUE (canonical_url);

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_external_id_key UNIQUE (external_id);

ALTER TABLE ONLY public.article_features
    ADD CONSTRAINT article_features_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_search
    ADD CONSTRAINT article_search_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY public.bounce
    ADD CONSTRAINT bounce_delivery_kind_key UNIQUE (delivery_id, kind);

ALTER TABLE ONLY public.bounce
    ADD CONSTRAINT bounce_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.copy_lineage
    ADD CONSTRAINT copy_lineage_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY public.delivery_attempt
    ADD CONSTRAINT delivery_attempt_pkey PRIMARY KEY (delivery_id, number);

ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_edition_subscriber_key UNIQUE (edition_id, subscriber_id);

ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.digest
    ADD CONSTRAINT digest_name_key UNIQUE (name);

ALTER TABLE ONLY public.digest
    ADD CONSTRAINT digest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.digest_publisher
    ADD CONSTRAINT digest_publisher_pkey PRIMARY KEY (digest_id, publisher_id);

ALTER TABLE ONLY public.digest_watch
    ADD CONSTRAINT digest_watch_pkey PRIMARY KEY (digest_id, watch_id);

ALTER TABLE ONLY public.edition_candidate
    ADD CONSTRAINT edition_candidate_pkey PRIMARY KEY (edition_id, story_id);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_digest_date_key UNIQUE (digest_id, local_date);

ALTER TABLE ONLY public.edition_dispatch
    ADD CONSTRAINT edition_dispatch_pkey PRIMARY KEY (edition_id);

ALTER TABLE ONLY public.edition_edit
    ADD CONSTRAINT edition_edit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition_edit
    ADD CONSTRAINT edition_edit_revision_key UNIQUE (digest_id, local_date, revision);

ALTER TABLE ONLY public.edition_overlay
    ADD CONSTRAINT edition_overlay_hash_key UNIQUE (edition_id, content_hash);

ALTER TABLE ONLY public.edition_overlay
    ADD CONSTRAINT edition_overlay_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition_sentence
    ADD CONSTRAINT edition_sentence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition_sentence
    ADD CONSTRAINT edition_sentence_position_key UNIQUE (edition_id, rank, "position");

ALTER TABLE ONLY public.edition_slot
    ADD CONSTRAINT edition_slot_edition_key UNIQUE (edition_id);

ALTER TABLE ONLY public.edition_slot
    ADD CONSTRAINT edition_slot_pkey PRIMARY KEY (digest_id, local_date);

ALTER TABLE ONLY public.edition_story
    ADD CONSTRAINT edition_story_pkey PRIMARY KEY (edition_id, rank);

ALTER TABLE ONLY public.edition_story
    ADD CONSTRAINT edition_story_story_key UNIQUE (edition_id, story_id);

ALTER TABLE ONLY public.edition_support
    ADD CONSTRAINT edition_support_pkey PRIMARY KEY (sentence_id, article_id);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_feed_guid_key UNIQUE (feed_id, guid);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.extraction_alarm
    ADD CONSTRAINT extraction_alarm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feed_day
    ADD CONSTRAINT feed_day_pkey PRIMARY KEY (feed_id, day);

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_url_key UNIQUE (url);

ALTER TABLE ONLY public.heartbeat
    ADD CONSTRAINT heartbeat_pkey PRIMARY KEY (role, host);

ALTER TABLE ONLY public.host_pace
    ADD CONSTRAINT host_pace_pkey PRIMARY KEY (host);

ALTER TABLE ONLY public.lane
    ADD CONSTRAINT lane_fence_key UNIQUE (language, fence);

ALTER TABLE ONLY public.lane
    ADD CONSTRAINT lane_pkey PRIMARY KEY (language);

ALTER TABLE ONLY public.ledger
    ADD CONSTRAINT ledger_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger
    ADD CONSTRAINT ledger_story_article_key UNIQUE (id, story_id, article_id);

ALTER TABLE ONLY public.link_key
    ADD CONSTRAINT link_key_pkey PRIMARY KEY (one_row);

ALTER TABLE ONLY public.link_pass
    ADD CONSTRAINT link_pass_pkey PRIMARY KEY (one_row);

ALTER TABLE ONLY public.link_waiting
    ADD CONSTRAINT link_waiting_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY public.owner_group
    ADD CONSTRAINT owner_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.owner_group
    ADD CONSTRAINT owner_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.poll
    ADD CONSTRAINT poll_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.poll
    ADD CONSTRAINT poll_round_feed_key UNIQUE (round_id, feed_id);

ALTER TABLE ONLY public.poll_round
    ADD CONSTRAINT poll_round_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.publisher
    ADD CONSTRAINT publisher_name_key UNIQUE (name);

ALTER TABLE ONLY public.publisher
    ADD CONSTRAINT publisher_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.robots
    ADD CONSTRAINT robots_pkey PRIMARY KEY (origin);

ALTER TABLE ONLY public.site_memory
    ADD CONSTRAINT site_memory_pkey PRIMARY KEY (site);

ALTER TABLE ONLY public.split_pass
    ADD CONSTRAINT split_pass_pkey PRIMARY KEY (one_row);

ALTER TABLE ONLY public.split_proposal_article
    ADD CONSTRAINT split_proposal_article_pkey PRIMARY KEY (proposal_id, article_id);

ALTER TABLE ONLY public.split_proposal_part
    ADD CONSTRAINT split_proposal_part_pkey PRIMARY KEY (proposal_id, number);

ALTER TABLE ONLY public.split_proposal
    ADD CONSTRAINT split_proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.story_article
    ADD CONSTRAINT story_article_pkey PRIMARY KEY (article_id);

ALTER TABLE ONLY public.story_article
    ADD CONSTRAINT story_article_story_key UNIQUE (story_id, article_id);

ALTER TABLE ONLY public.story_decision_article
    ADD CONSTRAINT story_decision_article_pkey PRIMARY KEY (decision_id, article_id, role);

ALTER TABLE ONLY public.story_decision
    ADD CONSTRAINT story_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.story_fact
    ADD CONSTRAINT story_fact_pkey PRIMARY KEY (story_id);

ALTER TABLE ONLY public.story_link
    ADD CONSTRAINT story_link_pkey PRIMARY KEY (story_a, story_b);

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.story_settings
    ADD CONSTRAINT story_settings_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.subscriber
    ADD CONSTRAINT subscriber_digest_address_key UNIQUE (digest_id, address);

ALTER TABLE ONLY public.subscriber_mute
    ADD CONSTRAINT subscriber_mute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscriber
    ADD CONSTRAINT subscriber_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.suppression
    ADD CONSTRAINT suppression_pkey PRIMARY KEY (address_hash);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_article_number_key UNIQUE (article_id, number);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch
    ADD CONSTRAINT watch_name_key UNIQUE (name);

ALTER TABLE ONLY public.watch
    ADD CONSTRAINT watch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.websub_subscription
    ADD CONSTRAINT websub_subscription_pkey PRIMARY KEY (feed_id);

ALTER TABLE ONLY public.websub_subscription
    ADD CONSTRAINT websub_token_key UNIQUE (token);

CREATE INDEX article_address_article_idx ON public.article_address USING btree (article_id);

CREATE INDEX article_event_at_idx ON public.article USING btree (event_at DESC);

CREATE INDEX article_publisher_idx ON public.article USING btree (publisher_id, event_at DESC);

CREATE INDEX article_publisher_seen_idx ON public.article USING btree (publisher_id, first_seen_at DESC);

CREATE INDEX article_revisit_idx ON public.article USING btree (revisit_at) WHERE (revisit_at IS NOT NULL);

CREATE INDEX article_round_idx ON public.article USING btree (round_id) WHERE (state = 'new'::text);

CREATE INDEX article_search_document_idx ON public.article_search USING gin (document) WITH (fastupdate=off);

CREATE INDEX article_search_event_at_idx ON public.article_search USING btree (event_at DESC);

CREATE INDEX article_unclustered_idx ON public.article USING btree (COALESCE(language, 'und'::text), event_at, canonical_url) WHERE ((scraped_at IS NOT NULL) AND (clustered_at IS NULL));

CREATE INDEX article_unscraped_idx ON public.article USING btree (next_scrape_at) WHERE (state = 'new'::text);

CREATE INDEX copy_lineage_original_idx ON public.copy_lineage USING btree (original_id);

CREATE INDEX delivery_claimed_idx ON public.delivery USING btree (id) WHERE (claimed_at IS NOT NULL);

CREATE INDEX delivery_due_idx ON public.delivery USING btree (due_at, id) WHERE ((state = ANY (ARRAY['pending'::text, 'sending'::text])) AND (claimed_at IS NULL));

CREATE INDEX delivery_subscriber_idx ON public.delivery USING btree (subscriber_id);

CREATE INDEX edition_sentence_version_idx ON public.edition_sentence USING btree (version_id);

CREATE INDEX edition_slot_open_idx ON public.edition_slot USING btree (due_at) WHERE (state = ANY (ARRAY['due'::text, 'held'::text, 'draft'::text]));

CREATE INDEX entry_article_idx ON public.entry USING btree (article_id);

CREATE INDEX entry_feed_seen_idx ON public.entry USING btree (feed_id, first_seen_at DESC);

CREATE INDEX entry_title_key_idx ON public.entry USING btree (title_key, first_seen_at) WHERE (title_key IS NOT NULL);

CREATE UNIQUE INDEX extraction_alarm_open_key ON public.extraction_alarm USING btree (publisher_id, mark) WHERE (closed_at IS NULL);

CREATE INDEX extraction_alarm_publisher_idx ON public.extraction_alarm USING btree (publisher_id, since);

CREATE INDEX feed_next_poll_at_idx ON public.feed USING btree (next_poll_at) WHERE (state = 'active'::text);

CREATE INDEX ledger_article_idx ON public.ledger USING btree (article_id, id);

CREATE INDEX ledger_story_idx ON public.ledger USING btree (story_id, id);

CREATE INDEX poll_feed_finished_idx ON public.poll USING btree (feed_id, finished_at DESC);

CREATE INDEX poll_unfinished_idx ON public.poll USING btree (due_at) WHERE (finished_at IS NULL);

CREATE INDEX split_proposal_article_idx ON public.split_proposal_article USING btree (article_id);

CREATE UNIQUE INDEX split_proposal_open_key ON public.split_proposal USING btree (story_id) WHERE (state = 'open'::text);

CREATE INDEX story_article_original_idx ON public.story_article USING btree (original_id) WHERE (original_id IS NOT NULL);

CREATE INDEX story_decision_article_idx ON public.story_decision_article USING btree (article_id, role);

CREATE INDEX story_decision_article_moved_from_idx ON public.story_decision_article USING btree (((was ->> 'storyId'::text))) WHERE (role = 'moved'::text);

CREATE INDEX story_decision_from_story_idx ON public.story_decision USING btree (from_story_id) WHERE (from_story_id IS NOT NULL);

CREATE INDEX story_decision_story_idx ON public.story_decision USING btree (story_id);

CREATE INDEX story_decision_waiting_idx ON public.story_decision USING btree (language) WHERE ((applied_at IS NULL) OR ((undone_at IS NOT NULL) AND (undo_applied_at IS NULL)));

CREATE INDEX story_last_at_idx ON public.story USING btree (language, last_at DESC) WHERE (merged_into IS NULL);

CREATE INDEX story_link_article_a_idx ON public.story_link USING btree (article_a);

CREATE INDEX story_link_article_b_idx ON public.story_link USING btree (article_b);

CREATE INDEX subscriber_address_idx ON public.subscriber USING btree (lower(address));

CREATE UNIQUE INDEX subscriber_mute_name_key ON public.subscriber_mute USING btree (subscriber_id, lower(name)) WHERE (name IS NOT NULL);

CREATE UNIQUE INDEX subscriber_mute_story_key ON public.subscriber_mute USING btree (subscriber_id, story_id) WHERE (story_id IS NOT NULL);

CREATE INDEX version_text_hash_idx ON public.version USING btree (text_hash);

CREATE INDEX websub_subscription_ask_at_idx ON public.websub_subscription USING btree (ask_at);

CREATE CONSTRAINT TRIGGER article_clustered_has_story AFTER INSERT OR UPDATE OF clustered_at ON public.article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_clustered_has_story();

CREATE TRIGGER delivery_state_order BEFORE INSERT OR UPDATE ON public.delivery FOR EACH ROW EXECUTE FUNCTION public.check_delivery_state();

CREATE TRIGGER edition_candidate_frozen BEFORE DELETE OR UPDATE ON public.edition_candidate FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER edition_edit_kept BEFORE DELETE OR UPDATE ON public.edition_edit FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER edition_frozen BEFORE DELETE OR UPDATE ON public.edition FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER edition_overlay_frozen BEFORE DELETE OR UPDATE ON public.edition_overlay FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER edition_sentence_frozen BEFORE DELETE OR UPDATE ON public.edition_sentence FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER edition_sentence_is_its_span BEFORE INSERT ON public.edition_sentence FOR EACH ROW EXECUTE FUNCTION public.check_sentence_span();

CREATE TRIGGER edition_story_frozen BEFORE DELETE OR UPDATE ON public.edition_story FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER edition_support_frozen BEFORE DELETE OR UPDATE ON public.edition_support FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER ledger_append_only BEFORE DELETE OR UPDATE ON public.ledger FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER ledger_fence BEFORE INSERT ON public.ledger FOR EACH ROW WHEN (((new.actor = 'lane'::text) AND ((new.settings_version IS NOT NULL) OR (new.fence IS NOT NULL)))) EXECUTE FUNCTION public.check_fence();

CREATE TRIGGER split_proposal_kept BEFORE DELETE OR UPDATE ON public.split_proposal FOR EACH ROW EXECUTE FUNCTION public.keep_split_answer();

CREATE CONSTRAINT TRIGGER story_article_membership AFTER INSERT OR UPDATE ON public.story_article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_membership();

CREATE CONSTRAINT TRIGGER story_article_removed AFTER DELETE OR UPDATE OF article_id ON public.story_article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_clustered_has_story();

CREATE TRIGGER story_article_to_link AFTER INSERT ON public.story_article REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION public.note_to_link();

CREATE TRIGGER story_decision_article_append_only BEFORE DELETE OR UPDATE ON public.story_decision_article FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER story_decision_kept BEFORE DELETE OR UPDATE ON public.story_decision FOR EACH ROW EXECUTE FUNCTION public.keep_decision();

CREATE TRIGGER story_settings_append_only BEFORE DELETE OR UPDATE ON public.story_settings FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER version_immutable BEFORE UPDATE ON public.version FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE ONLY public.article_address
    ADD CONSTRAINT article_address_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.article_features
    ADD CONSTRAINT article_features_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_publisher_id_fkey FOREIGN KEY (publisher_id) REFERENCES public.publisher(id);

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.poll_round(id);

ALTER TABLE ONLY public.article_search
    ADD CONSTRAINT article_search_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bounce
    ADD CONSTRAINT bounce_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES public.delivery(id);

ALTER TABLE ONLY public.copy_lineage
    ADD CONSTRAINT copy_lineage_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.copy_lineage
    ADD CONSTRAINT copy_lineage_original_id_fkey FOREIGN KEY (original_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.copy_lineage
    ADD CONSTRAINT copy_lineage_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.delivery_attempt
    ADD CONSTRAINT delivery_attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES public.delivery(id);

ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id);

ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_overlay_id_fkey FOREIGN KEY (overlay_id) REFERENCES public.edition_overlay(id);

ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.digest_publisher
    ADD CONSTRAINT digest_publisher_digest_id_fkey FOREIGN KEY (digest_id) REFERENCES public.digest(id);

ALTER TABLE ONLY public.digest_publisher
    ADD CONSTRAINT digest_publisher_publisher_id_fkey FOREIGN KEY (publisher_id) REFERENCES public.publisher(id);

ALTER TABLE ONLY public.digest_watch
    ADD CONSTRAINT digest_watch_digest_id_fkey FOREIGN KEY (digest_id) REFERENCES public.digest(id);

ALTER TABLE ONLY public.digest_watch
    ADD CONSTRAINT digest_watch_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES public.watch(id);

ALTER TABLE ONLY public.edition_candidate
    ADD CONSTRAINT edition_candidate_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id);

ALTER TABLE ONLY public.edition_candidate
    ADD CONSTRAINT edition_candidate_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_digest_id_fkey FOREIGN KEY (digest_id) REFERENCES public.digest(id);

ALTER TABLE ONLY public.edition_dispatch
    ADD CONSTRAINT edition_dispatch_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id);

ALTER TABLE ONLY public.edition_edit
    ADD CONSTRAINT edition_edit_slot_fkey FOREIGN KEY (digest_id, local_date) REFERENCES public.edition_slot(digest_id, local_date);

ALTER TABLE ONLY public.edition_overlay
    ADD CONSTRAINT edition_overlay_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id);

ALTER TABLE ONLY public.edition_sentence
    ADD CONSTRAINT edition_sentence_story_fkey FOREIGN KEY (edition_id, rank) REFERENCES public.edition_story(edition_id, rank);

ALTER TABLE ONLY public.edition_sentence
    ADD CONSTRAINT edition_sentence_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.version(id);

ALTER TABLE ONLY public.edition_slot
    ADD CONSTRAINT edition_slot_digest_id_fkey FOREIGN KEY (digest_id) REFERENCES public.digest(id);

ALTER TABLE ONLY public.edition_slot
    ADD CONSTRAINT edition_slot_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id);

ALTER TABLE ONLY public.edition_story
    ADD CONSTRAINT edition_story_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id);

ALTER TABLE ONLY public.edition_story
    ADD CONSTRAINT edition_story_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.edition_support
    ADD CONSTRAINT edition_support_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.edition_support
    ADD CONSTRAINT edition_support_sentence_id_fkey FOREIGN KEY (sentence_id) REFERENCES public.edition_sentence(id);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES public.feed(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.extraction_alarm
    ADD CONSTRAINT extraction_alarm_publisher_id_fkey FOREIGN KEY (publisher_id) REFERENCES public.publisher(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.feed_day
    ADD CONSTRAINT feed_day_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES public.feed(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_publisher_id_fkey FOREIGN KEY (publisher_id) REFERENCES public.publisher(id);

ALTER TABLE ONLY public.ledger
    ADD CONSTRAINT ledger_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.ledger
    ADD CONSTRAINT ledger_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.link_waiting
    ADD CONSTRAINT link_waiting_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.story_article(article_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.poll
    ADD CONSTRAINT poll_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES public.feed(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.poll
    ADD CONSTRAINT poll_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.poll_round(id);

ALTER TABLE ONLY public.publisher
    ADD CONSTRAINT publisher_owner_group_id_fkey FOREIGN KEY (owner_group_id) REFERENCES public.owner_group(id);

ALTER TABLE ONLY public.split_proposal_article
    ADD CONSTRAINT split_proposal_article_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.split_proposal_article
    ADD CONSTRAINT split_proposal_article_proposal_id_number_fkey FOREIGN KEY (proposal_id, number) REFERENCES public.split_proposal_part(proposal_id, number);

ALTER TABLE ONLY public.split_proposal_part
    ADD CONSTRAINT split_proposal_part_central_article_id_fkey FOREIGN KEY (central_article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.split_proposal_part
    ADD CONSTRAINT split_proposal_part_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES public.story_decision(id);

ALTER TABLE ONLY public.split_proposal_part
    ADD CONSTRAINT split_proposal_part_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES public.split_proposal(id);

ALTER TABLE ONLY public.split_proposal
    ADD CONSTRAINT split_proposal_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.story_article
    ADD CONSTRAINT story_article_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_article
    ADD CONSTRAINT story_article_ledger_fkey FOREIGN KEY (ledger_id, story_id, article_id) REFERENCES public.ledger(id, story_id, article_id);

ALTER TABLE ONLY public.story_article
    ADD CONSTRAINT story_article_original_fkey FOREIGN KEY (story_id, original_id) REFERENCES public.story_article(story_id, article_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.story_article
    ADD CONSTRAINT story_article_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.story_decision_article
    ADD CONSTRAINT story_decision_article_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_decision_article
    ADD CONSTRAINT story_decision_article_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES public.story_decision(id);

ALTER TABLE ONLY public.story_decision_article
    ADD CONSTRAINT story_decision_article_ledger_id_fkey FOREIGN KEY (ledger_id) REFERENCES public.ledger(id);

ALTER TABLE ONLY public.story_decision
    ADD CONSTRAINT story_decision_from_story_id_fkey FOREIGN KEY (from_story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.story_decision
    ADD CONSTRAINT story_decision_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.story_fact
    ADD CONSTRAINT story_fact_headline_article_id_fkey FOREIGN KEY (headline_article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_fact
    ADD CONSTRAINT story_fact_lead_article_id_fkey FOREIGN KEY (lead_article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_fact
    ADD CONSTRAINT story_fact_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_lead_article_id_fkey FOREIGN KEY (lead_article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_link
    ADD CONSTRAINT story_link_article_a_fkey FOREIGN KEY (article_a) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_link
    ADD CONSTRAINT story_link_article_b_fkey FOREIGN KEY (article_b) REFERENCES public.article(id);

ALTER TABLE ONLY public.story_link
    ADD CONSTRAINT story_link_story_a_fkey FOREIGN KEY (story_a) REFERENCES public.story(id);

ALTER TABLE ONLY public.story_link
    ADD CONSTRAINT story_link_story_b_fkey FOREIGN KEY (story_b) REFERENCES public.story(id);

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.story(id);

ALTER TABLE ONLY public.subscriber
    ADD CONSTRAINT subscriber_digest_id_fkey FOREIGN KEY (digest_id) REFERENCES public.digest(id);

ALTER TABLE ONLY public.subscriber_mute
    ADD CONSTRAINT subscriber_mute_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);

ALTER TABLE ONLY public.subscriber_mute
    ADD CONSTRAINT subscriber_mute_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);

ALTER TABLE ONLY public.websub_subscription
    ADD CONSTRAINT websub_subscription_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES public.feed(id) ON DELETE CASCADE;

