import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import { LaterError } from '../errors.ts'
import { gapLeft, holdHost, hostOf, moveStart, type Permit, releasePermit, takePermit, takeSlot } from './pace-store.ts'

export interface PaceOptions {
  /** Least milliseconds between the starts of two requests to one host. */
  readonly spacingMs: number
  /** Requests to one host that may be in flight at once. */
  readonly concurrency: number
  /** Milliseconds after which the permit of a killed worker ends: longer than any request takes. */
  readonly leaseMs?: number
}

export interface Turn {
  readonly url: string
  /** The slot that an earlier run of the same job was given, so that it queues only once. */
  readonly held: Date | null
  /** Stores the slot with the job's row before the job is put off. */
  readonly keep: (slot: Date) => Promise<void>
  readonly signal: AbortSignal
}

export interface Pace {
  /**
   * Runs `request` when it is its turn at the host of `url`, one of a few at once.
   * @throws LaterError (HOST_PACE) naming the slot when it is too far off to wait for, and whatever `request` throws
   */
  take<T>(turn: Turn, request: () => Promise<T>): Promise<T>
  /** Nobody asks the host of `url` again before `until`: a publisher's Retry-After. */
  hold(url: string, until: Date): Promise<void>
}

/** A wait up to this long is spent in the worker; a longer one gives the worker back to the queue. */
const LONGEST_WAIT_MS = 1_500
/** A slot that was not used for this long has gone by: the host may have been given to others since. */
const SLOT_LASTS_MS = 5_000
/** Who finds all permits taken comes back no sooner than this: at a quick host one is free by then. */
const PERMIT_WAIT_MS = 100
/** A permit that took longer to get lets the request start later than was noted. */
const LATE_MS = 50
/** Longer than FETCH_TIMEOUT_MS may be. */
const LEASE_MS = 150_000

/**
 * The pace of hosts over all workers. A request needs a slot, which says when, and a permit, which says how many at once:
 * slots alone would send more and more requests to a host that answers more slowly than it is asked.
 *
 * Three statements a request on the host's one row: slot, permit, release.
 */
export function hostPace(db: Queryable, options: PaceOptions, clock: Clock): Pace {
  return {
    async take(turn, request) {
      const permit = await waitForPermit(db, options, clock, turn)
      const began = clock.now().getTime()
      try {
        return await request()
      } finally {
        await releasePermit(db, permit, clock.now().getTime() - began)
      }
    },
    hold: (url, until) => holdHost(db, hostOf(url), until),
  }
}

/** A job of the usual kind takes one slot and then its permit; only a held or slow host makes it take another slot. */
async function waitForPermit(
  db: Queryable,
  { spacingMs, concurrency, leaseMs = LEASE_MS }: PaceOptions,
  clock: Clock,
  turn: Turn,
): Promise<Permit> {
  const host = hostOf(turn.url)
  let slot = usableSlot(turn.held, clock.now()) ?? (await takeSlot(db, host, spacingMs, clock.now()))
  let waited = 0
  for (;;) {
    const wait = Math.max(0, slot.getTime() - clock.now().getTime())
    if (waited + wait > LONGEST_WAIT_MS) {
      await turn.keep(slot)
      throw new LaterError('HOST_PACE', `${host} is asked again at ${slot.toISOString()}`, slot)
    }
    if (wait > 0) await pause(wait, undefined, { signal: turn.signal })
    waited += Math.max(wait, PERMIT_WAIT_MS)
    const now = clock.now()
    const permit = {
      host,
      token: randomUUID(),
      limit: concurrency,
      spacingMs,
      until: new Date(now.getTime() + leaseMs),
    }
    if (await takePermit(db, permit, now)) {
      const granted = clock.now()
      if (granted.getTime() - now.getTime() > LATE_MS) await moveStart(db, host, granted)
      return permit
    }
    const gap = await gapLeft(db, host, spacingMs, now)
    if (gap > 0) {
      slot = new Date(now.getTime() + gap)
      continue
    }
    slot = await takeSlot(db, host, spacingMs, new Date(now.getTime() + PERMIT_WAIT_MS))
  }
}

function usableSlot(held: Date | null, now: Date): Date | null {
  return held !== null && held.getTime() > now.getTime() - SLOT_LASTS_MS ? held : null
}
