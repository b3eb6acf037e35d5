import type { MailPiece, Mailbox } from '../mail/send-mail.ts'
import { signLink } from './link-token.ts'
import type { MailRate } from './mail-pace.ts'

/** What every mail of this installation has in common. */
export interface Mailing {
  readonly from: Mailbox
  readonly replyTo: string | null
  /** Sender of the envelope, where bounces go. */
  readonly bouncesTo: string
  /** Where the links of mails lead, without a slash at its end. */
  readonly linkBase: string
  /** Signs links and Message-IDs. */
  readonly key: Uint8Array
  /** Postal address or other words of the publisher for the footer; null for none. */
  readonly imprint: string | null
  readonly rate: MailRate
  /** Mails that are under way at once. */
  readonly connections: number
  /** Milliseconds after its planning during which a delivery is tried. */
  readonly deadlineMs: number
  /** Bytes of pieces as they travel. */
  readonly bytesOf: (pieces: readonly MailPiece[]) => number
}

/** Opens the settings of a subscriber: good for as long as the key is. */
export const settingsToken = ({ key }: Pick<Mailing, 'key'>, subscriberId: string): string =>
  signLink({ purpose: 'settings', subscriberId, generation: 0, expires: 0 }, key)

/** Where whoever holds the token pauses and leaves, reads editions and mutes stories. */
export const settingsLink = ({ linkBase }: Pick<Mailing, 'linkBase'>, token: string): string => `${linkBase}/s/${token}`

/** Where a subscriber leaves with one click; a machine may press it (RFC 8058). */
export const unsubscribeLink = (mailing: Pick<Mailing, 'linkBase'>, token: string): string =>
  `${settingsLink(mailing, token)}/unsubscribe`

export const mailDomain = ({ from }: Pick<Mailing, 'from'>): string =>
  from.address.slice(from.address.lastIndexOf('@') + 1)
