import type { Database } from '../db/database.ts'
import type { ComparedArticle } from './replay-agreement.ts'
import type { StoryDiff } from './replay-diff.ts'
import type { ReplayState } from './replay-state.ts'
import { listHeadlines, listStoredOriginals, listStoredScores } from './repository-replay.ts'
import { listReplayedScores, savePlaces, saveStories } from './repository-replay-scratch.ts'

/** Rows read or written at once. */
const STEP = 5_000

/** Writes where everything stands into the scratch schema. */
export async function saveOutcome(
  db: Database,
  schema: string,
  language: string,
  { places, stored, replayed }: ReplayState,
): Promise<void> {
  const placed = [...places.values()].map((place) => ({
    ...place,
    storyId: replayed.storyOf(place.articleId) ?? '',
    storedId: stored.storyOf(place.articleId) ?? '',
  }))
  for (const { from, step } of inSteps(placed)) await savePlaces(db, schema, step, from + 1)
  const successions = replayed.successions()
  const ids = [...new Set([...placed.map(({ storyId }) => storyId), ...successions.keys()])]
  for (const { step } of inSteps(ids)) {
    const stories = step.map((id) => ({ id, mergedInto: successions.get(id) ?? null }))
    await saveStories(db, schema, language, stories)
  }
}

/** The articles of every story that holds a replayed one on either side, in the order of the stream. */
export async function comparedIn(
  db: Database,
  { places, stored, replayed }: ReplayState,
): Promise<readonly ComparedArticle[]> {
  const all = [...places.values()].map(({ articleId, originalId, isReplayed }) => ({
    articleId,
    storedId: stored.storyOf(articleId) ?? '',
    replayedId: replayed.storyOf(articleId) ?? '',
    replayedOriginalId: originalId,
    isReplayed,
  }))
  const judged = all.filter(({ isReplayed }) => isReplayed)
  const storedIds = new Set(judged.map(({ storedId }) => storedId))
  const replayedIds = new Set(judged.map(({ replayedId }) => replayedId))
  const concerned = all.filter((one) => storedIds.has(one.storedId) || replayedIds.has(one.replayedId))
  const originals = new Map<string, string>()
  for (const { step } of inSteps(concerned.map(({ articleId }) => articleId))) {
    const rows = await listStoredOriginals(db, step)
    for (const { articleId, originalId } of rows) originals.set(articleId, originalId)
  }
  return concerned.map((one) => ({ ...one, storedOriginalId: originals.get(one.articleId) ?? null }))
}

/** What a person wants to know of the differences besides. */
export interface DiffDetails {
  /** Of the articles that moved, by id: the scores by which both sides placed them at first. */
  readonly scores: ReadonlyMap<string, { readonly stored: number | null; readonly replayed: number | null }>
  /** Of every article that the differences name, and of the first one of every story and part that they name. */
  readonly headlines: ReadonlyMap<string, string>
  /** By a story's id on either side. */
  readonly firstArticles: ReadonlyMap<string, string>
}

export async function detailsOf(
  db: Database,
  schema: string,
  diff: StoryDiff,
  compared: readonly ComparedArticle[],
): Promise<DiffDetails> {
  const firstArticles = new Map<string, string>()
  for (const { articleId, storedId, replayedId } of compared) {
    for (const id of [storedId, replayedId]) if (!firstArticles.has(id)) firstArticles.set(id, articleId)
  }
  const scores = new Map<string, { stored: number | null; replayed: number | null }>()
  const headlines = new Map<string, string>()
  for (const { step } of inSteps(diff.moved.map(({ articleId }) => articleId))) {
    const stored = scoresById(await listStoredScores(db, step))
    const replayed = scoresById(await listReplayedScores(db, schema, step))
    for (const id of step) scores.set(id, { stored: stored.get(id) ?? null, replayed: replayed.get(id) ?? null })
  }
  for (const { step } of inSteps([...articlesNamed(diff, firstArticles)])) {
    for (const { articleId, headline } of await listHeadlines(db, step)) headlines.set(articleId, headline)
  }
  return { scores, headlines, firstArticles }
}

function articlesNamed(diff: StoryDiff, firstArticles: ReadonlyMap<string, string>): ReadonlySet<string> {
  const { split, merged, moved, newCopies, copiesNoMore, otherOriginals } = diff
  const stories = [...split.map(({ storyId }) => storyId), ...merged.map(({ storyId }) => storyId)]
  return new Set([
    ...[...moved, ...newCopies, ...copiesNoMore, ...otherOriginals].map(({ articleId }) => articleId),
    ...[...stories, ...moved.flatMap(({ from, to }) => [from, to])].flatMap((id) => firstArticles.get(id) ?? []),
    ...[...split, ...merged].flatMap(({ parts }) => parts.flatMap(({ articleIds }) => articleIds[0] ?? [])),
  ])
}

const scoresById = (rows: readonly { readonly articleId: string; readonly score: number | null }[]) =>
  new Map(rows.map(({ articleId, score }) => [articleId, score]))

function* inSteps<T>(values: readonly T[]): Generator<{ readonly from: number; readonly step: readonly T[] }, void> {
  for (let from = 0; from < values.length; from += STEP) yield { from, step: values.slice(from, from + STEP) }
}
