import { createHash } from 'node:crypto'
import MimeNode from 'nodemailer/lib/mime-node'
import { encodePiece, relaxLines } from './encode-piece.ts'
import type { MailPiece, OutgoingMail } from './send-mail.ts'

/** A mail as it travels (RFC 5322, MIME RFC 2045): ASCII with CRLF. */
export interface ComposedMail {
  /** Header fields, folded, each with CRLF at its end. */
  readonly head: string
  readonly body: string
  /** The body as DKIM hashes it, `relaxed` of RFC 6376 3.4.4. */
  readonly relaxedBody: string
}

const BOUNDARY_DIGITS = 24

/**
 * Text and HTML as `multipart/alternative`, or the text alone. The same mail gives the same bytes. Line breaks in header
 * values become spaces, so that no headline can add a header.
 */
export function composeMail(mail: OutgoingMail): ComposedMail {
  const parts = partsOf(mail)
  return {
    head: `${headOf(mail)}\r\n`,
    body: parts.map(({ text }) => text).join(''),
    relaxedBody: withoutEmptyEnd(parts.map(({ relaxed }) => relaxed).join('')),
  }
}

/** `signature` is a further header field with CRLF at its end. */
export const mailBytes = ({ head, body }: ComposedMail, signature = ''): Buffer =>
  Buffer.from(`${signature}${head}\r\n${body}`, 'latin1')

function headOf(mail: OutgoingMail): string {
  const isText = mail.html.length === 0
  const node = new MimeNode(
    isText ? 'text/plain; charset=utf-8' : `multipart/alternative; boundary="${boundaryOf(mail)}"`,
  )
  node.setHeader({
    From: { name: oneLine(mail.from.name ?? ''), address: mail.from.address },
    To: { address: mail.to },
    ...(mail.replyTo === null ? {} : { 'Reply-To': { address: mail.replyTo } }),
    Subject: oneLine(mail.subject),
    Date: mail.date.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${mail.messageId}>`,
    'MIME-Version': '1.0',
    ...Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, oneLine(value)])),
    ...(isText ? { 'Content-Transfer-Encoding': 'quoted-printable' } : {}),
  })
  return node.buildHeaders()
}

/** Without empty lines at its end; a body of nothing else counts as none (RFC 6376 3.4.4). */
function withoutEmptyEnd(body: string): string {
  let end = body.length
  while (body.endsWith('\r\n', end)) end -= 2
  return end === 0 ? '' : `${body.slice(0, end)}\r\n`
}

const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()

const boundaryOf = ({ messageId }: OutgoingMail): string =>
  `=_${createHash('sha256').update(messageId).digest('hex').slice(0, BOUNDARY_DIGITS)}` // `=_` is never quoted-printable

interface Part {
  readonly text: string
  readonly relaxed: string
}

function partsOf(mail: OutgoingMail): readonly Part[] {
  if (mail.html.length === 0) return mail.text.map(encodePiece)
  const edge = `--${boundaryOf(mail)}`
  return [...partOf(edge, 'text/plain', mail.text), ...partOf(edge, 'text/html', mail.html), asPart(`${edge}--\r\n`)]
}

const partOf = (edge: string, type: string, pieces: readonly MailPiece[]): readonly Part[] => [
  asPart(`${edge}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`),
  ...pieces.map(encodePiece),
  asPart('\r\n'),
]

const asPart = (text: string): Part => ({ text, relaxed: relaxLines(text) })
