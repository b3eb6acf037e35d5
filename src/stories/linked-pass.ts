import type { Clock } from '../clock.ts'
import type { Database, Queryable } from '../db/database.ts'
import { linkedMarks } from './linked-marks.ts'
import { defaultLinkSettings, LinkedStories, type StoryLink } from './linked-stories.ts'
import {
  listMerged,
  lockLinks,
  markLinked,
  type OriginalToLink,
  readLinked,
  saveLinks,
  takeUnlinked,
} from './repository-links.ts'

/** Articles compared in one transaction. */
const BATCH = 200
/** Merges are looked for from this long before the last batch on: they are stamped when they begin, not when they are seen. */
const MERGE_OVERLAP_MS = 3_600_000

/** The marks in memory, and when they were last the newest. */
interface Known {
  readonly sequence: string
  readonly stories: LinkedStories
  readonly at: Date
}

export interface LinkNeeds {
  readonly db: Database
  readonly clock: Clock
}

/**
 * Searches for links between stories of different languages, behind all lanes: it reads what they have placed and writes
 * nothing of theirs. One process does it at a time, held together by the lock on one row; marks in memory are used again
 * when the row says that nobody else has searched since, and are made anew from Postgres otherwise.
 */
export class LinkPass {
  private readonly needs: LinkNeeds
  private known: Known | undefined

  constructor(needs: LinkNeeds) {
    this.needs = needs
  }

  /** Compares all originals that were placed since the last search; returns how many those were. Idempotent. */
  async run(signal: AbortSignal): Promise<number> {
    let compared = 0
    while (!signal.aborted) {
      const taken = await this.runBatch()
      compared += taken
      if (taken < BATCH) break
    }
    return compared
  }

  private async runBatch(): Promise<number> {
    const { db, clock } = this.needs
    let cached = this.known
    this.known = undefined // a batch that fails has seen what was never stored
    const at = clock.now()
    const done = await db.transaction(async (tx) => {
      const before = await lockLinks(tx)
      const newest = cached?.sequence === before ? cached : undefined
      cached = undefined // nor is it used again when the transaction is
      const originals = await takeUnlinked(tx, BATCH)
      if (originals.length === 0) return { taken: 0, known: newest }
      const stories = newest ? await caughtUp(tx, newest) : await rebuild(tx, originals)
      await saveLinks(tx, linksOf(stories, originals), at)
      const compared = originals.map(({ articleId }) => articleId)
      return { taken: originals.length, known: { sequence: await markLinked(tx, compared), stories, at } }
    })
    this.known = done.known
    return done.taken
  }
}

async function caughtUp(tx: Queryable, { stories, at }: Known): Promise<LinkedStories> {
  const since = new Date(at.getTime() - MERGE_OVERLAP_MS)
  for (const [from, into] of await listMerged(tx, since)) stories.merge(from, into)
  return stories
}

async function rebuild(tx: Queryable, coming: readonly OriginalToLink[]): Promise<LinkedStories> {
  const stories = new LinkedStories()
  const newest = Math.max(...coming.map(({ at }) => at.getTime()))
  const { windowDays, mostArticles } = defaultLinkSettings
  const from = new Date(newest - windowDays * 86_400_000)
  for await (const step of readLinked(tx, { from, limit: mostArticles })) {
    for (const original of step) stories.restore(markedOf(original))
  }
  return stories
}

const markedOf = (original: OriginalToLink) => ({ ...original, marks: linkedMarks(original) })

const linksOf = (stories: LinkedStories, originals: readonly OriginalToLink[]): StoryLink[] =>
  originals.flatMap((original) => stories.add(markedOf(original)))
