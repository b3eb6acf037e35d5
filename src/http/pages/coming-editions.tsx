import { longDay } from '../../digests/edition-words.ts'
import type { ComingSlot } from '../../digests/repository-slot.ts'
import { addresses } from '../addresses.ts'
import { localTime } from '../local-time.ts'

/** The editions that are due, held, with their desk, or were missed. */
export function ComingEditions({ slots, now }: { slots: readonly ComingSlot[]; now: Date }) {
  if (slots.length === 0) return null
  return (
    <>
      <h2 class="label">To come</h2>
      <ul class="lines">
        {slots.map((slot) => (
          <li>
            <span>
              {slot.digest} of {longDay(slot.localDate)}
            </span>
            <span class={slot.state === 'held' || slot.state === 'missed' ? 'failed' : undefined}>
              {comingInWords(slot, now)}
              {slot.state === 'draft' && (
                <>
                  {' · '}
                  <a href={addresses.desk(slot.digest, slot.localDate)}>Desk</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** `Due 07:00 Europe/Berlin, in 18 min.` */
export function comingInWords(slot: ComingSlot, now: Date): string {
  const { state, localDate, dueAt, changedAt, holdUntil, zone } = slot
  const at = (instant: Date) => localTime(zone).clockOn(instant, localDate)
  const reason = slot.reason ?? ''
  if (state === 'missed') return `Missed, due ${at(dueAt)} ${zone}: ${reason}.`
  if (state === 'held') {
    const then = holdUntil === null ? '' : ` Made at ${at(holdUntil)} all the same, and marked incomplete.`
    return `Held ${at(changedAt)}: ${reason}.${then}`
  }
  if (state === 'draft') {
    const then = holdUntil === null ? 'Waits until somebody approves it.' : `Sends itself at ${at(holdUntil)} ${zone}.`
    return `With its desk since ${at(changedAt)}. ${then}`
  }
  return `Due ${at(dueAt)} ${zone}, ${untilInWords(now, dueAt)}.`
}

function untilInWords(now: Date, then: Date): string {
  const minutes = Math.ceil((then.getTime() - now.getTime()) / 60_000)
  if (minutes <= 0) return 'at any moment'
  if (minutes < 60) return `in ${minutes} min`
  const hours = Math.floor(minutes / 60)
  return `in ${hours} h ${minutes % 60} min`
}
