import type { Database } from '../db/database.ts'
import type { ComparedArticle } from './replay-agreement.ts'
import { diffStories, type StoryDiff } from './replay-diff.ts'
import { mustGoOn, replayLanguage } from './replay-language.ts'
import { comparedIn, type DiffDetails, detailsOf, saveOutcome } from './replay-outcome.ts'
import type { ReplaySettings } from './replay-settings.ts'
import { listObeyedAt } from './repository-decisions.ts'
import { countUnplaced, listReplayLanguages, type ReplaySpan } from './repository-replay.ts'
import { createScratch, dropScratch, saveHeading } from './repository-replay-scratch.ts'

export interface ReplayNeeds {
  readonly db: Database
  readonly now: Date
  readonly newStoryId: (at: Date) => string
  readonly stop: AbortSignal
  /** `placed anew`, or `open before` with the language, and how many articles. */
  readonly onProgress: (stage: string, done: number, total: number) => void
  /** Events of all lanes between two articles of the span that are passed over rather than gone through. */
  readonly gap?: number
}

export interface ReplayWish {
  readonly span: ReplaySpan
  readonly settings: ReplaySettings
  /** Null for all. */
  readonly language: string | null
  readonly obeysDecisions: boolean
  /** The scratch schema to make. */
  readonly schema: string
  readonly keepsSchema: boolean
}

export interface Replayed extends DiffDetails {
  readonly languages: readonly string[]
  /** Articles outside the span that stood as stored, in stories of articles that were placed anew. */
  readonly standing: number
  /** Articles of the span that no lane has placed yet: no part of the replay. */
  readonly unplaced: number
  /** Analysts' decisions that hold now and were obeyed. */
  readonly decisions: number
  readonly diff: StoryDiff
}

/**
 * Runs lanes again over the stored articles of a span into a scratch schema and compares the stories. Live tables are only
 * read, and no lane is taken: workers go on.
 *
 * - **Order.** Articles come in the order of the ledger, not of their times: that is what really happened. Batches of
 *   settled rounds, late entries and standbys make another order than that of the times, and stories depend on it.
 * - **Before the span.** What was open when the first of the articles came stands as stored, also under other settings:
 *   the articles meet the stories that they met. Articles outside the span that came meanwhile stand as stored too.
 * - **After it.** The stored stories are those after the last of the articles, so that merges by later ones are no
 *   difference; what people have done since counts on both sides.
 * - **Decisions** are obeyed from when the lane applied them; undone ones until it undid them. All that hold today hold in
 *   the result, whatever the settings.
 *
 * With the settings and the release that placed them, the same articles give the same stories: the diff is empty. Time is
 * linear in the articles that lanes placed from the first to the last of the span but for gaps; memory holds what is open
 * and a short record of each article.
 * @throws AppError REPLAY_STOPPED (retry) when `stop` was given; REPLAY_SCRATCH_LEFT when the schema could not be dropped
 */
export async function replayStories(needs: ReplayNeeds, wish: ReplayWish): Promise<Replayed> {
  const { db, now } = needs
  const { schema, keepsSchema, span, settings, obeysDecisions } = wish
  try {
    await createScratch(db, schema)
    const { version } = settings
    await saveHeading(db, schema, { ...span, version, settings: settings.settings, obeysDecisions, now })
    return await replayAll(needs, wish)
  } finally {
    if (!keepsSchema) await dropScratch(db, schema)
  }
}

const PLACED = 'placed anew'

async function replayAll(needs: ReplayNeeds, wish: ReplayWish): Promise<Replayed> {
  const { db, now, stop } = needs
  const { span, schema, language: only, obeysDecisions } = wish
  const found = await listReplayLanguages(db, span)
  const chosen = found.filter(({ language }) => only === null || only === language)
  const total = chosen.reduce((sum, { articles }) => sum + articles, 0)
  const compared: ComparedArticle[] = []
  let [done, decisions] = [0, 0]
  for (const { language, articles } of chosen) {
    const onPlaced = (placed: number) => needs.onProgress(PLACED, done + placed, total)
    onPlaced(0)
    const state = await replayLanguage(needs, wish, language, onPlaced)
    mustGoOn(stop)
    done += articles
    if (obeysDecisions) decisions += (await listObeyedAt(db, language, now)).length
    await saveOutcome(db, schema, language, state)
    for (const one of await comparedIn(db, state)) compared.push(one)
  }
  const diff = diffStories(compared)
  return {
    languages: chosen.map(({ language }) => language),
    standing: compared.filter(({ isReplayed }) => !isReplayed).length,
    unplaced: await countUnplaced(db, span, only),
    decisions,
    diff,
    ...(await detailsOf(db, schema, diff, compared)),
  }
}
