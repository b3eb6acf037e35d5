import type { Queryable } from '../db/database.ts'
import { type EditionMail, editionMail } from './edition-mail.ts'
import type { Mailing } from './mailing.ts'
import { findEditionToSend } from './repository-plan.ts'

/** Editions as mail, each rendered once. A sender has one or two in hand; older ones are forgotten. */
export class EditionMails {
  readonly #db: Queryable
  readonly #mailing: Mailing
  readonly #mails = new Map<string, Promise<EditionMail>>()

  constructor(db: Queryable, mailing: Mailing) {
    this.#db = db
    this.#mailing = mailing
  }

  /** @throws AppError MAIL_TOO_LARGE */
  get(editionId: string): Promise<EditionMail> {
    const known = this.#mails.get(editionId)
    if (known) return known
    const made = this.#make(editionId)
    this.#mails.set(editionId, made)
    const [oldest] = this.#mails.keys()
    if (this.#mails.size > MOST_KEPT && oldest !== undefined) this.#mails.delete(oldest)
    return made
  }

  async #make(editionId: string): Promise<EditionMail> {
    const edition = await findEditionToSend(this.#db, editionId)
    if (!edition) throw new Error(`there is no edition ${editionId}`)
    return editionMail(edition, this.#mailing)
  }
}

const MOST_KEPT = 8
