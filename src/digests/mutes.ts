import { words } from '../text/words.ts'
import { type EditionContent, type EditionCorrection, type EditionStory, sentencesOfStory } from './edition.ts'

/** What a subscriber does not want to hear of: stories by the ids that the edition has for them, names as written. */
export interface Mutes {
  readonly storyIds: readonly string[]
  readonly names: readonly string[]
}

/**
 * Which stories of an edition, told or corrected, a subscriber's mutes hit. A name hits a story where it stands, word for word and in any case,
 * in the headline or in a sentence that is told. Reads the edition once, and each name once for all subscribers.
 */
export function openMutes({
  stories,
  corrections,
}: Pick<EditionContent, 'stories' | 'corrections'>): (mutes: Mutes) => ReadonlySet<string> {
  const said = [
    ...stories.map((story) => [story.storyId, wordLine(shownText(story), story.language)] as const),
    ...corrections.map((one) => [one.storyId, wordLine(correctedText(one), one.language)] as const),
  ]
  const hits = new Map<string, readonly string[]>()
  const hitBy = (name: string): readonly string[] => {
    const known = hits.get(name)
    if (known) return known
    const phrase = wordLine(name, 'und')
    const found = said.flatMap(([id, line]) => (phrase.trim() !== '' && line.includes(phrase) ? [id] : []))
    hits.set(name, found)
    return found
  }
  const known = new Set(said.map(([id]) => id))
  return ({ storyIds, names }) => new Set([...storyIds.filter((id) => known.has(id)), ...names.flatMap(hitBy)])
}

const shownText = (story: EditionStory): string =>
  [story.headline, ...sentencesOfStory(story).map(({ text }) => text)].join('\n')

const correctedText = ({ headline, quoted, now }: EditionCorrection): string => [headline, quoted, now ?? ''].join('\n')

/** Words between single spaces, so that a name is found as whole words only. */
const wordLine = (text: string, language: string): string =>
  ` ${words(text, language === 'und' ? null : language).join(' ')} `
