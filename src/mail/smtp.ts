import { Readable } from 'node:stream'
import { composeMail, mailBytes } from './compose-mail.ts'
import type { MailOutcome, OutgoingMail, SendMail } from './send-mail.ts'
import { type DkimKey, mailSigner } from './sign-mail.ts'
import { outcomeOf, shown, unreachable } from './smtp-outcome.ts'
import { type ServerConnection, type SmtpServer, smtpConnections } from './smtp-connections.ts'

export interface SmtpOptions extends SmtpServer {
  readonly dkim: DkimKey | null
}

/**
 * Sends over SMTP, with connections that are kept from mail to mail. There are as many of them as mails are sent at once.
 * nodemailer's own pool does not tell whether a body had begun when a connection broke, so its connections are used
 * without it.
 */
export function openSmtp(options: SmtpOptions): SendMail {
  const connections = smtpConnections(options)
  const sign = options.dkim === null ? null : mailSigner(options.dkim)

  async function send(mail: OutgoingMail, beforeBody: () => Promise<boolean>): Promise<MailOutcome> {
    const composed = composeMail(mail)
    const bytes = mailBytes(composed, sign ? await sign(composed) : '')
    for (;;) {
      const taken = await connections.take()
      if ('failure' in taken) return unreachable(taken.failure)
      const outcome = await exchange(taken, mail, bytes, beforeBody)
      connections.giveBack(taken, await isFit(taken, outcome))
      // Servers end idle connections without a word; that says nothing of the mail, and the next connection is a new one.
      if (outcome.kind !== 'broken' || taken.mails === 1) return outcome
    }
  }
  return { send, close: () => connections.close() }
}

/** Whether a connection can take another mail: a refusal may leave one half told, which RSET ends (RFC 5321 4.1.1.5). */
async function isFit({ connection }: ServerConnection, outcome: MailOutcome): Promise<boolean> {
  if (outcome.kind === 'accepted') return true
  if (outcome.kind !== 'refused' || outcome.reply.startsWith('421')) return false
  return new Promise((resolve) => connection.reset((failure) => resolve(failure === null)))
}

/** One mail over one connection. */
function exchange(
  server: ServerConnection,
  mail: OutgoingMail,
  bytes: Buffer,
  beforeBody: () => Promise<boolean>,
): Promise<MailOutcome> {
  server.mails += 1
  let hasBody = false
  let isWithdrawn = false
  // Read from only when the server has answered 354: what stands before the first byte is done then, and not earlier.
  const body = Readable.from(
    (async function* () {
      const isWanted = await beforeBody().catch(() => false)
      if (!isWanted) {
        isWithdrawn = true
        throw new Error('the mail was taken back')
      }
      hasBody = true
      yield bytes
    })(),
    { objectMode: false },
  )
  const envelope = { from: mail.envelopeFrom, to: [mail.to], size: bytes.length }
  return new Promise((resolve) => {
    server.connection.send(envelope, body, (failure, info) => {
      body.destroy()
      if (isWithdrawn) resolve({ kind: 'withdrawn' })
      else if (failure) resolve(outcomeOf(failure, hasBody))
      else resolve({ kind: 'accepted', reply: shown(info.response) })
    })
  })
}
