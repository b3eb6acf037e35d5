import { planDeliveries } from '../src/deliveries/repository-plan.ts'
import { sendDeliveries, type SendNeeds } from '../src/deliveries/send-deliveries.ts'
import type { Worker } from '../src/queue/job.ts'
import { sendEdition } from '../src/queue/jobs.ts'

/**
 * Plans the deliveries of an edition and sends whatever is due, of this edition or another.
 *
 * Idempotent: deliveries are planned once by the edition's mark and are one to a subscriber by key; only what is due is
 * taken, and what the mail server has accepted, or may have, is never due again by itself.
 */
export const sendEditionWorker: Worker<{ editionId: string }, SendNeeds> = {
  job: sendEdition,
  async run({ editionId }, needs, signal) {
    const { db, clock, mailing } = needs
    const now = clock.now()
    const deadline = new Date(now.getTime() + mailing.deadlineMs)
    await db.transaction((tx) => planDeliveries(tx, editionId, now, deadline))
    await sendDeliveries(needs, signal)
  },
}
