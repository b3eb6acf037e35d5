import type { Queryable } from '../db/database.ts'
import type { ClaimedDelivery } from './delivery.ts'
import { type EditionMail, editionMail } from './edition-mail.ts'
import type { Mailing } from './mailing.ts'
import { findEditionToSend } from './repository-plan.ts'

type Shown = Pick<ClaimedDelivery, 'editionId' | 'overlayId'>

/**
 * Editions as mail, each rendered once for all who are shown the same. Most are shown one of a few; of those that few
 * share, the ones that were asked for last are kept.
 */
export class EditionMails {
  readonly #db: Queryable
  readonly #mailing: Mailing
  readonly #mails = new Map<string, Promise<EditionMail>>()

  constructor(db: Queryable, mailing: Mailing) {
    this.#db = db
    this.#mailing = mailing
  }

  /** @throws AppError MAIL_TOO_LARGE */
  get(shown: Shown): Promise<EditionMail> {
    const key = `${shown.editionId}/${shown.overlayId ?? ''}`
    const mail = this.#mails.get(key) ?? this.#make(shown)
    this.#mails.delete(key)
    this.#mails.set(key, mail)
    const [oldest] = this.#mails.keys()
    if (this.#mails.size > MOST_KEPT && oldest !== undefined) this.#mails.delete(oldest)
    return mail
  }

  async #make({ editionId, overlayId }: Shown): Promise<EditionMail> {
    const edition = await findEditionToSend(this.#db, editionId, overlayId)
    if (!edition) throw new Error(`there is no edition ${editionId}`)
    return editionMail(edition, this.#mailing)
  }
}

/** About 300 KB each, encoded. */
const MOST_KEPT = 64
