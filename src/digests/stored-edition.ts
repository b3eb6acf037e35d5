import type { EditionContent, EditionStory } from './edition.ts'

/** What editions that were frozen by an older release may lack. */
const FIELDS = {
  dueAt: null,
  since: null,
  notices: [],
  note: null,
  leftOut: 0,
  nearest: null,
  corrections: [],
} satisfies Partial<EditionContent>

const STORY_FIELDS = { newFigures: [], newNames: [], note: null } satisfies Partial<EditionStory>

/** Stored content as this release reads it: every field stands. What is stored, and its hash, stay as they are. */
export function readStoredEdition(stored: EditionContent): EditionContent {
  return {
    ...FIELDS,
    ...stored,
    stories: stored.stories.map((story) => ({ ...STORY_FIELDS, ...story })),
  }
}
