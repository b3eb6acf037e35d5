import { sentencesIn } from '../../text/sentences.ts'
import { articleStems, readPart } from './terms.ts'

/** What the whole press looks like: it tells the rare word from the common one and the page furniture from the report. */
export interface Background {
  /** Articles behind the frequencies. */
  readonly articles: number
  /** Articles that hold the term (a stem as `termsOf` gives it). */
  documentFrequency(term: string): number
  /** Whether the sentence stood in two or more stories, or in three or more articles of one publisher. */
  isRepeated(sentence: string): boolean
}

/** An article as the background learns it. */
interface LearntArticle {
  readonly publisher: string
  readonly text: string
  readonly language: string | null
}

export interface GrowingBackground extends Background {
  /** Counts an article of a story. A text that was learnt before is not counted again. */
  learn(storyId: string, article: LearntArticle): void
}

/** Shorter sentences repeat by chance: characters. */
const shortestKey = 20
const articlesOfBoilerplate = 3

interface Sightings {
  readonly firstStory: string
  inOtherStory: boolean
  readonly byPublisher: Map<string, number>
}

/** A background in memory, fed article by article. Learning is linear in the text; memory in distinct sentences. */
export function openBackground(): GrowingBackground {
  const frequencies = new Map<string, number>()
  const sightings = new Map<string, Sightings>()
  const learntTexts = new Set<string>()
  return {
    get articles() {
      return learntTexts.size
    },
    documentFrequency: (term) => frequencies.get(term) ?? 0,
    isRepeated: (sentence) => isBoilerplate(sightings.get(sentenceKey(sentence))),
    learn(storyId, article) {
      const textKey = keyOfText(article.text)
      if (article.text === '' || learntTexts.has(textKey)) return
      learntTexts.add(textKey)
      countTerms(frequencies, article)
      countSentences(sightings, storyId, article)
    },
  }
}

/** The share of information in a term between 0 and 1: 1 for one never seen, and for all while nothing is known. */
export function rarity(background: Background | null, term: string): number {
  if (!background) return 1
  const articles = background.articles + 50
  return Math.max(0, Math.log(articles / (background.documentFrequency(term) + 1)) / Math.log(articles))
}

function isBoilerplate(seen: Sightings | undefined): boolean {
  if (!seen) return false
  return seen.inOtherStory || [...seen.byPublisher.values()].some((count) => count >= articlesOfBoilerplate)
}

function countTerms(frequencies: Map<string, number>, article: LearntArticle): void {
  for (const term of articleStems(article)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
}

function countSentences(sightings: Map<string, Sightings>, storyId: string, article: LearntArticle): void {
  const keys = new Set<string>()
  const text = readPart(article.text)
  for (const { start, end } of sentencesIn(text, article.language)) {
    const key = sentenceKey(text.slice(start, end))
    if (key.length >= shortestKey) keys.add(key)
  }
  for (const key of keys) note(sightings, key, storyId, article.publisher)
}

function note(sightings: Map<string, Sightings>, key: string, storyId: string, publisher: string): void {
  const seen = sightings.get(key)
  if (!seen) {
    sightings.set(key, { firstStory: storyId, inOtherStory: false, byPublisher: new Map([[publisher, 1]]) })
    return
  }
  if (seen.firstStory !== storyId) seen.inOtherStory = true
  seen.byPublisher.set(publisher, (seen.byPublisher.get(publisher) ?? 0) + 1)
}

/** Texts of one length with one head and one tail are the same text. */
const keyOfText = (text: string): string => `${text.length} ${text.slice(0, 200)} ${text.slice(-200)}`

/** Equal for texts that differ in case, punctuation or white space only. */
const sentenceKey = (sentence: string): string =>
  sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
