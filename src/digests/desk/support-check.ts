import { type EditionSentence, type EditionStory, sentencesOfStory } from '../edition.ts'
import type { EditProblem } from './edit.ts'

/** A passage or title that must bear a rewriting out. */
export interface Evidence {
  readonly text: string
  /** BCP 47. */
  readonly language: string
}

/** What in a text its evidence does not carry, each in words without a full stop; nothing when all of it is. */
export type CheckRewording = (
  text: string,
  evidence: readonly Evidence[],
  kind: 'heading' | 'sentence',
) => readonly { readonly message: string }[]

/** For a headline or standfirst: every sentence of the story, and what its sources in its own language are called. */
export function storyEvidence(story: EditionStory, sections: EditionStory['sections']): readonly Evidence[] {
  const titles = story.sources
    .filter(({ language }) => language === story.language)
    .map(({ title, language }) => ({ text: title, language }))
  return [...sentencesOfStory({ ...story, sections }).map((sentence) => passageOf(story, sentence)), ...titles]
}

/** For the heading of a section: its sentences. */
export const sectionEvidence = (
  story: EditionStory,
  { paragraphs }: EditionStory['sections'][number],
): readonly Evidence[] => paragraphs.flat().map((sentence) => passageOf(story, sentence))

/** For a sentence: its own passage. */
export const passageOf = (story: EditionStory, { text, articleId }: EditionSentence): Evidence => ({
  text,
  language: languageOf(story, articleId),
})

function languageOf(story: EditionStory, articleId: string): string {
  const source = story.sources.find(
    (one) => one.articleId === articleId || one.copies.some((copy) => copy.articleId === articleId),
  )
  return source?.language ?? story.language
}

/** What speaks against a rewriting. */
export const checkSupport = (
  check: CheckRewording,
  ...[text, evidence, kind]: Parameters<CheckRewording>
): readonly EditProblem[] => check(text, evidence, kind).map(({ message }) => ({ code: 'unsupported', message }))
