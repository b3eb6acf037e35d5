import { type Block, blocksOf, sentenceCount, wordsIn } from './blocks.ts'
import type { Choice } from './choose.ts'
import { blockLikeness, partIntoParagraphs, partIntoSections } from './groups.ts'
import { isSpeech, type SourceSentence } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'

/** Where each picked sentence goes. */
export interface Outline {
  readonly standfirst: SourceSentence | null
  readonly lead: readonly SourceSentence[]
  /** Each a list of paragraphs. */
  readonly sections: readonly (readonly (readonly SourceSentence[])[])[]
}

/** All sentences that it shows. */
export const sentencesOf = ({ standfirst, lead, sections }: Outline): SourceSentence[] => [
  ...(standfirst ? [standfirst] : []),
  ...lead,
  ...sections.flat(2),
]

const leadWords = 50
const mostLeadWords = 85
const mostLeadSentences = 3
/** Less than this makes no sections: two openings over two sentences each. */
const fewestSectionSentences = 4
/** A lead without sections behind it may grow so far. */
const longestLead = 220

/** Lays out the picked sentences: standfirst, lead, and sections when `withSections` and the evidence parts into topics. */
export function outlineOf(story: StoryText, choice: Choice, withSections: boolean): Outline {
  const blocks = blocksOf(choice.others)
  const { standfirst } = choice
  if (withSections) {
    const { lead, rest } = splitOffLead(blocks)
    const groups = sentenceCount(rest) < fewestSectionSentences ? null : partIntoSections(story, rest)
    if (groups) {
      const sections = groups.map((group) =>
        partIntoParagraphs(story, group).map((paragraph) => inReadingOrder(story, paragraph).flat()),
      )
      return { standfirst, lead: inReadingOrder(story, lead).flat(), sections }
    }
  }
  const used = standfirst?.wordCount ?? 0
  return { standfirst, lead: inReadingOrder(story, within(blocks, longestLead - used)).flat(), sections: [] }
}

/** The lead takes the best blocks until it holds about sixty words; the first of them must be able to open. */
function splitOffLead(blocks: readonly Block[]): { lead: Block[]; rest: Block[] } {
  const lead: Block[] = []
  const rest: Block[] = []
  for (const block of blocks) {
    const full = wordsIn(lead) >= leadWords || sentenceCount(lead) + block.length > mostLeadSentences
    const suits = block[0].canOpen && block.every((sentence) => !isSpeech(sentence))
    if (full || !suits || wordsIn(lead) + wordsIn([block]) > mostLeadWords) rest.push(block)
    else lead.push(block)
  }
  return lead.length > 0 ? { lead, rest } : { lead: rest.slice(0, 1), rest: rest.slice(1) }
}

function within(blocks: readonly Block[], words: number): Block[] {
  const kept: Block[] = []
  for (const block of blocks) if (wordsIn([...kept, block]) <= words) kept.push(block)
  return kept
}

/** How much a place further down weighs against being like the sentence before. */
const depthWeight = 0.3

/**
 * The order in which blocks read on: one that may open goes first, the highest in its article; then always the one most
 * like the last, rather from the head of an article. Blocks of one article keep its order.
 */
export function inReadingOrder(story: StoryText, blocks: readonly Block[]): Block[] {
  const sorted = [...blocks].sort((a, b) => depth(story, a) - depth(story, b))
  const opener = sorted.find(([head]) => head.canOpen && !isSpeech(head)) ?? sorted[0]
  if (!opener) return []
  const ordered = [opener]
  const left = new Set(sorted.filter((block) => block !== opener))
  for (let last = opener; left.size > 0;) {
    const merit = (block: Block): number => blockLikeness(story, last, block) - depthWeight * depth(story, block)
    const due = [...left].filter((block) => ![...left].some((other) => isBefore(other, block)))
    last = due.reduce((best, block) => (merit(block) > merit(best) ? block : best))
    left.delete(last)
    ordered.push(last)
  }
  return ordered
}

const isBefore = ([a]: Block, [b]: Block): boolean => a.article === b.article && a.order < b.order

/** Relative depth in the article, 0 at its head. */
function depth(story: StoryText, [head]: Block): number {
  const sentences = story.sentences.filter((sentence) => sentence.article === head.article).length
  return head.position / Math.max(1, sentences)
}
