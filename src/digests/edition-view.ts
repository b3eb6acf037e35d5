import type { EditionContent, EditionCorrection, EditionStory } from './edition.ts'
import type { EditionOverlay } from './overlay.ts'

/** An edition as it is read: what the mail, the text and the pages are rendered from. */
export interface EditionView {
  /** As it was frozen. */
  readonly content: EditionContent
  /** `subscriber`: compared with what they were sent; `public`: with the digest's own editions. */
  readonly audience: 'subscriber' | 'public'
  /** Local date of the edition that it is compared with; null where there is none. */
  readonly since: string | null
  readonly groups: EditionGroups
  readonly corrections: readonly EditionCorrection[]
  readonly counts: ViewCounts
  /** Stories that a subscriber's own settings leave out. */
  readonly withheld: number
}

/** The stories of an edition in the order in which they are read, by rank within each group. */
export interface EditionGroups {
  readonly new: readonly EditionStory[]
  readonly developed: readonly EditionStory[]
  /** New and developed ones that are told in a line. */
  readonly briefly: readonly EditionStory[]
  /** Named only. */
  readonly unchanged: readonly EditionStory[]
}

/** New and developed ones are counted in whatever form they are told. */
export interface ViewCounts {
  readonly new: number
  readonly developed: number
  readonly unchanged: number
  readonly corrected: number
}

/** The edition under a subscriber's overlay; without one, the public copy. */
export function viewOf(content: EditionContent, overlay: EditionOverlay | null): EditionView {
  const corrections = overlay
    ? overlay.corrections.flatMap((place) => content.corrections[place] ?? [])
    : content.corrections
  const stories = overlay ? shownStories(content, overlay) : content.stories
  const inState = (state: EditionStory['state']) => stories.filter((story) => story.state === state).length
  return {
    content,
    audience: overlay ? 'subscriber' : 'public',
    since: overlay ? overlay.since : content.since,
    groups: groupsOf(stories),
    corrections,
    counts: {
      new: inState('new'),
      developed: inState('developed'),
      unchanged: inState('unchanged'),
      corrected: corrections.length,
    },
    withheld: overlay ? overlay.leftOut + overlay.muted : 0,
  }
}

function shownStories({ stories }: EditionContent, overlay: EditionOverlay): readonly EditionStory[] {
  const byId = new Map(overlay.stories.map((story) => [story.storyId, story]))
  return stories.flatMap((story) => {
    const shown = byId.get(story.storyId)
    return shown ? [{ ...story, ...shown }] : []
  })
}

function groupsOf(stories: readonly EditionStory[]): EditionGroups {
  const told = stories.filter(({ form, state }) => form !== 'line' && state !== 'unchanged')
  return {
    new: told.filter(({ state }) => state === 'new'),
    developed: told.filter(({ state }) => state === 'developed'),
    briefly: stories.filter(({ form, state }) => form === 'line' && state !== 'unchanged'),
    unchanged: stories.filter(({ state }) => state === 'unchanged'),
  }
}

/** All stories of a view in reading order. */
export const storiesOf = ({ groups }: Pick<EditionView, 'groups'>): readonly EditionStory[] => [
  ...groups.new,
  ...groups.developed,
  ...groups.briefly,
  ...groups.unchanged,
]

/** Whether a view tells its readers nothing that they do not know. */
export const isQuiet = ({ counts }: Pick<EditionView, 'counts'>): boolean =>
  counts.new + counts.developed + counts.corrected === 0
