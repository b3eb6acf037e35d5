import type { Digest } from '../digests/digest.ts'
import type { StoredFilters } from '../digests/repository-filter.ts'
import type { Slot } from '../digests/repository-slot.ts'
import { weekdaysInWords } from '../digests/weekdays.ts'
import { localTime } from '../http/local-time.ts'

const APPROVAL = {
  none: 'sent without a desk',
  send: 'sent by itself where no desk approves it',
  hold: 'sent when a desk has approved it',
} as const

/** A digest with its schedule and filters, a line each. */
export function digestInWords(digest: Digest, { publishers, watches }: StoredFilters): string {
  const only = [
    ...(digest.languages.length > 0 ? [`in ${digest.languages.join(', ')}`] : []),
    ...(publishers.length > 0 ? [`reported by ${publishers.join(', ')}`] : []),
    ...(watches.length > 0 ? [`found by ${watches.map(({ name }) => name).join(', ')}`] : []),
  ]
  return [
    `digest ${digest.name}: ${weekdaysInWords(digest.weekdays)} at ${digest.sendAt} ${digest.zone}, ${APPROVAL[digest.approval]}`,
    `  tells stories from a score of ${digest.admission} on, ${digest.length} length${only.length === 0 ? '' : `, only ${only.join(', ')}`}`,
    `  held up to ${digest.holdMinutes} min while fewer than ${digest.coverageFloor} % of the feeds are seen; given up after ${digest.catchUpMinutes} min`,
  ].join('\n')
}

/** `2026-11-22  due 07:00`, or what has become of it. */
export function slotInWords({ localDate, dueAt, state, reason, changedAt }: Slot, zone: string): string {
  const time = localTime(zone)
  const at = (instant: Date) => time.clockOn(instant, localDate)
  const says = {
    due: `due ${at(dueAt)}`,
    held: `held since ${at(changedAt)}`,
    draft: `with its desk since ${at(changedAt)}`,
    frozen: `frozen ${at(changedAt)}`,
    missed: `missed, due ${at(dueAt)}`,
  }[state]
  return `${localDate}  ${says}${reason === null ? '' : `: ${reason}`}`
}
