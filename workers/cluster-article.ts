import type { Worker } from '../src/queue/job.ts'
import { clusterArticle } from '../src/queue/jobs.ts'
import type { Lanes } from '../src/stories/lane.ts'

export interface ClusterArticleNeeds {
  readonly lanes: Lanes
}

/**
 * Wakes the lane of one language, which assigns whatever is scraped, unassigned and of a settled poll round.
 *
 * Idempotent: the lane takes only articles without a story and marks them in the transaction that places them. A second
 * run finds none.
 */
export const clusterArticleWorker: Worker<{ language: string }, ClusterArticleNeeds> = {
  job: clusterArticle,
  async run({ language }, { lanes }, signal) {
    await lanes.run(language, signal)
  },
}
