import type { Queryable } from '../db/database.ts'

/** The name and port that a pace belongs to: `courier.example`, `courier.example:8443`. http and https share it. */
export const hostOf = (url: string): string => new URL(url).host

/**
 * Hands out the next free slot of a host to whichever worker asks, and moves the next one on by the spacing: `spacingMs`,
 * the host's crawl-delay or its own slowness, whichever is longest. One statement, so that the row's lock makes the order
 * hold over all processes. O(1).
 * @param earliest no slot before this
 */
export async function takeSlot(db: Queryable, host: string, spacingMs: number, earliest: Date): Promise<Date> {
  const rows = await db.query<{ slot: Date }>(
    `insert into host_pace as pace (host, next_free_at) values ($1, $2::timestamptz + $3 * interval '1 millisecond')
     on conflict (host) do update
       set next_free_at = greatest(pace.next_free_at, pace.held_until, $2::timestamptz)
                          + greatest($3, pace.crawl_delay_ms, pace.stretch_ms) * interval '1 millisecond'
     returning next_free_at - greatest($3, crawl_delay_ms, stretch_ms) * interval '1 millisecond' as slot`,
    [host, earliest, spacingMs],
  )
  const slot = rows[0]?.slot
  if (!slot) throw new Error(`no slot was handed out for ${host}`)
  return slot
}

/** Leave to have one request to a host in flight. */
export interface Permit {
  readonly host: string
  readonly token: string
  /** Requests of this host that may be in flight at once. */
  readonly limit: number
  /** Milliseconds that must lie between this request and the one before. */
  readonly spacingMs: number
  /** It ends by itself then, so that a killed worker takes nothing away for long. */
  readonly until: Date
}

/**
 * Takes a permit when fewer than its limit are out and the host is not held. One statement: whoever waits for the row's
 * lock sees the row as it is afterwards, so that two workers cannot both take the last permit. O(permits of the host).
 * @returns false when there is none now
 */
export async function takePermit(
  db: Queryable,
  { host, token, limit, until, spacingMs }: Permit,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `update host_pace
        set started_at = to_timestamp($4::bigint / 1000.0),
            permits = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(permits) where value::bigint > $4)
                      || jsonb_build_object($2::text, $3::bigint)
      where host = $1 and (held_until is null or held_until <= to_timestamp($4::bigint / 1000.0))
        and (select count(*) from jsonb_each(permits) where value::bigint > $4) < $5
        and (started_at is null
             or started_at + greatest($6, crawl_delay_ms) * interval '1 millisecond' <= to_timestamp($4::bigint / 1000.0))
     returning host`,
    [host, token, until.getTime(), now.getTime(), limit, spacingMs],
  )
  return rows.length > 0
}

/**
 * Milliseconds until the spacing from the last request to a host is over; 0 when it is. A slot that was used late does not
 * move those behind it.
 */
export async function gapLeft(db: Queryable, host: string, spacingMs: number, now: Date): Promise<number> {
  const [row] = await db.query<{ started: Date; delay: number }>(
    'select started_at as started, greatest($2, crawl_delay_ms) as delay from host_pace where host = $1 and started_at is not null',
    [host, spacingMs],
  )
  return row ? Math.max(0, row.started.getTime() + row.delay - now.getTime()) : 0
}

/** Notes that the request which has the host's last permit starts no sooner than now. O(1). */
export async function moveStart(db: Queryable, host: string, now: Date): Promise<void> {
  await db.query('update host_pace set started_at = greatest(started_at, $2) where host = $1', [host, now])
}

/**
 * Gives a hop of a redirect the next start at a host, `gapMs` after the last one, and lets everybody else keep their distance
 * from it. The host must have a row. O(1).
 */
export async function reserveStart(db: Queryable, host: string, gapMs: number, now: Date): Promise<Date> {
  const [row] = await db.query<{ start: Date }>(
    `update host_pace set started_at = greatest($3::timestamptz, started_at + $2 * interval '1 millisecond')
      where host = $1 returning started_at as start`,
    [host, gapMs, now],
  )
  return row?.start ?? now
}

/** The newest answer's share in `stretch_ms`, twice that of TCP's round-trip time (RFC 6298): a host has fewer answers. */
const NEWEST_WEIGHT = 0.25

/**
 * Gives a permit back and notes how slow the host is: when each of `limit` requests takes so long, this is the spacing
 * that keeps slots from piling up before it. O(permits of the host).
 */
export async function releasePermit(db: Queryable, { host, token, limit }: Permit, tookMs: number): Promise<void> {
  await db.query(
    `update host_pace
        set permits = permits - $2::text,
            stretch_ms = case when stretch_ms = 0 then $3::integer else round(stretch_ms + ($3::integer - stretch_ms) * $4::real) end
      where host = $1`,
    [host, token, Math.round(Math.max(0, tookMs) / limit), NEWEST_WEIGHT],
  )
}

/** Keeps everybody away from a host until then; a longer hold stands. O(1). */
export async function holdHost(db: Queryable, host: string, until: Date): Promise<void> {
  await db.query(
    `insert into host_pace as pace (host, next_free_at, held_until) values ($1, $2, $2)
     on conflict (host) do update set held_until = greatest(pace.held_until, excluded.held_until)`,
    [host, until],
  )
}

/** Until when a host is held, or null. */
export async function holdOf(db: Queryable, host: string, now: Date): Promise<Date | null> {
  const [row] = await db.query<{ until: Date }>(
    'select held_until as until from host_pace where host = $1 and held_until > $2',
    [host, now],
  )
  return row?.until ?? null
}

/** Sets the spacing that the robots.txt of a host asks for, 0 for none; its next slot is that far off. O(1). */
export async function setCrawlDelay(db: Queryable, host: string, delayMs: number, now: Date): Promise<void> {
  await db.query(
    `insert into host_pace as pace (host, next_free_at, crawl_delay_ms)
     values ($1, $3::timestamptz + $2 * interval '1 millisecond', $2)
     on conflict (host) do update
       set crawl_delay_ms = $2,
           next_free_at = greatest(pace.next_free_at, $3::timestamptz + $2 * interval '1 millisecond')`,
    [host, delayMs, now],
  )
}
