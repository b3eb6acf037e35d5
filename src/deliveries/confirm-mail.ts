import { createHash } from 'node:crypto'
import { wrapText } from '../digests/wrap-text.ts'
import type { OutgoingMail } from '../mail/send-mail.ts'
import { signLink } from './link-token.ts'
import { mailDomain, type Mailing } from './mailing.ts'
import type { Subscriber } from './subscriber.ts'

/** Days that a link to confirm is good for. */
export const CONFIRM_DAYS = 7
const WIDTH = 72

/** Asks whether an address wants a digest. Whoever has not asked for it need do nothing. */
export function confirmMail(
  { id, digest, address, generation }: Pick<Subscriber, 'id' | 'digest' | 'address' | 'generation'>,
  mailing: Mailing,
  now: Date,
): OutgoingMail {
  const expires = Math.floor(now.getTime() / 1000) + CONFIRM_DAYS * 86_400
  const token = signLink({ purpose: 'confirm', subscriberId: id, generation, expires }, mailing.key)
  const name = createHash('sha256').update(token).digest('hex').slice(0, 24)
  const paragraphs = [
    `Somebody asked for the digest ${digest} to be sent to ${address}.`,
    `To get it, open this page within ${CONFIRM_DAYS} days and press the button:`,
    `${mailing.linkBase}/s/${token}/confirm`,
    'If it was not you, do nothing: without your confirmation nothing is sent.',
    ...(mailing.imprint === null ? [] : [mailing.imprint]),
  ]
  return {
    messageId: `c${name}@${mailDomain(mailing)}`,
    date: now,
    from: mailing.from,
    to: address,
    envelopeFrom: mailing.bouncesTo,
    replyTo: mailing.replyTo,
    subject: `Confirm your subscription to ${digest}`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: [{ text: `${paragraphs.map((one) => wrapText(one, WIDTH).join('\n')).join('\n\n')}\n` }],
    html: [],
  }
}
