import { namesIn } from '../text/names.ts'
import { type EditionSource, type EditionStory, sentencesOfStory } from './edition.ts'
import { openTold, type Told } from './told-words.ts'
import { tellingFigures } from './telling-figures.ts'

/** What readers were told of a story before. */
export interface ToldStory {
  /** Local date of the latest edition that told it. */
  readonly localDate: string
  /** Every headline and sentence of it that earlier editions showed. */
  readonly sentences: readonly string[]
  /** Every article that they listed, copies among them. */
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
      sentences: [...(before?.sentences ?? []), story.headline, ...sentencesOfStory(story).map(({ text }) => text)],
      articleIds: new Set([...(before?.articleIds ?? []), ...articlesOf(story.sources)]),
    })
  }
  return told
}

const articlesOf = (sources: readonly EditionSource[]): readonly string[] =>
  sources.flatMap(({ articleId, copies }) => [articleId, ...copies.map((copy) => copy.articleId)])

/** What a story has that readers were not told before. */
export type Newness = Pick<EditionStory, 'state' | 'previousDate' | 'newReports' | 'newFigures' | 'newNames'>

/** The story as it is told now. */
export interface StoryToTell {
  readonly language: string
  readonly sentences: readonly string[]
  readonly sources: readonly EditionSource[]
}

/** Figures and names that are said to be new: a reader takes in a few at a glance. */
const SAID = 3

/**
 * Compares a story with what readers were told of it; null for nothing. It has developed when a sentence of it is new, and
 * is unchanged otherwise, however many reports have come. A sentence is new when every earlier one holds less than .6 of
 * its content, or when it has a figure or a name that none of them had. O(sentences × earlier sentences).
 */
export function newnessOf(story: StoryToTell, told: ToldStory | null): Newness {
  if (told === null) return { state: 'new', previousDate: null, newReports: 0, newFigures: [], newNames: [] }
  const before = openTold(told.sentences, story.language)
  const names = untoldNames(story, before)
  const fresh = story.sentences.filter((text) => before.isNew(text) || names.some((name) => text.includes(name)))
  return {
    state: fresh.length > 0 || story.sentences.length === 0 ? 'developed' : 'unchanged',
    previousDate: told.localDate,
    newReports: newReports(story.sources, told),
    newFigures: tellingFigures(fresh, story.language, before.hasFigure).slice(0, SAID),
    newNames: names.slice(0, SAID),
  }
}

/** Publishers with a report of their own that was not listed before. */
function newReports(sources: readonly EditionSource[], { articleIds }: ToldStory): number {
  return new Set(sources.filter(({ articleId }) => !articleIds.has(articleId)).map(({ publisher }) => publisher)).size
}

/** Longer names first, which are those of people and bodies, and of one bearer the longest; then in the order of reading. */
function untoldNames({ sentences }: StoryToTell, before: Told): readonly string[] {
  const byLastWord = new Map<string, string>()
  const names = namesIn(sentences.join('\n')).filter((name) => !before.hasName(name))
  for (const name of names.sort((a, b) => b.split(' ').length - a.split(' ').length)) {
    const lastWord = name.slice(name.lastIndexOf(' ') + 1)
    if (!byLastWord.has(lastWord)) byLastWord.set(lastWord, name)
  }
  return [...byLastWord.values()]
}
