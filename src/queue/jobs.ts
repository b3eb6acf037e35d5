import { z } from 'zod'
import type { Job } from './job.ts'

/** Bigint ids travel as text, as Postgres' driver gives them. */
const id = z.string().regex(/^\d+$/)

export const pollFeed: Job<{ pollId: string }> = {
  name: 'poll-feed',
  payload: z.object({ pollId: id }),
  attempts: 3,
  backoffMs: 2_000,
  key: ({ pollId }) => `poll-${pollId}`,
  runsAgain: false,
}

export const scrapeArticle: Job<{ articleId: string }> = {
  name: 'scrape-article',
  payload: z.object({ articleId: id }),
  attempts: 3,
  backoffMs: 2_000,
  key: ({ articleId }) => `article-${articleId}`,
  runsAgain: false,
}

/** Looks at a page again, when that is due, for a new version of its article. */
export const revisitArticle: Job<{ articleId: string }> = {
  name: 'revisit-article',
  payload: z.object({ articleId: id }),
  attempts: 3,
  backoffMs: 5_000,
  key: ({ articleId }) => `revisit-${articleId}`,
  runsAgain: false,
}

/** Only wakes the lane of a language, which takes whatever is ready. */
export const clusterArticle: Job<{ language: string }> = {
  name: 'cluster-article',
  payload: z.object({ language: z.string().min(1).max(35) }),
  attempts: 3,
  backoffMs: 1_000,
  key: ({ language }) => `lane-${language}`,
  runsAgain: true,
}

/** Only wakes the search for links between stories of different languages, which compares whatever was placed since. */
export const linkStories: Job<object> = {
  name: 'link-stories',
  payload: z.object({}),
  attempts: 3,
  backoffMs: 1_000,
  key: () => 'links',
  runsAgain: true,
}

/** Only wakes the search for stories to split, which looks whether one is due. */
export const proposeSplits: Job<object> = {
  name: 'propose-splits',
  payload: z.object({}),
  attempts: 1, // one that fails is due again after an hour
  backoffMs: 1_000,
  key: () => 'splits',
  runsAgain: false,
}

/** Asks the hub that a feed names for a subscription, when that is due. */
export const subscribeFeed: Job<{ feedId: string }> = {
  name: 'subscribe-feed',
  payload: z.object({ feedId: id }),
  attempts: 3,
  backoffMs: 5_000,
  key: ({ feedId }) => `subscribe-${feedId}`,
  runsAgain: false,
}

/** Plans the deliveries of an edition and wakes the sender, which takes whatever is due. */
export const sendEdition: Job<{ editionId: string }> = {
  name: 'send-edition',
  payload: z.object({ editionId: id }),
  attempts: 3,
  backoffMs: 5_000,
  key: ({ editionId }) => `send-${editionId}`,
  runsAgain: false,
}

export const buildEdition: Job<{ digestId: string; localDate: string }> = {
  name: 'build-edition',
  payload: z.object({ digestId: id, localDate: z.iso.date() }),
  attempts: 5,
  backoffMs: 5_000,
  key: ({ digestId, localDate }) => `edition-${digestId}-${localDate}`,
  runsAgain: false,
}
