import type { Queryable, Session } from '../db/database.ts'

/** The advisory lock of one holding of a lane: each fencing number has a lock of its own. */
const LOCK = (fence: string) => `hashtextextended('wirefold lane ' || language || ' ' || (${fence}), 0)`

/** How a lane stands, seen by one who may want it. */
export interface LaneStanding {
  /** The number of the present or last holding. */
  readonly fence: string
  /** Nobody holds it, or the holder's connection has ended. */
  readonly isFree: boolean
  /** The holder has not renewed its lease in time. */
  readonly isOverdue: boolean
}

/** Looks at a lane, which is made when there is none. The holder's lock is tried for the length of this statement only. */
export async function readLane(db: Queryable, language: string): Promise<LaneStanding> {
  await db.query('insert into lane (language) values ($1) on conflict do nothing', [language])
  const [row] = await db.query<LaneStanding>(
    `select fence, holder is null or pg_try_advisory_xact_lock(${LOCK('fence')}) as "isFree",
            coalesce(lease_until < clock_timestamp(), false) as "isOverdue"
       from lane where language = $1`,
    [language],
  )
  if (!row) throw new Error(`the lane of ${language} vanished`)
  return row
}

/** Lanes whose holder has died or hangs. */
export async function listForsakenLanes(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ language: string }>(
    `select language from lane
      where holder is not null
        and (lease_until < clock_timestamp() or pg_try_advisory_xact_lock(${LOCK('fence')}))
      order by language`,
  )
  return rows.map(({ language }) => language)
}

/**
 * Ends the connection that holds the lock of this number, and with it a batch that it may have left half done, which
 * would keep the lane's row locked. Postgres lets a role end its own connections only; those of another are left.
 */
export async function endHolder(db: Queryable, language: string, fence: string): Promise<void> {
  await db.query(
    `select pg_terminate_backend(pg_locks.pid)
       from lane, pg_locks join pg_stat_activity using (pid)
      where lane.language = $1 and lane.fence = $2 and pg_stat_activity.usename = current_user
        and locktype = 'advisory' and objsubid = 1 and granted
        and pg_locks.database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = ${LOCK('fence')}`,
    [language, fence],
  )
}

/** Milliseconds to wait for a half-done batch of a holder whose connection could not be ended. */
const TAKE_LIMIT_MS = 2_000

/**
 * Takes a lane that stood at `fence` and returns the next number, or null when somebody else was faster. Holds the lock
 * of that number until the session ends.
 * @throws AppError DATABASE_QUERY (retry) when a batch of the replaced holder does not end
 */
export async function takeLane(
  session: Session,
  language: string,
  fence: string,
  { holder, leaseMs }: { readonly holder: string; readonly leaseMs: number },
): Promise<string | null> {
  return session.transaction(async (tx) => {
    await tx.query(`set local lock_timeout = ${TAKE_LIMIT_MS}`)
    const [lock] = await tx.query<{ got: boolean }>(
      `select pg_try_advisory_lock(${LOCK('$2::bigint + 1')}) as got from lane where language = $1`,
      [language, fence],
    )
    if (lock?.got !== true) return null
    const [row] = await tx.query<{ fence: string }>(
      `update lane set fence = fence + 1, holder = $3, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
        where language = $1 and fence = $2 returning fence`,
      [language, fence, holder, leaseMs],
    )
    return row?.fence ?? null
  })
}

/** Whether the lane is still held under this number, and then for as long again. */
export async function renewLease(db: Queryable, language: string, fence: string, leaseMs: number): Promise<boolean> {
  const rows = await db.query(
    `update lane set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
      where language = $1 and fence = $2 and holder is not null returning language`,
    [language, fence, leaseMs],
  )
  return rows.length === 1
}

/** Lets the lane go; harmless when somebody else has taken it. */
export async function releaseLane(db: Queryable, language: string, fence: string): Promise<void> {
  await db.query('update lane set holder = null, lease_until = null where language = $1 and fence = $2', [
    language,
    fence,
  ])
}

/**
 * Begins a batch: keeps the number from being raised until the end of the transaction and returns how many batches
 * there were; null when the number is no longer the lane's.
 */
export async function enterLane(tx: Queryable, language: string, fence: string): Promise<string | null> {
  const [row] = await tx.query<{ sequence: string }>(
    'select sequence from lane where language = $1 and fence = $2 for key share',
    [language, fence],
  )
  return row?.sequence ?? null
}

/** How many batches have changed something. */
export async function readSequence(db: Queryable, language: string): Promise<string | null> {
  const [row] = await db.query<{ sequence: string }>('select sequence from lane where language = $1', [language])
  return row?.sequence ?? null
}

/** Counts a batch that has changed something. */
export async function advanceLane(tx: Queryable, language: string): Promise<string> {
  const [row] = await tx.query<{ sequence: string }>(
    'update lane set sequence = sequence + 1 where language = $1 returning sequence',
    [language],
  )
  if (!row) throw new Error(`the lane of ${language} vanished`)
  return row.sequence
}
