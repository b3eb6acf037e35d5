import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import { LaterError } from '../errors.ts'

/**
 * Hands out the next free slot of an origin, `spacingMs` after the one before, to whichever worker asks: the row in
 * Postgres makes the order hold over all processes.
 */
export async function takeSlot(db: Queryable, origin: string, spacingMs: number, now: Date): Promise<Date> {
  const rows = await db.query<{ slot: Date }>(
    `insert into host_pace as pace (origin, next_free_at) values ($1, $2::timestamptz + $3 * interval '1 millisecond')
     on conflict (origin) do update
       set next_free_at = greatest(pace.next_free_at, $2::timestamptz) + $3 * interval '1 millisecond'
     returning next_free_at - $3 * interval '1 millisecond' as slot`,
    [origin, now, spacingMs],
  )
  const slot = rows[0]?.slot
  if (!slot) throw new Error(`no slot was handed out for ${origin}`)
  return slot
}

/** A wait up to this long is spent in the worker; a longer one gives the worker back to the queue. */
const LONGEST_WAIT_MS = 1_500
/** A slot that was not used for this long has gone by: the origin may have been given to others since. */
const SLOT_LASTS_MS = 5_000

export interface Pace {
  /**
   * Returns when it is this request's turn at the origin of `url`.
   * @param held the slot that an earlier run of the same job was given, so that it queues only once
   * @param keep stores the slot with the job's row before the job is put off
   * @throws LaterError naming the slot when it is too far off to wait for
   */
  turn(url: string, held: Date | null, keep: (slot: Date) => Promise<void>, signal: AbortSignal): Promise<void>
}

/** The pace of origins over all workers, `spacingMs` between two requests to one of them. */
export function hostPace(db: Queryable, spacingMs: number, clock: Clock): Pace {
  return {
    async turn(url, held, keep, signal) {
      const { origin } = new URL(url)
      const now = clock.now()
      const usable = held !== null && held.getTime() > now.getTime() - SLOT_LASTS_MS
      const slot = usable ? held : await takeSlot(db, origin, spacingMs, now)
      const wait = slot.getTime() - now.getTime()
      if (wait > LONGEST_WAIT_MS) {
        await keep(slot)
        throw new LaterError('HOST_PACE', `${origin} is asked again at ${slot.toISOString()}`, slot)
      }
      if (wait > 0) await pause(wait, undefined, { signal })
    },
  }
}
