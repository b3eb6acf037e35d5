import { AppError, dispositionOf, messageOf } from '../errors.ts'
import type { MailOutcome } from '../mail/send-mail.ts'
import { domainOf } from './address.ts'
import { attemptResult } from './attempt-result.ts'
import type { AttemptResult, ClaimedDelivery } from './delivery.ts'
import { deliveryMail } from './edition-mail.ts'
import type { EditionMails } from './edition-mails.ts'
import { MailPace } from './mail-pace.ts'
import { claimDue, releaseClaims } from './repository-claim.ts'
import { markHanded, saveResult } from './repository-outcome.ts'
import type { SendNeeds } from './send-deliveries.ts'
import { takeBounce } from './take-bounce.ts'

export interface SendCounts {
  readonly sent: number
  readonly deferred: number
  readonly failed: number
  readonly uncertain: number
}

/** Claimed at a time for each connection: enough to choose among domains, few enough to give back. */
const CLAIMS_A_CONNECTION = 8
/** A reply that cannot be stored makes its delivery uncertain, so a database that restarts is waited for. */
const STORE_TRIES = 6
const STORE_WAIT_MS = 250

/** Works off what is due over several connections at once, at the pace that is set. For one pass. */
export class Sender {
  readonly #needs: SendNeeds
  readonly #mails: EditionMails
  readonly #signal: AbortSignal
  readonly #pace: MailPace
  readonly #counts = { sent: 0, deferred: 0, failed: 0, uncertain: 0 }
  #claimed: ClaimedDelivery[] = []
  #claiming: Promise<boolean> | null = null
  /** Why the mail server cannot be reached, when it cannot: nothing further is begun then. */
  unreachable: string | null = null

  constructor(needs: SendNeeds, mails: EditionMails, signal: AbortSignal) {
    this.#needs = needs
    this.#mails = mails
    this.#signal = signal
    this.#pace = new MailPace(needs.mailing.rate)
  }

  /** Returns when nothing is due any more, or it is told to stop, or the server is gone; what was begun is then settled. */
  async sendDue(): Promise<SendCounts> {
    const lines = Array.from({ length: this.#needs.mailing.connections }, () => this.#sendOneByOne())
    const ended = await Promise.allSettled(lines)
    const left = this.#claimed.splice(0)
    if (left.length > 0) await releaseClaims(this.#needs.db, left, this.#needs.clock.now())
    for (const line of ended) if (line.status === 'rejected') throw line.reason
    return this.#counts
  }

  #isStopped(): boolean {
    return this.#signal.aborted || this.unreachable !== null
  }

  async #sendOneByOne(): Promise<void> {
    for (let delivery = await this.#next(); delivery !== null; delivery = await this.#next()) {
      await this.#attempt(delivery)
    }
  }

  /** The delivery that may go out soonest, once its moment has come; null when there is none or it is time to stop. */
  async #next(): Promise<ClaimedDelivery | null> {
    while (this.#claimed.length === 0) {
      if (this.#isStopped() || !(await this.#claim())) return null
    }
    if (this.#isStopped()) return null
    const now = this.#needs.clock.now().getTime()
    const waits = this.#claimed.map(({ address }) => this.#pace.wait(domainOf(address), now))
    const [delivery] = this.#claimed.splice(waits.indexOf(Math.min(...waits)), 1)
    if (!delivery) return null
    const wait = this.#pace.take(domainOf(delivery.address), now)
    if (wait > 0) await this.#needs.pause(Math.ceil(wait), this.#signal)
    if (!this.#isStopped()) return delivery
    this.#claimed.push(delivery) // given back with the others
    return null
  }

  /** Lines that run out at the same time claim together. False when nothing is due. */
  #claim(): Promise<boolean> {
    this.#claiming ??= this.#claimMore().finally(() => {
      this.#claiming = null
    })
    return this.#claiming
  }

  async #claimMore(): Promise<boolean> {
    const { db, clock, mailing } = this.#needs
    const limit = mailing.connections * CLAIMS_A_CONNECTION
    const claimed = await db.transaction((tx) => claimDue(tx, clock.now(), limit))
    this.#claimed.push(...(claimed ?? []))
    return claimed !== null
  }

  async #attempt(delivery: ClaimedDelivery): Promise<void> {
    const { clock, random } = this.#needs
    const outcome = await this.#send(delivery)
    if (outcome instanceof AppError) {
      const reply = messageOf(outcome)
      return this.#store(delivery, { state: 'failed', step: 'compose', reply, isAddressRefused: false })
    }
    if (outcome.kind === 'unreachable') this.unreachable = outcome.reason
    const result = attemptResult(outcome, delivery, clock.now(), random())
    if (result) await this.#store(delivery, result)
  }

  /** The outcome, or why there is no mail to send. */
  async #send(delivery: ClaimedDelivery): Promise<MailOutcome | AppError> {
    const { db, clock, mailing, sendMail } = this.#needs
    const edition = await this.#mails.get(delivery).catch((error: unknown) => {
      if (dispositionOf(error) === 'discard' && error instanceof AppError) return error
      throw error
    })
    if (edition instanceof AppError) return edition
    const mail = deliveryMail(edition, delivery, mailing, clock.now())
    return sendMail.send(mail, () => markHanded(db, delivery, clock.now()))
  }

  async #store(delivery: ClaimedDelivery, result: AttemptResult): Promise<void> {
    const { pause } = this.#needs
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#storeOnce(delivery, result)
        break
      } catch (error) {
        if (dispositionOf(error) !== 'retry' || tries === STORE_TRIES) throw error
        await pause(STORE_WAIT_MS * 2 ** tries)
      }
    }
    this.#counts[result.state] += 1
  }

  async #storeOnce(delivery: ClaimedDelivery, result: AttemptResult): Promise<void> {
    const { db, clock } = this.#needs
    if (result.state !== 'failed' || !result.isAddressRefused) {
      await saveResult(db, delivery, result, clock.now())
      return
    }
    const bounce = { deliveryId: delivery.id, kind: 'hard', status: null, detail: result.reply } as const
    await db.transaction(async (tx) => {
      await saveResult(tx, delivery, result, clock.now())
      await takeBounce(tx, bounce, clock.now())
    })
  }
}
