import type { Background } from './background.ts'
import type { BriefArticle } from './brief.ts'
import { type StoryConcepts, weighConcepts } from './concepts.ts'
import { centralityOf, cosine, type TermVector, vectorOf } from './likeness.ts'
import { independentReports } from './reports.ts'
import { readSentences, type ReadingRules, sentencesRead, type SourceSentence } from './source-sentence.ts'
import { contentStems, type Terms, termsOf } from './terms.ts'

/** A story as the brief engine sees it: its sentences and what is known of each. */
export interface StoryText {
  readonly articles: readonly BriefArticle[]
  /** The independent report of each article. */
  readonly reports: readonly number[]
  readonly sentences: readonly SourceSentence[]
  readonly concepts: StoryConcepts
  readonly background: Background | null
  likeness(a: SourceSentence, b: SourceSentence): number
  centrality(sentence: SourceSentence): number
  /** How much of what the titles say the sentence says: for each of its content words, the independent reports with it in a title. */
  titleWords(sentence: SourceSentence): number
  /** The sentence right before it in its article, where that can be shown. */
  before(sentence: SourceSentence): SourceSentence | undefined
}

const articlesRead = 40
/** An article less like every other one of its story than this holds the wrong page: a notice, a menu, an archive's front. */
const strangerLikeness = 0.02
/** From this share of repeated sentences on, an article so like the others is a reprint and no furniture. */
const reprintShare = 0.5
const reprintLikeness = 0.15

/** Reads at most 40 articles. Linear in their text. */
export function readStory(articles: readonly BriefArticle[], rules: ReadingRules): StoryText {
  const read = articles.slice(0, articlesRead).map((article, i) => readSentences(article, i, rules))
  const { background } = rules
  const sentences = cleaned(read, background).flat()
  const reports = independentReports(articles)
  const vectors = new Map(sentences.map((sentence) => [sentence, vectorOf([sentence.terms], background)]))
  const empty: TermVector = { weights: new Map(), length: 0 }
  const central = centralityOf(sentences, vectors)
  const titles = titlesOf(articles)
  const inTitles = reportsByTitleStem(titles, reports)
  const places = new Map(sentences.map((sentence) => [placeOf(sentence.article, sentence.order), sentence]))
  return {
    articles,
    reports,
    sentences,
    background,
    concepts: weighConcepts(sentences, titles, reports, background),
    likeness: (a, b) => cosine(vectors.get(a) ?? empty, vectors.get(b) ?? empty),
    centrality: (sentence) => central.get(sentence) ?? 0,
    titleWords: ({ terms }) => [...contentStems(terms)].reduce((sum, stem) => sum + (inTitles.get(stem)?.size ?? 0), 0),
    before: (sentence) => places.get(placeOf(sentence.article, sentence.order - 1)),
  }
}

const titlesOf = (articles: readonly BriefArticle[]): Terms[] =>
  articles.map(({ title, language }) => termsOf(title, language))

/** The independent reports that have each stem in a title: a copy's own title speaks for its original. */
function reportsByTitleStem(titles: readonly Terms[], reports: readonly number[]): ReadonlyMap<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const [i, title] of titles.entries()) {
    for (const stem of contentStems(title)) found.set(stem, (found.get(stem) ?? new Set()).add(reports[i] ?? i))
  }
  return found
}

const placeOf = (article: number, order: number): number => article * sentencesRead + order

/** What repeats everywhere is furniture, unless most of an article does that is like the others: a reprint. */
function withoutFurniture(sentences: readonly SourceSentence[], likeOthers: boolean): SourceSentence[] {
  const kept = sentences.filter((sentence) => !sentence.repeated)
  const isReprint = likeOthers && sentences.length - kept.length > reprintShare * sentences.length
  return (isReprint ? [...sentences] : kept).map((sentence, position) => ({ ...sentence, position }))
}

/** When no article is like another, the longest is the likeliest to be the report. */
function cleaned(read: readonly SourceSentence[][], background: Background | null): SourceSentence[][] {
  const held = read.filter((sentences) => sentences.length > 0)
  if (held.length < 2) return held.map((sentences) => withoutFurniture(sentences, true))
  const vectors = held.map((sentences) =>
    vectorOf(
      sentences.map((sentence) => sentence.terms),
      background,
    ),
  )
  const near = vectors.map((_, i) => nearestOther(vectors, i))
  const kept = held
    .map((sentences, i) => withoutFurniture(sentences, (near[i] ?? 0) >= reprintLikeness))
    .filter((_, i) => (near[i] ?? 0) >= strangerLikeness)
  if (kept.length > 0) return kept
  return [held.reduce((longest, sentences) => (sentences.length > longest.length ? sentences : longest))]
}

function nearestOther(vectors: readonly TermVector[], at: number): number {
  const own = vectors[at]
  if (!own) return 0
  return vectors.reduce((nearest, other, i) => (i === at ? nearest : Math.max(nearest, cosine(own, other))), 0)
}
