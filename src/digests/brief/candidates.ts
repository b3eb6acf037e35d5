import { mostLikeness } from './choose.ts'
import { gainOf } from './gain.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'

/** A report that is not heard in the brief is worth a little more to an editor. */
const hearing = 1.2

/**
 * The sentences that a brief would show next, best first: each understood where it stands, none saying again what a
 * shown one or a better candidate says. At most `most`. O(sentences x words of a sentence).
 */
export function candidatesFor(story: StoryText, shown: readonly SourceSentence[], most: number): SourceSentence[] {
  if (most === 0) return []
  const covered = new Uint8Array(story.concepts.count)
  for (const sentence of shown) for (const concept of story.concepts.conceptsOf(sentence)) covered[concept] = 1
  const told = { covered, heard: new Set(shown.map(({ article }) => story.reports[article] ?? 0)), hearing }
  const ranked = story.sentences
    .filter((sentence) => sentence.canOpen && !shown.includes(sentence))
    .map((sentence) => ({ sentence, gain: gainOf(story, told, [sentence]) }))
    .sort((a, b) => b.gain - a.gain)
  const found: SourceSentence[] = []
  for (const { sentence } of ranked) {
    if (found.length === most) break
    const isSaid = (other: SourceSentence): boolean => story.likeness(other, sentence) > mostLikeness
    if (!shown.some(isSaid) && !found.some(isSaid)) found.push(sentence)
  }
  return found
}
