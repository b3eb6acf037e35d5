import { renderHtml } from '../digests/render-html.tsx'
import { renderText } from '../digests/render-text.ts'
import { AppError } from '../errors.ts'
import type { MailPiece, OutgoingMail } from '../mail/send-mail.ts'
import { fitEdition, MOST_BYTES } from './fit-edition.ts'
import { deliveryMessageId } from './link-token.ts'
import { type Footer, footerHtml, footerText } from './mail-footer.tsx'
import { mailDomain, type Mailing, settingsLink, unsubscribeLink } from './mailing.ts'
import type { EditionToSend } from './repository-plan.ts'
import { subjectOf } from './subject.ts'

/** An edition as mail, but for what differs from subscriber to subscriber. */
export interface EditionMail {
  readonly digest: string
  readonly subject: string
  readonly text: MailPiece
  /** Before and behind the footer. */
  readonly html: { readonly head: MailPiece; readonly tail: MailPiece }
  readonly htmlBytes: number
  /** Stories that are told shorter than in the frozen edition. */
  readonly shortened: number
}

const BODY_END = '</body>'

/**
 * Renders an edition once for all its subscribers, shortened where it is over the budget.
 * @throws AppError MAIL_TOO_LARGE (discard) when it is over the limit even so: clients would cut the footer off
 */
export function editionMail(
  { content, contentHash }: EditionToSend,
  { bytesOf }: Pick<Mailing, 'bytesOf'>,
): EditionMail {
  const bytes = (one: typeof content) => bytesOf([{ text: renderHtml(one, { contentHash }) }])
  const fitted = fitEdition(content, bytes)
  const html = renderHtml(fitted.content, { contentHash })
  const htmlBytes = bytesOf([{ text: html }])
  if (htmlBytes > MOST_BYTES) {
    throw new AppError(
      'MAIL_TOO_LARGE',
      `could not mail the edition of ${content.digest} of ${content.localDate}: its HTML has ${htmlBytes} bytes, and at most ${MOST_BYTES} are sent`,
      { disposition: 'discard', details: { digest: content.digest, localDate: content.localDate, htmlBytes } },
    )
  }
  const end = html.lastIndexOf(BODY_END)
  return {
    digest: content.digest,
    subject: subjectOf(content),
    text: { text: renderText(fitted.content, { contentHash }) },
    html: { head: { text: `${html.slice(0, end)}\n` }, tail: { text: html.slice(end) } },
    htmlBytes,
    shortened: fitted.shortened,
  }
}

/** Whom a delivery goes to. */
interface Addressee {
  readonly id: string
  readonly subscriberId: string
  readonly address: string
}

/** The mail of one delivery. Only its date differs between two attempts. */
export function deliveryMail(edition: EditionMail, delivery: Addressee, mailing: Mailing, date: Date): OutgoingMail {
  const { subscriberId, address } = delivery
  const domain = mailDomain(mailing)
  const footer: Footer = {
    digest: edition.digest,
    settings: settingsLink(mailing, subscriberId),
    unsubscribe: unsubscribeLink(mailing, subscriberId),
    imprint: mailing.imprint,
  }
  return {
    messageId: deliveryMessageId(delivery.id, domain, mailing.key),
    date,
    from: mailing.from,
    to: address,
    envelopeFrom: mailing.bouncesTo,
    replyTo: mailing.replyTo,
    subject: edition.subject,
    headers: {
      'List-Id': `<${edition.digest}.${domain}>`, // RFC 2919
      'List-Unsubscribe': `<${footer.unsubscribe}>`, // RFC 2369
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', // RFC 8058
      'Auto-Submitted': 'auto-generated', // RFC 3834: no holiday replies
      Precedence: 'bulk',
    },
    text: [edition.text, { text: footerText(footer) }],
    html: [edition.html.head, { text: footerHtml(footer) }, edition.html.tail],
  }
}
