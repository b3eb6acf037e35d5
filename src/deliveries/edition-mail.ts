import type { EditionContent } from '../digests/edition.ts'
import { type EditionView, viewOf } from '../digests/edition-view.ts'
import type { RenderOptions } from '../digests/edition-words.ts'
import { renderHtml } from '../digests/render-html.tsx'
import { renderText } from '../digests/render-text.ts'
import { AppError } from '../errors.ts'
import type { MailPiece, OutgoingMail } from '../mail/send-mail.ts'
import { fitEdition, MOST_BYTES } from './fit-edition.ts'
import { deliveryMessageId, tokenMark } from './link-token.ts'
import { mailDomain, type Mailing, settingsLink, settingsToken, unsubscribeLink } from './mailing.ts'
import type { EditionToSend } from './repository-plan.ts'
import { subjectOf } from './subject.ts'

/** An edition as mail to all who are shown the same; each subscriber's token goes between the pieces. */
export interface EditionMail {
  readonly digest: string
  readonly subject: string
  readonly text: readonly MailPiece[]
  readonly html: readonly MailPiece[]
  /** With a token in each place. */
  readonly htmlBytes: number
  /** Stories that are told shorter than in the frozen edition. */
  readonly shortened: number
}

/**
 * Renders an edition under an overlay once for all its subscribers, shortened where it is over the budget.
 * @throws AppError MAIL_TOO_LARGE (discard) when it is over the limit even so: clients would cut the footer off
 */
export function editionMail(edition: EditionToSend, mailing: Mailing): EditionMail {
  const { content, contentHash } = edition
  const mark = tokenMark(contentHash, mailing.key)
  const options: RenderOptions = { contentHash, subscription: subscriptionOf(edition, mailing, mark) }
  const bytesOf = (view: EditionView) => mailing.bytesOf([{ text: renderHtml(view, options) }])
  const { view, shortened } = fitEdition(viewOf(content, edition.overlay), bytesOf)
  const html = renderHtml(view, options)
  const htmlBytes = mailing.bytesOf([{ text: html }])
  refuseTooLarge(htmlBytes, content)
  const parted = (text: string): readonly MailPiece[] => text.split(mark).map((piece) => ({ text: piece }))
  return {
    digest: content.digest,
    subject: subjectOf(view),
    text: parted(renderText(view, options)),
    html: parted(html),
    htmlBytes,
    shortened,
  }
}

const subscriptionOf = (edition: EditionToSend, mailing: Mailing, token: string) => ({
  settings: settingsLink(mailing, token),
  reportTo: mailing.replyTo,
  imprint: mailing.imprint,
  number: edition.id,
})

/** @throws AppError MAIL_TOO_LARGE (discard) */
export function refuseTooLarge(htmlBytes: number, content: EditionContent): void {
  if (htmlBytes <= MOST_BYTES) return
  throw new AppError(
    'MAIL_TOO_LARGE',
    `could not mail the edition of ${content.digest} of ${content.localDate}: its HTML has ${htmlBytes} bytes, and at most ${MOST_BYTES} are sent`,
    { disposition: 'discard', details: { digest: content.digest, localDate: content.localDate, htmlBytes } },
  )
}

/** Whom a delivery goes to. */
interface Addressee {
  readonly id: string
  readonly subscriberId: string
  readonly address: string
}

/** The mail of one delivery. Only its date differs between two attempts. */
export function deliveryMail(edition: EditionMail, delivery: Addressee, mailing: Mailing, date: Date): OutgoingMail {
  const domain = mailDomain(mailing)
  const token = settingsToken(mailing, delivery.subscriberId)
  const between: MailPiece = { text: token }
  const whole = (pieces: readonly MailPiece[]) => pieces.flatMap((piece, i) => (i === 0 ? [piece] : [between, piece]))
  return {
    messageId: deliveryMessageId(delivery.id, domain, mailing.key),
    date,
    from: { ...mailing.from, name: mailing.from.name ?? edition.digest },
    to: delivery.address,
    envelopeFrom: mailing.bouncesTo,
    replyTo: mailing.replyTo,
    subject: edition.subject,
    headers: {
      'List-Id': `<${edition.digest}.${domain}>`, // RFC 2919
      'List-Unsubscribe': `<${unsubscribeLink(mailing, token)}>`, // RFC 2369
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', // RFC 8058
      'Auto-Submitted': 'auto-generated', // RFC 3834: no holiday replies
      Precedence: 'bulk',
    },
    text: whole(edition.text),
    html: whole(edition.html),
  }
}
