import { createHash } from 'node:crypto'
import { renderToString } from 'preact-render-to-string'
import type { Queryable } from '../db/database.ts'
import type { EditionContent } from '../digests/edition.ts'
import { type EditionView, viewOf } from '../digests/edition-view.ts'
import { look } from '../digests/html/look.ts'
import { renderHtml } from '../digests/render-html.tsx'
import { renderText } from '../digests/render-text.ts'
import { wrapText } from '../digests/wrap-text.ts'
import { UsageError } from '../errors.ts'
import type { MailOutcome, OutgoingMail, SendMail } from '../mail/send-mail.ts'
import { readAddress } from './address.ts'
import { refuseTooLarge } from './edition-mail.ts'
import { fitEdition } from './fit-edition.ts'
import { mailDomain, type Mailing } from './mailing.ts'
import { findSuppression } from './repository-bounce.ts'
import { subjectOf } from './subject.ts'

export interface TestMailNeeds {
  readonly db: Queryable
  readonly sendMail: SendMail
  readonly mailing: Mailing
}

/** An edition as it stands: a draft has no hash. */
export interface EditionToTest {
  readonly content: EditionContent
  readonly contentHash?: string
}

/**
 * Mails an edition to one address, for a look at it. It is no delivery: no row is kept of it and no subscription is named
 * in it.
 * @throws UsageError where the address is none, or gets no mail
 */
export async function sendTestMail(
  { db, sendMail, mailing }: TestMailNeeds,
  edition: EditionToTest,
  to: string,
  now: Date,
): Promise<{ readonly address: string; readonly outcome: MailOutcome }> {
  const address = readAddress(to)
  if (address === null) throw new UsageError(`${to} is no address that a mail can be sent to`)
  const suppression = await findSuppression(db, address)
  if (suppression !== null) throw new UsageError(`${address} gets no mail (${suppression})`)
  const outcome = await sendMail.send(testMail(edition, address, mailing, now), () => Promise.resolve(true))
  return { address, outcome }
}

const WIDTH = 72

const BODY_END = '</body>'

function testMail({ content, ...options }: EditionToTest, to: string, mailing: Mailing, now: Date): OutgoingMail {
  const { digest, localDate } = content
  const bytesOf = (view: EditionView) => mailing.bytesOf([{ text: renderHtml(view, options) }])
  const { view } = fitEdition(viewOf(content, null), bytesOf)
  refuseTooLarge(bytesOf(view), content)
  const html = renderHtml(view, options)
  const end = html.lastIndexOf(BODY_END)
  const footer = [
    `This is a test of the edition of ${digest} of ${localDate}. It was sent to you alone, and not because of a subscription.`,
    ...(mailing.imprint === null ? [] : [mailing.imprint]),
  ]
  const name = createHash('sha256')
    .update(`${digest} ${localDate} ${to} ${now.toISOString()}`)
    .digest('hex')
    .slice(0, 24)
  return {
    messageId: `t${name}@${mailDomain(mailing)}`,
    date: now,
    from: { ...mailing.from, name: mailing.from.name ?? digest },
    to,
    envelopeFrom: mailing.bouncesTo,
    replyTo: mailing.replyTo,
    subject: `Test: ${subjectOf(view)}`,
    headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no holiday replies
    text: [
      { text: renderText(view, options) },
      { text: `${'-'.repeat(WIDTH)}\n${footer.flatMap((one) => wrapText(one, WIDTH)).join('\n')}\n` },
    ],
    html: [{ text: `${html.slice(0, end)}${renderToString(<TestFooter paragraphs={footer} />)}\n${html.slice(end)}` }],
  }
}

function TestFooter({ paragraphs }: { paragraphs: readonly string[] }) {
  return (
    <div class="column" style="max-width:600px;margin:0 auto;padding:0 24px 24px">
      {paragraphs.map((one) => (
        <p {...look('small', 'muted')}>{one}</p>
      ))}
    </div>
  )
}

/** What the server said, in a sentence without a full stop. */
export function outcomeInWords(outcome: MailOutcome): string {
  switch (outcome.kind) {
    case 'accepted':
      return `the server took it over: ${outcome.reply}`
    case 'refused':
      return `the server refused it at ${outcome.step}: ${outcome.reply}`
    case 'unreachable':
      return `no mail server could be reached: ${outcome.reason}`
    case 'broken':
      return `the conversation ended at ${outcome.step}, before it was sent: ${outcome.reason}`
    case 'uncertain':
      return `it was sent and no reply came, so it may arrive: ${outcome.reason}`
    case 'withdrawn':
      return 'it was taken back'
  }
}
