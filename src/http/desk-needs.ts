import { approveEdition } from '../deliveries/approve-edition.ts'
import { checkRewording } from '../digests/brief/check-rewording.ts'
import type { OpenMail } from '../open-mail.ts'
import type { DeskNeeds } from './web-needs.ts'

/** What a desk works with in production. */
export const deskNeeds = ({ sendMail, mailing }: OpenMail): DeskNeeds => ({
  freezeDraft: async (tx, digest, localDate, now) => {
    const deadlineAt = new Date(now.getTime() + mailing.deadlineMs)
    const approved = await approveEdition(tx, digest, localDate, { now, deadlineAt })
    return approved?.editionId ?? null
  },
  checkRewording,
  sendMail,
  mailing,
})
