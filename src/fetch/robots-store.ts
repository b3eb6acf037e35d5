import type { Queryable } from '../db/database.ts'
import type { RobotsAnswer } from './robots-answer.ts'

/** The robots.txt of an origin as last asked for. */
export interface StoredRobots {
  readonly origin: string
  readonly body: string | null
  /** When the answer came that `body` is of; null when none ever did. */
  readonly fetchedAt: Date | null
  readonly expiresAt: Date
  readonly failingSince: Date | null
  readonly failures: number
  readonly failure: string | null
  readonly slotAt: Date | null
}

const COLUMNS = `origin, body, fetched_at as "fetchedAt", expires_at as "expiresAt", failing_since as "failingSince",
  failures, failure, slot_at as "slotAt"`

export async function findRobots(db: Queryable, origin: string): Promise<StoredRobots | null> {
  const [row] = await db.query<StoredRobots>(`select ${COLUMNS} from robots where origin = $1`, [origin])
  return row ?? null
}

/**
 * Lets one worker of all ask for a file that has expired or was never read; the others are told null.
 * @param until when another may ask in place of one that died
 */
export async function claimRobots(db: Queryable, origin: string, now: Date, until: Date): Promise<StoredRobots | null> {
  const [row] = await db.query<StoredRobots>(
    `insert into robots (origin, expires_at, asking_until) values ($1, $2, $3)
     on conflict (origin) do update set asking_until = excluded.asking_until
       where robots.expires_at <= $2 and (robots.asking_until is null or robots.asking_until <= $2)
     returning ${COLUMNS}`,
    [origin, now, until],
  )
  return row ?? null
}

/** The file could not be asked for yet: another worker may. */
export async function releaseRobots(db: Queryable, origin: string): Promise<void> {
  await db.query('update robots set asking_until = null where origin = $1', [origin])
}

/** The slot that the host's pace gave to the file, for whoever asks for it then. */
export async function saveRobotsSlot(db: Queryable, origin: string, slot: Date): Promise<void> {
  await db.query('update robots set slot_at = $2 where origin = $1', [origin, slot])
}

const BACK_OFF_MINUTES = [10, 20, 40, 80, 160, 360]

/** Keeps what came of asking. A failure keeps the file that was read before. */
export async function saveRobots(
  db: Queryable,
  known: StoredRobots,
  answer: RobotsAnswer,
  now: Date,
): Promise<StoredRobots> {
  const next = after(known, answer, now)
  await db.query(
    `update robots set body = $2, fetched_at = $3, expires_at = $4, failing_since = $5, failures = $6, failure = $7,
                       slot_at = null, asking_until = null
      where origin = $1`,
    [next.origin, next.body, next.fetchedAt, next.expiresAt, next.failingSince, next.failures, next.failure],
  )
  return next
}

function after(known: StoredRobots, answer: RobotsAnswer, now: Date): StoredRobots {
  if (answer.kind === 'settled') {
    const { body, expiresAt } = answer
    return { ...known, body, fetchedAt: now, expiresAt, failingSince: null, failures: 0, failure: null, slotAt: null }
  }
  const minutes = BACK_OFF_MINUTES[Math.min(known.failures, BACK_OFF_MINUTES.length - 1)] ?? 0
  const expiresAt = new Date(Math.max(now.getTime() + minutes * 60_000, answer.retryAt?.getTime() ?? 0))
  const failingSince = known.failingSince ?? now
  return { ...known, expiresAt, failingSince, failures: known.failures + 1, failure: answer.reason, slotAt: null }
}
