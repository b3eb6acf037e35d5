import { type EditionContent, type EditionStory, sentencesOfStory } from './edition.ts'
import { type Newness, newnessOf, type StoryPrint, toldStories } from './newness.ts'

/**
 * A frozen edition as some subscribers are shown it; what a mail had no room for counts as shown, since its web copy has it. It is computed from the frozen content, from what they were really
 * sent and from their own choices, and from nothing else; it is stored as JSON and hashed, so it is plain data.
 */
export interface EditionOverlay {
  /** Local date of the edition that they were sent last; null for the first. */
  readonly since: string | null
  /** Every story that is shown, in order of rank. */
  readonly stories: readonly OverlayStory[]
  /** Corrections of what they were sent, by their places in the content. */
  readonly corrections: readonly number[]
  /** Stories that are not shown because they chose those at length alone. */
  readonly leftOut: number
  /** Stories that are not shown because they muted them. */
  readonly muted: number
}

export interface OverlayStory extends Newness {
  readonly storyId: string
}

/** What subscribers were really sent of a digest before. */
export interface SentBefore {
  /** Local date of the latest edition. */
  readonly since: string | null
  /** The stories that those editions showed them, the oldest first, by the ids that the content to come has for them. */
  readonly prints: readonly StoryPrint[]
}

export interface OverlayChoices {
  /** Ids of the content's stories that they do not want to see. */
  readonly muted: ReadonlySet<string>
  readonly length: 'whole' | 'top'
}

/** Compares an edition with what was sent before, once for all who were sent the same; the answer takes their choices. */
export function openOverlays(
  content: EditionContent,
  { since, prints }: SentBefore,
): (choices: OverlayChoices) => EditionOverlay {
  const told = toldStories(prints)
  const atLength = new Set(content.stories.flatMap(({ form, storyId }) => (form === 'full' ? [storyId] : [])))
  const stories = content.stories.map((story) => ({
    storyId: story.storyId,
    ...newnessOf(toTell(story), told.get(story.storyId) ?? null),
  }))
  const sent = new Set(prints.map(({ storyId, localDate }) => `${localDate} ${storyId}`))
  const corrections = content.corrections.flatMap(({ editionDate, storyId }, place) =>
    sent.has(`${editionDate} ${storyId}`) ? [place] : [],
  )
  return ({ muted, length }) => {
    const wanted = stories.filter(({ storyId }) => !muted.has(storyId))
    const shown = length === 'top' ? wanted.filter(({ storyId }) => atLength.has(storyId)) : wanted
    return {
      since,
      stories: shown,
      corrections: corrections.filter((place) => !muted.has(content.corrections[place]?.storyId ?? '')),
      leftOut: wanted.length - shown.length,
      muted: stories.length - wanted.length,
    }
  }
}

const toTell = (story: EditionStory) => ({
  language: story.language,
  sentences: sentencesOfStory(story).map(({ text }) => text),
  sources: story.sources,
})
