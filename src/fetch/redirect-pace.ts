import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import { LaterError } from '../errors.ts'
import type { FetchPage } from './fetch-page.ts'
import type { PaceOptions } from './host-pace.ts'
import { holdOf, hostOf, reserveStart, takeSlot } from './pace-store.ts'

/** A redirect is followed within the time and under the permit of its first request, which a longer wait would use up. */
const LONGEST_WAIT_MS = 2_000

/**
 * Lets each hop of a redirect take a slot at the host that it leads to. Without that a feed whose links all lead through
 * one counting address would send twice as many requests to the publisher behind it as the publisher's pace allows. The
 * slot moves the host's pace on even when the hop does not wait for all of it.
 * @throws from the fetch: LaterError (HOST_HELD) when a hop leads to a host that asked to be left alone
 */
export function paceRedirects(
  fetchPage: FetchPage,
  db: Queryable,
  { spacingMs }: Pick<PaceOptions, 'spacingMs'>,
  clock: Clock,
): FetchPage {
  const take = async (to: string, signal: AbortSignal) => {
    const host = hostOf(to)
    const held = await holdOf(db, host, clock.now())
    if (held) throw new LaterError('HOST_HELD', `${host} asked to be left alone until ${held.toISOString()}`, held)
    const now = clock.now()
    const slot = await takeSlot(db, host, spacingMs, now)
    const wait = Math.min(slot.getTime() - now.getTime(), LONGEST_WAIT_MS)
    if (wait > 0) await pause(wait, undefined, { signal })
    // Only the spacing counts here: a crawl-delay would use up the time of the fetch, and the slot keeps it on average.
    const start = await reserveStart(db, host, spacingMs, clock.now())
    const rest = start.getTime() - clock.now().getTime()
    if (rest > 0) await pause(rest, undefined, { signal })
  }
  return (url, asked) =>
    fetchPage(url, {
      ...asked,
      async onRedirect(to, signal) {
        await asked.onRedirect?.(to, signal)
        await take(to, signal)
      },
    })
}
