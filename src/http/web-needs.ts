import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Mailing } from '../deliveries/mailing.ts'
import type { FreezeDraft } from '../digests/desk/approve.ts'
import type { CheckRewording } from '../digests/desk/support-check.ts'
import type { EditionContent } from '../digests/edition.ts'
import type { RenderOptions } from '../digests/edition-words.ts'
import type { SendMail } from '../mail/send-mail.ts'
import type { LocalTime } from './local-time.ts'

/** What the server tells about itself while it runs. A pino logger fits. */
export interface WebLog {
  error(details: object, message: string): void
}

/** What the pages are made from. */
export interface WebOptions {
  readonly db: Database
  readonly clock: Clock
  /** IANA name of the zone that days and times are shown in. */
  readonly zone: string
  /** In the demo the newest day shows three places to start from. */
  readonly demo: boolean
  /** Names of migrations that the database lacks: the process is not ready while there are any. */
  readonly missingMigrations: () => Promise<readonly string[]>
  /** The plain-text twin of an edition; without it `.txt` addresses are not found. */
  readonly renderText?: (content: EditionContent) => string
  /** An edition as it is mailed, HTML; without it `/mail` addresses are not found. */
  readonly renderMail?: (content: EditionContent, options: RenderOptions) => string
  /** Where others reach the pages, without a slash at its end; without it feeds name the address that they were asked by. */
  readonly publicUrl?: string | null
  /** What links in mails are signed with, and the token of bounces; without it there are no such pages. */
  readonly mail?: { readonly key: Uint8Array; readonly bounceToken: string | null }
  /** What the desk works with; without it there are no such pages. */
  readonly desk?: DeskNeeds
  readonly log?: WebLog
}

/** What approves, checks and mails what a desk has in hand. */
export interface DeskNeeds {
  readonly freezeDraft: FreezeDraft
  readonly checkRewording: CheckRewording
  readonly sendMail: SendMail
  readonly mailing: Mailing
}

/** `WebOptions` as the routes use them. */
export interface WebNeeds extends WebOptions {
  readonly time: LocalTime
  /** Whether other machines can reach the server: the footer says so. */
  readonly isOpen: boolean
}
