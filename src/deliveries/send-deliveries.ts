import { setMaxListeners } from 'node:events'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { LaterError } from '../errors.ts'
import type { SendMail } from '../mail/send-mail.ts'
import type { Pause } from '../pause.ts'
import { EditionMails } from './edition-mails.ts'
import type { Mailing } from './mailing.ts'
import { becomeSender, settleBroken } from './repository-claim.ts'
import { Sender, type SendCounts } from './sender.ts'

export interface SendNeeds {
  readonly db: Database
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly random: () => number
  readonly pause: Pause
  readonly sendMail: SendMail
  readonly mailing: Mailing
}

const LOOK_AGAIN_MS = 5_000
/** A mail server that restarts is back by then. */
const SERVER_GONE_MS = 60_000

/**
 * Sends every delivery that is due, of whatever edition, and returns what became of them. One process sends at a time, so
 * that the pace holds; where another does, or the mail server cannot be reached, it is to be tried again.
 * @throws LaterError SENDER_BUSY, MAIL_SERVER_UNREACHABLE
 */
export async function sendDeliveries(needs: SendNeeds, signal: AbortSignal): Promise<SendCounts> {
  const { db, clock } = needs
  const session = await db.session()
  try {
    if (!(await becomeSender(session))) {
      throw new LaterError('SENDER_BUSY', 'another process sends the mails', after(clock, LOOK_AGAIN_MS))
    }
    const left = await settleBroken(db, clock.now())
    const stop = AbortSignal.any([signal, session.lost])
    setMaxListeners(0, stop) // every line that waits for its moment listens to it
    const sender = new Sender(needs, new EditionMails(db, needs.mailing), stop)
    const counts = await sender.sendDue()
    if (sender.unreachable !== null) {
      throw new LaterError(
        'MAIL_SERVER_UNREACHABLE',
        `could not reach the mail server: ${sender.unreachable}`,
        after(clock, SERVER_GONE_MS),
      )
    }
    return { ...counts, uncertain: counts.uncertain + left.uncertain }
  } finally {
    await session.close()
  }
}

const after = (clock: Clock, ms: number): Date => new Date(clock.now().getTime() + ms)
