/**
 * A text that may be part of many mails; it is encoded once for all of them. It may end within a line, which then goes on in
 * the piece behind it; the last one of a mail's text or HTML ends with a line break.
 */
export interface MailPiece {
  readonly text: string
}

export interface Mailbox {
  readonly name: string | null
  readonly address: string
}

export interface OutgoingMail {
  /** Without angle brackets. The same mail has the same id whenever it is sent: receivers tell doubles by it. */
  readonly messageId: string
  readonly date: Date
  readonly from: Mailbox
  readonly to: string
  /** Where bounces go: the sender of the envelope (RFC 5321 4.1.1.2). */
  readonly envelopeFrom: string
  readonly replyTo: string | null
  readonly subject: string
  /** Further headers, by name. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: readonly MailPiece[]
  /** Empty for a mail that is text alone. */
  readonly html: readonly MailPiece[]
}

/** The step of the conversation at which something happened (RFC 5321 3.3). */
export type MailStep = 'connect' | 'sender' | 'recipient' | 'data' | 'body'

/**
 * What became of one mail. Only `accepted` and `refused` rest on a reply to it.
 * - `accepted`: the server has taken it over.
 * - `refused`: the server has answered 4xx (`isPermanent` false) or 5xx; it has not taken it over.
 * - `unreachable`: no conversation came about (no connection, no TLS, no sign-in); the server has seen nothing of it.
 * - `broken`: the conversation ended before the body began; the server cannot have taken it over.
 * - `uncertain`: the body had begun and no reply came; the server may have taken it over.
 * - `withdrawn`: `beforeBody` said no.
 */
export type MailOutcome =
  | { readonly kind: 'accepted'; readonly reply: string }
  | { readonly kind: 'refused'; readonly isPermanent: boolean; readonly step: MailStep; readonly reply: string }
  | { readonly kind: 'unreachable' | 'broken'; readonly step: MailStep; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'withdrawn' }

/** Hands mails to a server, or writes them down where there is none. */
export interface SendMail {
  /**
   * Never throws for what a server or the network does: that is the outcome.
   * @param beforeBody called once the server waits for the body and before the first byte of it; what it notes is on
   *   record whenever the server may have taken the mail over. False, or a throw, takes the mail back.
   */
  send(mail: OutgoingMail, beforeBody: () => Promise<boolean>): Promise<MailOutcome>
  /** Ends every connection; closing twice is harmless. */
  close(): Promise<void>
}
