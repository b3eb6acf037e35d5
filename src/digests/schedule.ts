import { DateTime } from 'luxon'

/** When the editions of a digest are due. */
export interface Schedule {
  /** IANA name. */
  readonly zone: string
  /** Local time, `HH:MM`. */
  readonly sendAt: string
  /** ISO weekdays that have an edition: Monday is 1. */
  readonly weekdays: readonly number[]
}

/** The edition of a local date. */
export interface DueDate {
  readonly localDate: string
  readonly dueAt: Date
}

/** More days than this at once are not planned: a scheduler that slept for months has nothing to catch up with. */
const MOST_DAYS = 40

/**
 * The instant at which the edition of a local date is due. A time that the clocks skip is due at the first instant behind
 * the gap; of one that they repeat, the first is meant.
 * @throws when `localDate` is no day or the zone is none
 */
export function dueAt(localDate: string, { zone, sendAt }: Pick<Schedule, 'zone' | 'sendAt'>): Date {
  const wall = DateTime.fromISO(`${localDate}T${sendAt}`, { zone })
  if (!wall.isValid) throw new Error(`${localDate} ${sendAt} in ${zone} is no local time`)
  if (wall.toFormat('HH:mm') !== sendAt) return firstBehindGap(wall).toJSDate()
  const [first = wall] = wall.getPossibleOffsets()
  return first.toJSDate()
}

/** luxon moves a skipped time forward by the length of the gap; the gap ends where the offset changes before that. */
function firstBehindGap(moved: DateTime): DateTime {
  let [before, behind] = [moved.minus({ hours: 24 }).toMillis(), moved.toMillis()]
  const offsetAt = (ms: number) => DateTime.fromMillis(ms, { zone: moved.zone }).offset
  const { offset } = moved
  while (behind - before > 1) {
    const middle = Math.floor((before + behind) / 2)
    if (offsetAt(middle) === offset) behind = middle
    else before = middle
  }
  return DateTime.fromMillis(behind, { zone: moved.zone })
}

/** The editions from the day `from` on that are due until the day after `now`, at most forty days back. */
export function dueDates(schedule: Schedule, from: string, now: Date): readonly DueDate[] {
  const last = DateTime.fromJSDate(now, { zone: schedule.zone }).startOf('day').plus({ days: 1 })
  const asked = DateTime.fromISO(from, { zone: schedule.zone }).startOf('day')
  const earliest = last.minus({ days: MOST_DAYS })
  const dates: DueDate[] = []
  for (let day = asked > earliest ? asked : earliest; day <= last; day = day.plus({ days: 1 }).startOf('day')) {
    const localDate = day.toISODate()
    if (localDate === null || !schedule.weekdays.includes(day.weekday)) continue
    dates.push({ localDate, dueAt: dueAt(localDate, schedule) })
  }
  return dates
}
