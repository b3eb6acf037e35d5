import type { Background } from './background.ts'
import type { Brief, BriefArticle, BriefSection, BriefSentence } from './brief.ts'
import { candidatesFor } from './candidates.ts'
import { chooseSentences } from './choose.ts'
import { headingsFor } from './heading.ts'
import { chooseHeadline, type Headline, headlineFromSentence } from './headline.ts'
import { type Outline, outlineOf, sentencesOf } from './outline.ts'
import type { SourceSentence } from './source-sentence.ts'
import { readStory, type StoryText } from './story-text.ts'
import { openSupport } from './support.ts'

export interface BriefOptions {
  /** `full` may hold sections, about 400 words; `short` is standfirst and lead, about 150. */
  readonly form: 'full' | 'short'
  /** Words of the prose: standfirst, lead and sections, without headline and headings. */
  readonly maxWords: number
  readonly background: Background | null
  /** Sentences offered in the place of a shown one; 8 where nothing is said. */
  readonly mostCandidates?: number
  /** Sentences that may not be shown, because the edition shows them elsewhere. */
  readonly barred?: (text: string) => boolean
}

/** An editor looks through no more to swap one sentence. */
const usualCandidates = 8
const longestFull = 430
const longestShort = 150
/** Fewer sentences to choose from are told in a lead alone. */
const sentencesForSections = 6

/**
 * The brief of a story: sentences of its articles, word for word, each tied to its span and to the articles that say
 * the same. Null when no sentence of the articles can be shown. The answer depends on the arguments alone.
 * O(picks x sentences x words of a sentence), at most 40 articles of 60 sentences.
 */
export function makeBrief(articles: readonly BriefArticle[], options: BriefOptions): Brief | null {
  const barred = options.barred ?? (() => false)
  const story = readStory(articles.map(withKnownLanguage), { background: options.background, barred })
  const longest = options.form === 'full' ? longestFull : longestShort
  const choice = chooseSentences(story, Math.min(options.maxWords, longest))
  const outline = outlineOf(story, choice, options.form === 'full' && hasEvidence(story))
  const headline = headlineOf(story, outline)
  const candidates = headline
    ? candidatesFor(story, sentencesOf(outline), options.mostCandidates ?? usualCandidates)
    : []
  return headline && assemble(story, outline, candidates, headline)
}

/** `und` is how BCP 47 says that nobody knows. */
const withKnownLanguage = (article: BriefArticle): BriefArticle =>
  article.language === 'und' ? { ...article, language: null } : article

function hasEvidence(story: StoryText): boolean {
  const reports = new Set(story.sentences.map((sentence) => story.reports[sentence.article]))
  return reports.size > 1 && story.sentences.length >= sentencesForSections
}

function headlineOf(story: StoryText, outline: Outline): Headline | null {
  const first = outline.standfirst ?? outline.lead[0]
  if (!first) return null
  const fallback = { text: headlineFromSentence(first.text), articleId: story.articles[first.article]?.id ?? '' }
  return chooseHeadline(story) ?? fallback
}

function assemble(
  story: StoryText,
  outline: Outline,
  candidates: readonly SourceSentence[],
  headline: Headline,
): Brief {
  const supportOf = openSupport(story)
  const shown = (sentence: SourceSentence): BriefSentence => shownSentence(story, sentence, supportOf(sentence))
  const headings = headingsFor(story, outline.sections, headline.text)
  const sections: BriefSection[] = outline.sections.map((paragraphs, i) => ({
    heading: headings[i] ?? '',
    paragraphs: paragraphs.map((paragraph) => paragraph.map(shown)),
  }))
  return {
    headline: headline.text,
    headlineArticleId: headline.articleId,
    standfirst: outline.standfirst && shown(outline.standfirst),
    lead: outline.lead.map(shown),
    sections,
    candidates: candidates.map(shown),
  }
}

function shownSentence(story: StoryText, sentence: SourceSentence, support: readonly string[]): BriefSentence {
  const article = story.articles[sentence.article]
  const text = article?.text ?? ''
  const start = codePoints(text.slice(0, sentence.start))
  const supporting = new Set(support)
  const reports = story.reports.filter((_, i) => supporting.has(story.articles[i]?.id ?? ''))
  return {
    text: sentence.text,
    articleId: article?.id ?? '',
    start,
    end: start + codePoints(sentence.text),
    support,
    publishers: new Set(reports).size,
  }
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
