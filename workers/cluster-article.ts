import type { Queue, Worker } from '../src/queue/job.ts'
import { clusterArticle, linkStories } from '../src/queue/jobs.ts'
import type { Lanes } from '../src/stories/lane.ts'

export interface ClusterArticleNeeds {
  readonly lanes: Lanes
  readonly queue: Queue
}

/**
 * Wakes the lane of one language, which assigns whatever is scraped, unassigned and of a settled poll round. Where another
 * process holds the lane, that one does it. What was assigned is compared with the stories of other languages afterwards.
 *
 * Idempotent: the lane takes only articles without a story and marks them in the transaction that places them. A second
 * run finds none.
 */
export const clusterArticleWorker: Worker<{ language: string }, ClusterArticleNeeds> = {
  job: clusterArticle,
  async run({ language }, { lanes, queue }, signal) {
    const assigned = await lanes.wake(language, signal)
    if (assigned > 0) await queue.enqueue(linkStories, [{}])
  },
}
