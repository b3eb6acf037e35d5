import type { MailOutcome } from '../mail/send-mail.ts'
import type { AttemptResult, ClaimedDelivery } from './delivery.ts'

/** RFC 5321 4.5.4.1 wants the first retries within the hour and later ones rarer; a digest is of no use the day after. */
const FIRST_WAIT_MS = 60_000
const MOST_WAIT_MS = 3_600_000
/** Receivers that put off strangers (greylisting) let them in after minutes: not all of a list at the same second. */
const JITTER = 0.2

/**
 * What follows from what became of a mail; null when nothing is to be noted.
 * @param random from 0 up to 1
 */
export function attemptResult(
  outcome: MailOutcome,
  delivery: ClaimedDelivery,
  now: Date,
  random: number,
): AttemptResult | null {
  if (outcome.kind === 'withdrawn') return null
  if (outcome.kind === 'accepted') return { state: 'sent', reply: outcome.reply }
  if (outcome.kind === 'uncertain') return { state: 'uncertain', reply: outcome.reason }
  const step = outcome.step
  const reply = outcome.kind === 'refused' ? outcome.reply : outcome.reason
  if (outcome.kind === 'refused' && outcome.isPermanent) {
    return { state: 'failed', step, reply, isAddressRefused: isAddressRefused(step, reply) }
  }
  const dueAt = new Date(now.getTime() + waitAfter(delivery.attempt, random))
  if (dueAt >= delivery.deadlineAt) {
    return { state: 'failed', step, reply: `given up at the deadline: ${reply}`, isAddressRefused: false }
  }
  return { state: 'deferred', step, reply, dueAt }
}

/** Milliseconds from an attempt to the next: doubled each time, an hour at most, give or take a fifth. */
export const waitAfter = (attempt: number, random: number): number =>
  Math.round(Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 20)) * (1 + JITTER * (2 * random - 1)))

/**
 * Whether a refusal says that the address takes no mail, so that it is a hard bounce: an enhanced code of X.1.x or 5.2.1
 * (RFC 3463), or without one 550, 551 or 553 to RCPT TO (RFC 5321 4.2.3). A 5.7.x is about the sender or the text.
 */
export function isAddressRefused(step: string, reply: string): boolean {
  if (step !== 'recipient') return false
  const [, code = '', status] = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})\b)?/.exec(reply) ?? []
  if (status !== undefined) return /^5\.1\.|^5\.2\.1$/.test(status)
  return ['550', '551', '553'].includes(code)
}
