import type { EditionContent, EditionStory } from './edition.ts'

/** What an edition has that is like any other, and one that was frozen by an older release may lack. */
export const PLAIN_EDITION = {
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
    ...PLAIN_EDITION,
    ...stored,
    stories: stored.stories.map((story) => ({ ...STORY_FIELDS, ...story })),
  }
}
