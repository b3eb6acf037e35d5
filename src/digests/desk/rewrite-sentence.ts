import { type EditionSentence, type EditionStory, sentencesOfStory, shownText } from '../edition.ts'
import { readDeskText } from './desk-text.ts'
import { composedStory, type Draft } from './draft.ts'
import { type Edit, type EditProblem, isRefused, refused, sentenceKey } from './edit.ts'
import { sectionsOf } from './story-forms.ts'
import { findSentence, replaceSentence, reworded } from './story-sentences.ts'
import { type CheckRewording, checkSupport, type Evidence, passageOf, storyEvidence } from './support-check.ts'

/** Rewrites a sentence by what its own passage says. */
export function rewriteSentence(
  draft: Draft,
  story: EditionStory,
  { sentence: key, text }: Extract<Edit, { kind: 'sentence' }>,
  check: CheckRewording,
): EditionStory | readonly EditProblem[] {
  const sentence = findSentence(story, key)
  if (!sentence) return refused('no_such_place', 'that sentence is not told')
  return rewrite(draft, story, { sentence, text, kind: 'sentence', evidence: [passageOf(story, sentence)] }, check)
}

/** Rewrites the standfirst by what the whole story says. */
export function rewriteStandfirst(
  draft: Draft,
  story: EditionStory,
  text: string | null,
  check: CheckRewording,
): EditionStory | readonly EditProblem[] {
  const { standfirst: sentence } = story
  if (!sentence) return refused('no_such_place', 'this story has no standfirst: no passage would stand behind one')
  const evidence = storyEvidence(story, sectionsOf(draft, story))
  return rewrite(draft, story, { sentence, text, kind: 'standfirst', evidence }, check)
}

interface Wish {
  readonly sentence: EditionSentence
  readonly text: string | null
  readonly kind: 'sentence' | 'standfirst'
  readonly evidence: readonly Evidence[]
}

function rewrite(
  draft: Draft,
  story: EditionStory,
  { sentence, text: typed, kind, evidence }: Wish,
  check: CheckRewording,
): EditionStory | readonly EditProblem[] {
  const composed = composedRewording(draft, story, sentence)
  const original = composed?.text ?? sentence.text
  const wanted = typed === null ? { text: original } : readDeskText(typed, kind)
  if (isRefused(wanted)) return wanted
  const { text } = wanted
  if (text === shownText(sentence)) return refused('nothing_changes', `the ${kind} reads so already`)
  const put = (rewording: EditionSentence['rewording']) =>
    replaceSentence(story, sentenceKey(sentence), reworded(sentence, rewording))
  if (text === original) return put(composed)
  if (text === sentence.text) return put(undefined)
  const problems = checkSupport(check, text, evidence, 'sentence')
  return problems.length > 0 ? problems : put({ text, by: 'desk' })
}

/** The words that a sentence was composed with, where they were not its source's. */
export function composedRewording(
  draft: Draft,
  { storyId }: EditionStory,
  sentence: EditionSentence,
): EditionSentence['rewording'] {
  const key = sentenceKey(sentence)
  return sentencesOfStory(composedStory(draft, storyId)).find((one) => sentenceKey(one) === key)?.rewording
}
