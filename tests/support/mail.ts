import { openSmtp, type SmtpOptions } from '../../src/mail/smtp.ts'
import type { OutgoingMail } from '../../src/mail/send-mail.ts'
import { encodedBytes } from '../../src/mail/encode-piece.ts'
import type { Mailing } from '../../src/deliveries/mailing.ts'

export const mailKey = Buffer.alloc(32, 7)

/** A mail with what a test does not care about filled in. */
export const aMail = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: 'd1.abc@news.example',
  date: new Date('2026-11-22T06:30:00Z'),
  from: { name: 'Morning', address: 'digest@news.example' },
  to: 'reader@desk.example',
  envelopeFrom: 'bounces@news.example',
  replyTo: 'desk@news.example',
  subject: 'Ferry talks end',
  headers: { 'Auto-Submitted': 'auto-generated' },
  text: [{ text: 'The ferry goes.\n' }],
  html: [{ text: '<p>The ferry goes.</p>\n' }],
  ...more,
})

/** SMTP to a server on a port of this machine, without TLS, with little patience. */
export const smtpTo = (port: number, more: Partial<SmtpOptions> = {}) =>
  openSmtp({
    host: '127.0.0.1',
    port,
    isSecure: false,
    requiresTls: false,
    user: null,
    password: null,
    name: 'news.example',
    timeoutMs: 400,
    authority: null,
    dkim: null,
    ...more,
  })

export const mailing: Mailing = {
  from: { name: 'Morning', address: 'digest@news.example' },
  replyTo: 'desk@news.example',
  bouncesTo: 'bounces@news.example',
  linkBase: 'https://press.example',
  key: mailKey,
  imprint: 'Wirefold Desk, 1 Quay Street, Norhaven',
  rate: { perSecond: 100_000, perDomainSecond: 100_000 },
  connections: 4,
  deadlineMs: 12 * 3_600_000,
  bytesOf: encodedBytes,
}

export const always = () => Promise.resolve(true)
