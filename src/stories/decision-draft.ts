import type { Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'
import { copiesAlong, othersIn, placesOf, storyNamed } from './decision-places.ts'
import type { NewDecision } from './repository-decisions-write.ts'

/** What an analyst asks for. Old ids of stories stand for their successors. */
export type Wish =
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'split'; readonly storyId: string; readonly articleIds: readonly string[] }
  | { readonly kind: 'move' | 'pin'; readonly articleId: string; readonly storyId: string }
  | { readonly kind: 'lock'; readonly storyId: string }
  | { readonly kind: 'must_link' | 'cannot_link'; readonly articleIds: readonly string[] }

/** A decision that is not written yet. `apartIds` of an act are what it would part now; applying it settles them. */
export type Draft = Omit<NewDecision, 'author' | 'reason'> & {
  /** Copies that go along, and articles that an act would leave behind. */
  readonly alongIds: readonly string[]
  readonly leftIds: readonly string[]
}

const nothing = { articleIds: [], apartIds: [], alongIds: [], leftIds: [], storyId: null, fromStoryId: null }

/**
 * Looks up what a wish names.
 * @throws UsageError when it names what is not there, or asks for what is so already or cannot be
 */
export async function draftOf(db: Queryable, wish: Wish): Promise<Draft> {
  switch (wish.kind) {
    case 'merge':
      return draftMerge(db, wish.from, wish.into)
    case 'split':
      return draftSplit(db, wish.storyId, wish.articleIds)
    case 'move':
    case 'pin':
      return draftMove(db, wish)
    case 'lock': {
      const story = await storyNamed(db, wish.storyId)
      return { ...nothing, kind: 'lock', language: story.language, storyId: story.id }
    }
    case 'must_link':
    case 'cannot_link':
      return draftLink(db, wish.kind, wish.articleIds)
  }
}

async function draftMerge(db: Queryable, fromId: string, intoId: string): Promise<Draft> {
  const [from, into] = [await storyNamed(db, fromId), await storyNamed(db, intoId)]
  if (from.id === into.id) throw new UsageError(`${fromId} and ${intoId} are one story already: ${into.id}`)
  if (from.language !== into.language) throw twoLanguages(from.language, into.language)
  return {
    ...nothing,
    kind: 'merge',
    language: into.language,
    articleIds: [from.leadArticleId, into.leadArticleId],
    storyId: into.id,
    fromStoryId: from.id,
  }
}

async function draftSplit(db: Queryable, storyId: string, named: readonly string[]): Promise<Draft> {
  const articleIds = [...new Set(named)]
  if (articleIds.length === 0) throw new UsageError('split which articles off? Name at least one')
  const story = await storyNamed(db, storyId)
  for (const place of await placesOf(db, articleIds)) {
    if (place.storyId === story.id) continue
    throw new UsageError(`article ${place.articleId} is not in story ${story.id}: it is in ${place.storyId}`)
  }
  const alongIds = await copiesAlong(db, articleIds)
  const leftIds = await othersIn(db, [story.id], [...articleIds, ...alongIds])
  if (leftIds.length === 0) {
    throw new UsageError(`a split must leave something in ${story.id}: these articles and their copies are all of it`)
  }
  return { ...nothing, kind: 'split', language: story.language, articleIds, alongIds, leftIds, fromStoryId: story.id }
}

async function draftMove(
  db: Queryable,
  { kind, articleId, storyId }: { kind: 'move' | 'pin'; articleId: string; storyId: string },
): Promise<Draft> {
  const story = await storyNamed(db, storyId)
  const [place] = await placesOf(db, [articleId])
  if (!place) throw new UsageError(`there is no article ${articleId}`)
  if (place.language !== story.language) throw twoLanguages(place.language, story.language)
  const isThere = place.storyId === story.id
  if (isThere && kind === 'move') {
    throw new UsageError(`article ${articleId} is in ${story.id} already: wirefold stories pin keeps it there`)
  }
  const alongIds = await copiesAlong(db, [articleId])
  const leftIds = kind === 'move' ? await othersIn(db, [place.storyId], [articleId, ...alongIds]) : []
  return {
    ...nothing,
    kind,
    language: story.language,
    articleIds: [articleId],
    alongIds,
    leftIds,
    storyId: story.id,
  }
}

async function draftLink(db: Queryable, kind: 'must_link' | 'cannot_link', named: readonly string[]): Promise<Draft> {
  const articleIds = [...new Set(named)]
  const [first, ...others] = articleIds
  if (first === undefined || others.length === 0) throw new UsageError('name two different articles at least')
  const places = await placesOf(db, articleIds)
  const languages = [...new Set(places.map(({ language }) => language))]
  const [language = '', another] = languages
  if (another !== undefined) throw twoLanguages(language, another)
  const stories = new Set(places.map(({ storyId }) => storyId))
  if (kind === 'must_link' && stories.size > 1) {
    throw new UsageError(
      `they are in ${[...stories].join(' and ')}: merge these, or move one; a link keeps what is together`,
    )
  }
  if (kind === 'must_link') return { ...nothing, kind, language, articleIds }
  const home = places[0]?.storyId ?? ''
  const together = places.slice(1).find(({ storyId }) => storyId === home)
  if (together) {
    throw new UsageError(
      `articles ${first} and ${together.articleId} are both in ${home}: split it or move one; a part keeps what is apart`,
    )
  }
  return { ...nothing, kind, language, articleIds: [first], apartIds: others }
}

const twoLanguages = (a: string, b: string): UsageError =>
  new UsageError(`a story has one language, and these are of ${a} and ${b}`)
