import { DateTime } from 'luxon'
import { UsageError } from '../errors.ts'
import type { ReplaySpan } from '../stories/repository-replay.ts'

const EXPECTED =
  'expected FROM..TO by days or times, such as 2026-03-01..2026-03-08 or 2026-03-01T06:00..2026-03-01T18:00Z'

/**
 * `FROM..TO` as a user types it, ISO 8601, in `zone` where no other is named. TO itself is outside: a day means its first
 * instant, so that 2026-03-01..2026-03-08 are seven days.
 * @throws UsageError that tells what is wrong with it
 */
export function spanOf(text: string, zone: string): ReplaySpan {
  const ends = text.split('..')
  const [from = '', to = ''] = ends.map((end) => end.trim())
  if (ends.length !== 2 || from === '' || to === '') throw new UsageError(`${text} is no span: ${EXPECTED}`)
  const span = { from: instant(from, 'start', zone), to: instant(to, 'end', zone) }
  if (span.from < span.to) return span
  const why = from === to ? 'it is empty, because its end is outside' : 'it ends before it begins'
  throw new UsageError(`${text} holds no time: ${why}; ${EXPECTED}`)
}

function instant(text: string, which: 'start' | 'end', zone: string): Date {
  const time = DateTime.fromISO(text, { zone })
  if (time.isValid) return time.toJSDate()
  throw new UsageError(
    `the ${which} of the span, ${text}, is no time (${time.invalidExplanation ?? 'not ISO 8601'}): ${EXPECTED}`,
  )
}
