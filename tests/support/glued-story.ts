import { captureVersion } from '../../src/articles/capture-version.ts'
import { importArticles, type ArticleToImport } from '../../src/articles/repository-import.ts'
import type { Database, Queryable } from '../../src/db/database.ts'
import type { Lanes } from '../../src/stories/lane.ts'
import { mergeStory } from '../../src/stories/repository.ts'
import { settingsVersion } from '../../src/stories/settings.ts'
import { resignations } from '../fixtures/streams/coverage/resignations.ts'
import { takeovers } from '../fixtures/streams/coverage/takeovers.ts'
import { coverageOf } from './labelled-stream-coverage.ts'
import { inOrder, type LabelledArticle } from './labelled-stream.ts'
import { never } from './worker-needs.ts'

/** Two events: a takeover that many newsrooms report, and a resignation that some do. */
const events = [
  { kind: takeovers, story: 'takeover-1' },
  { kind: resignations, story: 'resignation-0' },
]

/** All that is printed about the two, more than a dozen independent reports of each. */
export const twoEvents: readonly LabelledArticle[] = inOrder(
  events.flatMap(({ kind, story }) =>
    [11, 12, 13, 14, 15, 16].flatMap((seed) =>
      coverageOf(kind, seed)
        .filter((article) => article.story === story)
        .map((article) => ({ ...article, id: `${seed}-${article.id}`, url: `${article.url}-${seed}` })),
    ),
  ),
)

/** Stories of the two events as the lane has placed them, the one with more reports first. */
export async function placeTwoEvents(db: Database, lanes: Lanes, now: Date): Promise<readonly [string, string]> {
  await db.transaction((tx) => importArticles(tx, twoEvents.map(imported), now))
  await lanes.run('en', never)
  const [first = '', second = '', ...others] = await largestStories(db)
  if (second === '' || others.length > 0) throw new Error('the two events are not two stories')
  return [first, second]
}

/** As the lane does it when it takes two stories for one. */
export async function mergeByLane(db: Database, merge: { from: string; into: string }, now: Date): Promise<void> {
  const [lane] = await db.query<{ fence: string }>(`select fence from lane where language = 'en'`)
  const signature = { language: 'en', fence: lane?.fence ?? '0', settingsVersion, now }
  await db.transaction((tx) => mergeStory(tx, merge, signature))
}

/** Open stories, most originals first. */
async function largestStories(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `select story_id as id from story_article where original_id is null group by story_id order by count(*) desc, story_id`,
  )
  return rows.map(({ id }) => id)
}

/** As an import brings it. */
export function imported({ id, url, publisher, publishedAt, title, text }: LabelledArticle): ArticleToImport {
  const none = { standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null }
  const captured = captureVersion({ ...none, title, text, language: 'en' })
  return { externalId: id, url, publisher, publishedAt, captured }
}
