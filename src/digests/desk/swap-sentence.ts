import { type EditionSentence, type EditionStory, sentencesOfStory, shownText } from '../edition.ts'
import { type Draft, toldStory, withStory } from './draft.ts'
import { type Edit, type EditProblem, refused, sentenceKey } from './edit.ts'
import { notTold } from './order-edits.ts'
import { sectionsOf } from './story-forms.ts'
import { findSentence, replaceSentence } from './story-sentences.ts'
import { type CheckRewording, checkSupport, passageOf, sectionEvidence, storyEvidence } from './support-check.ts'

/**
 * Puts a spare in the place of a sentence, which takes the spare's place in turn. Each keeps its passage, its sources and
 * its words. What was written by what the sentence said must be borne out without it.
 */
export function applySwap(
  draft: Draft,
  { storyId, sentence: key, spare: spareKey }: Extract<Edit, { kind: 'swap' }>,
  check: CheckRewording,
): Draft | readonly EditProblem[] {
  const story = toldStory(draft, storyId)
  if (!story) return notTold()
  const sentence = findSentence(story, key)
  if (!sentence) return refused('no_such_place', 'that sentence is not told')
  const spares = draft.spares[storyId] ?? []
  const spare = spares.find((one) => sentenceKey(one) === spareKey)
  if (!spare) return refused('no_such_place', 'that sentence is none of the story’s spares')
  const teller = tellerOf(draft, spare.text)
  if (teller) return refused('already_told', `“${teller.headline}” says that already`)

  const changed = replaceSentence(story, key, spare)
  const swapped = withStory(
    { ...draft, spares: { ...draft.spares, [storyId]: spares.map((one) => (one === spare ? sentence : one)) } },
    changed,
  )
  const problems = [...unsupportedWords(swapped, changed, check), ...unsupportedSpare(changed, spare, check)]
  return problems.length > 0 ? problems : swapped
}

/** The story that has a sentence of these words, told, dropped or shelved: an edition says nothing twice. */
function tellerOf(draft: Draft, text: string): EditionStory | undefined {
  return [...draft.content.stories, ...draft.dropped].find((story) =>
    sentencesOfStory({ ...story, sections: sectionsOf(draft, story) }).some((sentence) => sentence.text === text),
  )
}

/** A standfirst may say what the whole story does; in any other place it is held to its own passage. */
function unsupportedSpare(story: EditionStory, spare: EditionSentence, check: CheckRewording): readonly EditProblem[] {
  if (!spare.rewording || story.standfirst === spare) return []
  return checkSupport(check, spare.rewording.text, [passageOf(story, spare)], 'sentence')
}

/** Rewritten lines of a story that its sentences and titles do not bear out. */
function unsupportedWords(draft: Draft, story: EditionStory, check: CheckRewording): readonly EditProblem[] {
  const whole = storyEvidence(story, sectionsOf(draft, story))
  const { standfirst, headline, headlineBy } = story
  const lines = [
    ...(headlineBy ? [{ text: headline, evidence: whole, kind: 'heading' as const }] : []),
    ...(standfirst?.rewording ? [{ text: shownText(standfirst), evidence: whole, kind: 'sentence' as const }] : []),
    ...story.sections.flatMap((section) =>
      section.headingBy
        ? [{ text: section.heading, evidence: sectionEvidence(story, section), kind: 'heading' as const }]
        : [],
    ),
  ]
  return lines.flatMap(({ text, evidence, kind }) =>
    check(text, evidence, kind).map(({ message }) => ({
      code: 'unsupported',
      message: `“${text}” rests on that sentence: ${message}`,
    })),
  )
}
