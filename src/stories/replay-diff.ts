import { type Agreement, agreementOf, type ComparedArticle } from './replay-agreement.ts'
import { groupBy, overlapsOf, type Overlap } from './replay-overlap.ts'

/** Part of a story, under the id that the other side gives it. */
export interface StoryPart {
  readonly storyId: string
  readonly articleIds: readonly string[]
}

/** A stored story of which the replay makes several, or a replayed one made of several stored ones; largest part first. */
export interface StoryParts {
  readonly storyId: string
  readonly parts: readonly StoryPart[]
}

export interface MovedBetween {
  readonly articleId: string
  readonly from: string
  readonly to: string
}

export interface CopyChange {
  readonly articleId: string
  readonly storedOriginalId: string | null
  readonly replayedOriginalId: string | null
}

export interface StoryDiff {
  /** Articles that were placed anew, and how many stories they are in on both sides. */
  readonly articles: number
  readonly stored: number
  readonly replayed: number
  /** Stored stories with the same articles and id, and with the same articles under another id. */
  readonly unchanged: number
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  readonly split: readonly StoryParts[]
  readonly merged: readonly StoryParts[]
  /** Articles that went from one story to another where both are still there. */
  readonly moved: readonly MovedBetween[]
  readonly newCopies: readonly CopyChange[]
  readonly copiesNoMore: readonly CopyChange[]
  readonly otherOriginals: readonly CopyChange[]
  readonly pairs: Agreement
  readonly bcubed: Agreement
}

/**
 * What a replay changes. Stories of both sides are matched one to one, largest overlap first: a replayed story that is left
 * without a match is a part of the stored one with which it shares most, which is split by it; a stored story left without
 * one is merged into the replayed story that holds most of it; whatever else crosses over has moved.
 *
 * O(articles + overlaps * log(overlaps)). The order of the articles changes nothing but the order of the copies.
 * @param articles all articles of the stories that hold a replayed one on either side
 */
export function diffStories(articles: readonly ComparedArticle[]): StoryDiff {
  const overlaps = overlapsOf(articles)
  const { storyMatches, splinterOf, mergedInto } = matched(overlaps)
  const kindOf = ({ storedId, replayedId }: Overlap) => {
    if (storyMatches.get(storedId) === replayedId) return 'kept'
    if (splinterOf.get(replayedId) === storedId) return 'split'
    return mergedInto.get(storedId) === replayedId ? 'merged' : 'moved'
  }
  const crossing = overlaps.filter((overlap) => kindOf(overlap) === 'moved')
  const partsWhere = (kind: 'split' | 'merged', whole: 'storedId' | 'replayedId', part: 'storedId' | 'replayedId') =>
    partsOf(
      overlaps.filter((overlap) => [kind, 'kept'].includes(kindOf(overlap))),
      whole,
      part,
    )
  const same = sameStories(overlaps)
  return {
    articles: articles.filter(({ isReplayed }) => isReplayed).length,
    stored: new Set(overlaps.map(({ storedId }) => storedId)).size,
    replayed: new Set(overlaps.map(({ replayedId }) => replayedId)).size,
    unchanged: same.filter(({ storedId, replayedId }) => storedId === replayedId).length,
    renamed: same
      .filter(({ storedId, replayedId }) => storedId !== replayedId)
      .map(({ storedId, replayedId }) => ({ from: storedId, to: replayedId })),
    split: partsWhere('split', 'storedId', 'replayedId'),
    merged: partsWhere('merged', 'replayedId', 'storedId'),
    moved: crossing.flatMap(({ storedId, replayedId, articleIds }) =>
      articleIds.map((articleId) => ({ articleId, from: storedId, to: replayedId })),
    ),
    ...copyChanges(articles),
    ...agreementOf(articles),
  }
}

/** One to one, and what is left over on either side by its largest overlap. */
function matched(overlaps: readonly Overlap[]) {
  const storyMatches = new Map<string, string>()
  const taken = new Set<string>()
  for (const { storedId, replayedId } of overlaps) {
    if (storyMatches.has(storedId) || taken.has(replayedId)) continue
    storyMatches.set(storedId, replayedId)
    taken.add(replayedId)
  }
  const splinterOf = new Map<string, string>()
  const mergedInto = new Map<string, string>()
  for (const { storedId, replayedId } of overlaps) {
    if (!taken.has(replayedId) && !splinterOf.has(replayedId)) splinterOf.set(replayedId, storedId)
    if (!storyMatches.has(storedId) && !mergedInto.has(storedId)) mergedInto.set(storedId, replayedId)
  }
  return { storyMatches, splinterOf, mergedInto }
}

function partsOf(
  overlaps: readonly Overlap[],
  whole: 'storedId' | 'replayedId',
  part: 'storedId' | 'replayedId',
): readonly StoryParts[] {
  const byWhole = groupBy(overlaps, (overlap) => overlap[whole])
  return [...byWhole]
    .filter(([, parts]) => parts.length > 1)
    .map(([storyId, parts]) => ({
      storyId,
      parts: parts.map((overlap) => ({ storyId: overlap[part], articleIds: overlap.articleIds })),
    }))
}

/** Overlaps that are all of both stories. */
function sameStories(overlaps: readonly Overlap[]): readonly Overlap[] {
  const stored = groupBy(overlaps, ({ storedId }) => storedId)
  const replayed = groupBy(overlaps, ({ replayedId }) => replayedId)
  return overlaps.filter(
    ({ storedId, replayedId }) => stored.get(storedId)?.length === 1 && replayed.get(replayedId)?.length === 1,
  )
}

function copyChanges(articles: readonly ComparedArticle[]) {
  const changes = articles
    .filter((one) => one.isReplayed && one.storedOriginalId !== one.replayedOriginalId)
    .map(({ articleId, storedOriginalId, replayedOriginalId }) => ({ articleId, storedOriginalId, replayedOriginalId }))
  return {
    newCopies: changes.filter(({ storedOriginalId }) => storedOriginalId === null),
    copiesNoMore: changes.filter(({ replayedOriginalId }) => replayedOriginalId === null),
    otherOriginals: changes.filter((one) => one.storedOriginalId !== null && one.replayedOriginalId !== null),
  }
}
