import { buildSlot, type BuildNeeds } from '../src/digests/build-slot.ts'
import { getDigest } from '../src/digests/repository-digest.ts'
import type { Worker } from '../src/queue/job.ts'
import { buildEdition } from '../src/queue/jobs.ts'

/**
 * Takes the edition of one digest for one local date as far as it can go: frozen, to its desk, held or missed.
 *
 * Idempotent: a digest has one slot and one edition a date by key; a second run goes on from the slot's state, and what is
 * frozen or missed stays so.
 */
export const buildEditionWorker: Worker<{ digestId: string; localDate: string }, BuildNeeds> = {
  job: buildEdition,
  async run({ digestId, localDate }, needs) {
    const digest = await getDigest(needs.db, digestId)
    await buildSlot(needs, digest, localDate)
  },
}
