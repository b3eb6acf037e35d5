import type { EditionContent, EditionStory } from './edition.ts'

/** The stories of an edition as it is read: at length first, then shorter, then in a line each; by rank within. */
export interface ReadingOrder {
  readonly full: readonly EditionStory[]
  readonly short: readonly EditionStory[]
  readonly line: readonly EditionStory[]
}

export function readingOrder({ stories }: EditionContent): ReadingOrder {
  const ofForm = (form: EditionStory['form']) => stories.filter((story) => story.form === form)
  return { full: ofForm('full'), short: ofForm('short'), line: ofForm('line') }
}
