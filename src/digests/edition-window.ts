import { DateTime } from 'luxon'
import type { Window } from './local-day.ts'

/** Articles that come in later than their window are told by the next edition, up to so many days before its own. */
export const LATE_DAYS = 2

/** An edition that was not made leaves its window to the next; one after weeks of silence does not tell all of them. */
const MOST_DAYS = 7

/**
 * What the edition that is due at `dueAt` tells: from where the digest's edition before ended, a day where there is none, to
 * `graceMs` before it is due, because what was published until then has been read by then. An edition that is asked for
 * earlier ends at `now`.
 */
export function editionWindow(
  { dueAt, zone, previousEnd }: { readonly dueAt: Date; readonly zone: string; readonly previousEnd: Date | null },
  graceMs: number,
  now: Date,
): Window {
  const planned = new Date(dueAt.getTime() - graceMs)
  const from = startOf(planned, zone, previousEnd)
  if (now > from && now < planned) return { from, to: now }
  return { from, to: planned > from ? planned : new Date(Math.max(dueAt.getTime(), from.getTime() + 1)) }
}

function startOf(end: Date, zone: string, previousEnd: Date | null): Date {
  const local = DateTime.fromJSDate(end, { zone })
  if (previousEnd === null) return local.minus({ days: 1 }).toJSDate()
  const earliest = local.minus({ days: MOST_DAYS }).toJSDate()
  return previousEnd > earliest ? previousEnd : earliest
}
