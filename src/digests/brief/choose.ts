import { gainOf, wordsOf } from './gain.ts'
import { isSpeech, type SourceSentence } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'

/** The sentences of a brief in the order in which they were picked: the most telling first. */
export interface Choice {
  readonly standfirst: SourceSentence | null
  readonly others: readonly SourceSentence[]
}

/** Each independent report should be heard once: the more so, the fewer words are left. */
const unheardBonus = 0.2
const lateUnheardBonus = 4
/** Two sentences nearer than this say the same. */
export const mostLikeness = 0.45
const wordsPerSentence = 24
/** One sentence in four may be speech. */
const sentencesPerSpeech = 4
/** The standfirst is one of the best few where one of them suits, so that asking for one costs the rest nothing. */
const standfirstAmongFirst = 5
/** An article's own standfirst may come before the sentence that tells the event. */
const headPosition = 1
/** Sentences compared in full; those behind them by first worth are not reached by any budget. */
const poolSize = 400

interface Picking {
  readonly story: StoryText
  /** By concept: 1 where a picked sentence has it. */
  readonly covered: Uint8Array
  /** Independent reports that have a sentence in the brief. */
  readonly heard: Set<number>
  readonly picked: SourceSentence[]
  readonly budget: number
  pool: SourceSentence[]
  wordsLeft: number
  speechLeft: number
  standfirst: SourceSentence | null
}

/**
 * Picks sentences greedily by the weight of the concepts that they add per word, within `budget` words. A sentence that
 * points back is picked only when the one before it has been. O(picks x pool x words of a sentence).
 */
export function chooseSentences(story: StoryText, budget: number): Choice {
  const pool = worthiest(story, budget)
  const free = fill(openPicking(story, pool, budget))
  const natural = naturalStandfirst(story, free)
  if (natural) return { standfirst: natural, others: free.filter((sentence) => sentence !== natural) }
  const picking = openPicking(story, pool, budget)
  const standfirst = best(picking, isStandfirst) ?? best(picking, isLooseStandfirst)
  if (!standfirst) return { standfirst: null, others: free }
  pick(picking, standfirst)
  const first = standfirst[0] ?? null
  picking.standfirst = first
  return { standfirst: first, others: fill(picking).slice(1) }
}

/** Of the best few picks that head their article and suit, the one that says most of what the titles say. */
const naturalStandfirst = (story: StoryText, picked: readonly SourceSentence[]): SourceSentence | undefined =>
  picked
    .slice(0, standfirstAmongFirst)
    .filter((sentence) => isStandfirst(sentence) && sentence.position <= headPosition && !hasFollower(sentence, picked))
    .sort((a, b) => story.titleWords(b) - story.titleWords(a))[0]

function openPicking(story: StoryText, pool: readonly SourceSentence[], budget: number): Picking {
  return {
    story,
    covered: new Uint8Array(story.concepts.count),
    heard: new Set(),
    picked: [],
    pool: [...pool],
    budget,
    wordsLeft: budget,
    speechLeft: Math.max(1, Math.round(budget / wordsPerSentence / sentencesPerSpeech)),
    standfirst: null,
  }
}

function fill(picking: Picking): SourceSentence[] {
  for (let next = best(picking, anySentence); next; next = best(picking, anySentence)) pick(picking, next)
  return picking.picked
}

const anySentence = (): boolean => true

const hasFollower = (sentence: SourceSentence, picked: readonly SourceSentence[]): boolean =>
  picked.some((other) => other.pointsBack && precedes(sentence, other))

function worthiest(story: StoryText, budget: number): readonly SourceSentence[] {
  if (story.sentences.length <= poolSize) return story.sentences
  const fresh = openPicking(story, [], budget)
  const worth = new Map(story.sentences.map((sentence) => [sentence, gain(fresh, [sentence])]))
  return [...story.sentences].sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0)).slice(0, poolSize)
}

/** Standfirsts state the event in one plain sentence from the head of an article. */
const isStandfirst = (sentence: SourceSentence): boolean =>
  isLooseStandfirst(sentence) && sentence.position <= 3 && sentence.wordCount >= 14 && sentence.wordCount <= 36

const isLooseStandfirst = (sentence: SourceSentence): boolean =>
  sentence.canOpen &&
  !isSpeech(sentence) &&
  !/["“”„«?]/.test(sentence.text) &&
  sentence.wordCount >= 8 &&
  sentence.wordCount <= 45

/**
 * What has to be added to show a sentence: itself, and the one before it where it points back and that one is not shown.
 * Null when that one cannot be shown, or is the standfirst, which nothing may follow.
 */
function unitOf(picking: Picking, sentence: SourceSentence): SourceSentence[] | null {
  if (!sentence.pointsBack) return [sentence]
  const before = picking.story.before(sentence)
  if (!before || before === picking.standfirst) return null
  if (picking.picked.includes(before)) return [sentence]
  return before.pointsBack || isSaid(picking, before) ? null : [before, sentence]
}

function fits(picking: Picking, unit: readonly SourceSentence[]): boolean {
  if (unit.filter(isSpeech).length > picking.speechLeft) return false
  return wordsOf(unit) <= picking.wordsLeft && !unit.some((sentence) => isSaid(picking, sentence))
}

/** Whether `a` is the sentence before `b` in their article. */
export const precedes = (a: SourceSentence, b: SourceSentence): boolean =>
  a.article === b.article && a.order === b.order - 1

/** The unit that adds most per word; what only a standfirst may be is asked of single sentences by `allowed`. */
function best(picking: Picking, allowed: (sentence: SourceSentence) => boolean): SourceSentence[] | null {
  let found: SourceSentence[] | null = null
  let most = 0
  for (const sentence of picking.pool) {
    if (!allowed(sentence)) continue
    const unit = unitOf(picking, sentence)
    if (!unit) continue
    const worth = gain(picking, unit)
    if (worth <= most || !fits(picking, unit)) continue
    most = worth
    found = unit
  }
  return found
}

const gain = ({ story, covered, heard, wordsLeft, budget }: Picking, unit: readonly SourceSentence[]): number =>
  gainOf(story, { covered, heard, hearing: 1 + unheardBonus + lateUnheardBonus * (1 - wordsLeft / budget) }, unit)

const isSaid = (picking: Picking, sentence: SourceSentence): boolean =>
  picking.picked.some((other) => picking.story.likeness(other, sentence) > mostLikeness)

function pick(picking: Picking, unit: readonly SourceSentence[]): void {
  for (const sentence of unit) pickOne(picking, sentence)
}

function pickOne(picking: Picking, sentence: SourceSentence): void {
  picking.picked.push(sentence)
  picking.heard.add(picking.story.reports[sentence.article] ?? 0)
  picking.pool = picking.pool.filter((other) => other !== sentence)
  picking.wordsLeft -= sentence.wordCount
  if (isSpeech(sentence)) picking.speechLeft--
  for (const concept of picking.story.concepts.conceptsOf(sentence)) picking.covered[concept] = 1
}
