import type { ReadPage } from '../src/articles/read-page.ts'
import type { ReadStoredRules } from '../src/articles/stored-rules.ts'
import type { Clock } from '../src/clock.ts'
import type { Database } from '../src/db/database.ts'
import type { Mailing } from '../src/deliveries/mailing.ts'
import type { Reword } from '../src/digests/compose-stored.ts'
import type { IntervalBounds } from '../src/feeds/next-poll.ts'
import type { ParseFeed } from '../src/feeds/parse/parse-feed.ts'
import type { FetchPage } from '../src/fetch/fetch-page.ts'
import type { Pace } from '../src/fetch/host-pace.ts'
import type { PostForm } from '../src/fetch/post-form.ts'
import type { Robots } from '../src/fetch/robots.ts'
import type { SendMail } from '../src/mail/send-mail.ts'
import type { Pause } from '../src/pause.ts'
import { bindWorker, type BoundWorker, type Queue } from '../src/queue/job.ts'
import type { Lanes } from '../src/stories/lane.ts'
import type { LinkPass } from '../src/stories/linked-pass.ts'
import { buildEditionWorker } from './build-edition.ts'
import { clusterArticleWorker } from './cluster-article.ts'
import { linkStoriesWorker } from './link-stories.ts'
import { pollFeedWorker } from './poll-feed.ts'
import { proposeSplitsWorker } from './propose-splits.ts'
import { revisitArticleWorker } from './revisit-article.ts'
import { scrapeArticleWorker } from './scrape-article.ts'
import { sendEditionWorker } from './send-edition.ts'
import { subscribeFeedWorker } from './subscribe-feed.ts'

/** All that the workers use. */
export interface WorkerNeeds {
  readonly db: Database
  readonly queue: Queue
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly random: () => number
  /** An unguessable text. */
  readonly newToken: () => string
  readonly fetchPage: FetchPage
  readonly postForm: PostForm
  readonly pace: Pace
  readonly robots: Robots
  readonly readPage: ReadPage
  readonly parseFeed: ParseFeed
  readonly readRules: ReadStoredRules
  readonly lanes: Lanes
  readonly links: LinkPass
  readonly intervals: IntervalBounds
  readonly settleSeconds: number
  /** Whether pages are read with what the feeds say of them. */
  readonly feedLabels: boolean
  /** Whether pages are read with what other pages of their site have shown. */
  readonly siteMemory: boolean
  /** Where hubs reach the pages; null where they cannot. */
  readonly publicUrl: string | null
  readonly pause: Pause
  /** Milliseconds between the end of an edition's window and the time when it is due. */
  readonly editionGraceMs: number
  readonly sendMail: SendMail
  readonly mailing: Mailing
  /** Absent where no writer is set. */
  readonly reword?: Reword
}

export interface Concurrency {
  readonly poll: number
  readonly scrape: number
}

/** Every job and the code that does it, bound to its needs: what `wirefold work` runs. */
export function bindWorkers(needs: WorkerNeeds, concurrency: Concurrency): readonly BoundWorker[] {
  return [
    bindWorker(pollFeedWorker, needs, concurrency.poll),
    bindWorker(scrapeArticleWorker, needs, concurrency.scrape),
    bindWorker(revisitArticleWorker, needs, Math.ceil(concurrency.scrape / 2)), // new articles come first
    bindWorker(clusterArticleWorker, needs, 2), // lanes of two languages side by side; each is serial by itself
    bindWorker(linkStoriesWorker, needs, 1),
    bindWorker(proposeSplitsWorker, needs, 1),
    bindWorker(buildEditionWorker, needs, 1),
    bindWorker(sendEditionWorker, needs, 1),
    bindWorker(subscribeFeedWorker, needs, 2), // one hub that hangs does not hold back the others
  ]
}
