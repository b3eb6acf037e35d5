import type { Clock } from '../src/clock.ts'
import type { Database } from '../src/db/database.ts'
import { freezeDay } from '../src/digests/freeze-edition.ts'
import { getDigest } from '../src/digests/repository.ts'
import type { Worker } from '../src/queue/job.ts'
import { buildEdition } from '../src/queue/jobs.ts'

export interface BuildEditionNeeds {
  readonly db: Database
  readonly clock: Clock
}

/**
 * Builds and freezes the edition of one digest for one local day.
 *
 * Idempotent: a digest has one edition a date by key; a second run finds it and changes nothing.
 */
export const buildEditionWorker: Worker<{ digestId: string; localDate: string }, BuildEditionNeeds> = {
  job: buildEdition,
  async run({ digestId, localDate }, needs) {
    const digest = await getDigest(needs.db, digestId)
    await freezeDay(needs, digest, localDate)
  },
}
