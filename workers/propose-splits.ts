import type { Worker } from '../src/queue/job.ts'
import { proposeSplits } from '../src/queue/jobs.ts'
import { runSplitPass, type SplitNeeds } from '../src/stories/split-pass.ts'

/**
 * Searches large stories for parts that should be stories of their own, and stores them as proposals.
 *
 * Idempotent: a search begins only when one is due, and what is proposed or answered already is not proposed again.
 */
export const proposeSplitsWorker: Worker<object, SplitNeeds> = {
  job: proposeSplits,
  async run(_payload, needs, signal) {
    await runSplitPass(needs, signal)
  },
}
