import { type EditionSource, type EditionStory, sentencesOfStory } from './edition.ts'

/** What readers were told of a story before. */
export interface ToldStory {
  /** Local date of the latest edition that told it. */
  readonly localDate: string
  /** Every sentence of it that earlier editions showed. */
  readonly sentences: readonly string[]
  /** Every article that they listed. */
  readonly articleIds: ReadonlySet<string>
}

/** A story as an edition told it. */
export interface StoryPrint {
  /** The id that it goes by now: it may have been merged since. */
  readonly storyId: string
  readonly localDate: string
  readonly story: EditionStory
}

/** What readers of some editions were told, by story. `prints` has the oldest first. */
export function toldStories(prints: readonly StoryPrint[]): ReadonlyMap<string, ToldStory> {
  const told = new Map<string, ToldStory>()
  for (const { storyId, localDate, story } of prints) {
    const before = told.get(storyId)
    told.set(storyId, {
      localDate,
      sentences: [...(before?.sentences ?? []), ...sentencesOfStory(story).map(({ text }) => text)],
      articleIds: new Set([...(before?.articleIds ?? []), ...story.sources.map(({ articleId }) => articleId)]),
    })
  }
  return told
}

/** What a story has that readers were not told before. */
export type Newness = Pick<EditionStory, 'state' | 'previousDate' | 'newReports' | 'newFigures' | 'newNames'>

/** The story as it is told now. */
export interface StoryToTell {
  readonly language: string
  readonly sentences: readonly string[]
  readonly sources: readonly EditionSource[]
}

/** Compares a story with what readers were told of it; null for nothing. */
export function newnessOf(story: StoryToTell, told: ToldStory | null): Newness {
  if (told === null) return { state: 'new', previousDate: null, newReports: 0, newFigures: [], newNames: [] }
  const newReports = story.sources.filter(({ articleId }) => !told.articleIds.has(articleId)).length
  return { state: 'developed', previousDate: told.localDate, newReports, newFigures: [], newNames: [] }
}
