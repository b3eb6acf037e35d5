import type { Worker } from '../src/queue/job.ts'
import { linkStories } from '../src/queue/jobs.ts'
import type { LinkPass } from '../src/stories/linked-pass.ts'

export interface LinkStoriesNeeds {
  readonly links: LinkPass
}

/**
 * Compares the articles that were placed since the last search with those of other languages, and links their stories.
 *
 * Idempotent: an article is compared in the transaction that takes it off the list of those that wait. A second run finds
 * none.
 */
export const linkStoriesWorker: Worker<object, LinkStoriesNeeds> = {
  job: linkStories,
  async run(_payload, { links }, signal) {
    await links.run(signal)
  },
}
