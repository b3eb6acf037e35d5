import { checkRewording } from '../brief/check-rewording.ts'
import { contentStems, termsOf } from '../brief/terms.ts'
import type { EditionSentence, EditionStory } from '../edition.ts'
import type { StoryAnswer } from './story-answer.ts'
import { numberedSentences } from './story-request.ts'

/** Words of a writer that were not taken, and why; what the brief has stands in their place. */
export interface RefusedWords {
  readonly storyId: string
  /** `story` when there was no answer that could be read. */
  readonly part: 'story' | 'headline' | 'standfirst' | 'heading' | 'join'
  readonly reason: string
}

export interface RewordedStory {
  readonly story: EditionStory
  readonly refused: readonly RefusedWords[]
}

/** A third: enough to know the sentence again, or a writer could put any other passage in its place. */
const leastOwnShare = 1 / 3

/** Puts into a story those words of an answer that the sentences they name carry; each is taken or refused by itself. */
export function rewordStory(story: EditionStory, answer: StoryAnswer): RewordedStory {
  const refused: RefusedWords[] = []
  const language = story.language === 'und' ? null : story.language
  const numbered = numberedSentences(story)

  function isCarried(
    part: RefusedWords['part'],
    text: string,
    evidence: readonly Pick<EditionSentence, 'text'>[],
    kind: 'heading' | 'sentence',
  ): boolean {
    const passages = evidence.map((sentence) => ({ text: sentence.text, language }))
    const [problem] = checkRewording(text, passages, kind)
    if (problem) refused.push({ storyId: story.storyId, part, reason: problem.message })
    return problem === undefined
  }

  /** `sentence` in other words, or as it is when those are not carried; `from` must name it. */
  function reworded(
    part: 'standfirst' | 'join',
    sentence: EditionSentence | undefined,
    { text, from }: { text: string; from: readonly number[] },
  ): EditionSentence | null {
    const named = from.flatMap((number) => numbered.get(number) ?? [])
    if (!sentence || named.length < from.length || !named.includes(sentence)) {
      const reason = 'it does not name the sentence in whose place it stands, or names one that there is not'
      refused.push({ storyId: story.storyId, part, reason })
      return null
    }
    if (!isCarried(part, text, named, 'sentence')) return null
    if (ownShare(text, sentence.text, language) < leastOwnShare) {
      refused.push({
        storyId: story.storyId,
        part,
        reason: 'it says too little of the sentence in whose place it stands',
      })
      return null
    }
    return { ...sentence, ...attribution(sentence, named), rewording: { text, by: 'writer' } }
  }

  const changed = new Map<EditionSentence, EditionSentence>()
  const note = (sentence: EditionSentence | undefined, other: EditionSentence | null) => {
    if (sentence && other && !changed.has(sentence)) changed.set(sentence, other)
  }
  const standfirst = story.standfirst ?? undefined
  if (answer.standfirst) note(standfirst, reworded('standfirst', standfirst, answer.standfirst))
  for (const join of answer.joins ?? []) {
    const sentence = numbered.get(join.sentence)
    note(sentence, reworded('join', sentence === standfirst ? undefined : sentence, join))
  }
  const headings = new Map(
    (answer.headings ?? [])
      .filter(({ section, text }) =>
        isCarried('heading', text, story.sections[section - 1]?.paragraphs.flat() ?? [], 'heading'),
      )
      .map(({ section, text }) => [section - 1, text]),
  )
  const opening = [...(story.standfirst ? [story.standfirst] : []), ...story.lead]
  const headline = answer.headline ?? null
  const isTaken = headline !== null && isCarried('headline', headline, opening, 'heading')
  const shown = (sentence: EditionSentence): EditionSentence => changed.get(sentence) ?? sentence
  return {
    refused,
    story: {
      ...story,
      ...(isTaken ? { headline, headlineBy: 'writer' } : {}),
      standfirst: story.standfirst && shown(story.standfirst),
      lead: story.lead.map(shown),
      sections: story.sections.map((section, i) => ({
        ...section,
        ...withHeading(headings.get(i)),
        paragraphs: section.paragraphs.map((sentences) => sentences.map(shown)),
      })),
    },
  }
}

/** The part of a text's content words that stand in a passage. */
function ownShare(text: string, passage: string, language: string | null): number {
  const own = [...contentStems(termsOf(text, language))]
  const theirs = contentStems(termsOf(passage, language))
  return own.filter((stem) => theirs.has(stem)).length / Math.max(1, own.length)
}

const withHeading = (heading: string | undefined) =>
  heading === undefined ? {} : ({ heading, headingBy: 'writer' } as const)

/** What is made from several sentences names the sources of all, and is one publisher's only when each is that one's. */
function attribution(sentence: EditionSentence, named: readonly EditionSentence[]) {
  const sources = [...new Set(named.flatMap((one) => one.sources))].sort((a, b) => a - b)
  return { sources, single: named.every(({ single }) => single) && sources.length === sentence.sources.length }
}
