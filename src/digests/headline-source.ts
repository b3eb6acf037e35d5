import type { EditionSource, EditionStory } from './edition.ts'

/**
 * The source that a story's headline leads to; its own title is then not repeated below. Only for stories told in a
 * line: longer ones list all their sources by title. The first source where the headline is nobody's title.
 */
export function headlineSource({ form, headline, sources }: EditionStory): EditionSource | null {
  if (form !== 'line') return null
  return sources.find(({ title }) => title.trim() === headline) ?? sources[0] ?? null
}
