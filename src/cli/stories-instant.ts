import { DateTime } from 'luxon'
import { UsageError } from '../errors.ts'

/**
 * A time as a user types it: ISO 8601, in `zone` where it names none. A day alone means its end, so that all of it counts.
 * @throws UsageError when it is no time
 */
export function instantOf(text: string, zone: string): Date {
  const time = DateTime.fromISO(text.trim(), { zone })
  if (!time.isValid) {
    throw new UsageError(`${text} is no time: expected 2026-03-02, 2026-03-02T08:15 or 2026-03-02T08:15:00Z`)
  }
  return (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? time.endOf('day') : time).toJSDate()
}
