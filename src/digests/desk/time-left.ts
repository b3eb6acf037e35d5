import { DateTime } from 'luxon'
import type { Digest } from '../digest.ts'

const MINUTE_MS = 60_000

/** When a draft is sent without anybody's word; null for one that waits until somebody approves it. */
export const sendsItselfAt = (dueAt: Date, { approval, holdMinutes }: Pick<Digest, 'approval' | 'holdMinutes'>) =>
  approval === 'hold' ? null : new Date(dueAt.getTime() + holdMinutes * MINUTE_MS)

/** `Sends itself at 09:00 Europe/Berlin, in 38 minutes`, or `Waits until somebody approves it`. */
export function timeLeftInWords(
  dueAt: Date,
  digest: Pick<Digest, 'approval' | 'holdMinutes' | 'zone'>,
  now: Date,
): string {
  const at = sendsItselfAt(dueAt, digest)
  if (at === null) return 'Waits until somebody approves it'
  const minutes = Math.ceil((at.getTime() - now.getTime()) / MINUTE_MS)
  return `Sends itself at ${clockIn(digest.zone, at, now)}, ${minutes > 0 ? `in ${inMinutes(minutes)}` : 'any moment'}`
}

function clockIn(zone: string, at: Date, now: Date): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale('en-US')
  const isToday = local.hasSame(DateTime.fromJSDate(now, { zone }), 'day')
  return `${local.toFormat(isToday ? 'HH:mm' : 'd LLL HH:mm')} ${zone}`
}

function inMinutes(minutes: number): string {
  if (minutes === 1) return '1 minute'
  if (minutes < 120) return `${minutes} minutes`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} hours${rest === 0 ? '' : ` ${rest} minutes`}`
}
