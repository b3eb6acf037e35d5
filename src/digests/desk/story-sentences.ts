import { type EditionSentence, type EditionStory, sentencesOfStory } from '../edition.ts'
import { type SentenceKey, sentenceKey } from './edit.ts'

/** The sentence of a told story by its key, or undefined. */
export const findSentence = (story: EditionStory, key: SentenceKey): EditionSentence | undefined =>
  sentencesOfStory(story).find((sentence) => sentenceKey(sentence) === key)

/** The story with `put` where the sentence of that key stood. */
export function replaceSentence(story: EditionStory, key: SentenceKey, put: EditionSentence): EditionStory {
  const replaced = (sentence: EditionSentence) => (sentenceKey(sentence) === key ? put : sentence)
  return {
    ...story,
    standfirst: story.standfirst && replaced(story.standfirst),
    lead: story.lead.map(replaced),
    sections: story.sections.map((section) => ({
      ...section,
      paragraphs: section.paragraphs.map((paragraph) => paragraph.map(replaced)),
    })),
  }
}

/** The sentence with other words, or as its source has it. */
export function reworded(sentence: EditionSentence, rewording: EditionSentence['rewording']): EditionSentence {
  const { rewording: _before, ...plain } = sentence
  return rewording === undefined ? plain : { ...plain, rewording }
}
