import { independentKey } from '../stories/counts.ts'
import type { Background } from './brief/background.ts'
import type { Brief, BriefArticle, BriefSentence } from './brief/brief.ts'
import { makeBrief } from './brief/make-brief.ts'
import { type EditionContent, type EditionCoverage, type EditionStory, sentencesOfStory } from './edition.ts'
import { type Ranking, rankStories } from './rank.ts'
import { editionSentence, sourcesOf } from './sources.ts'
import { groupByStory, type WindowArticle, type WindowStory } from './window-article.ts'

export interface EditionOrder {
  readonly digest: string
  readonly localDate: string
  readonly zone: string
  readonly windowFrom: Date
  readonly windowTo: Date
  readonly coverage: EditionCoverage
  /** Every story's articles within the window. */
  readonly articles: readonly WindowArticle[]
  /** Local date of the latest earlier edition of this digest that told a story, by story id. */
  readonly toldOn: ReadonlyMap<string, string>
  readonly background: Background
}

/** Stories told at length, in short, and at all: a reader has minutes, and mail readers cut off long mails. */
const FULL_STORIES = 3
const SHORT_STORIES = 12
const MOST_STORIES = 40
const WORDS = { full: 420, short: 120, line: 40 } as const
const RECENT_MS = 6 * 3_600_000

/** Composes an edition from what a window brought: the same input gives the same edition, to the letter. */
export function composeEdition(order: EditionOrder): EditionContent {
  const stories = groupByStory(order.articles)
  const ranking = rankStories(
    stories.map((story) => rankedStory(story, order)),
    order.windowTo,
  )
  const byId = new Map(stories.map((story) => [story.storyId, story]))
  const told = new Set<string>()
  const composed = ranking.slice(0, MOST_STORIES).flatMap((ranked, i) => {
    const story = byId.get(ranked.storyId)
    return story ? [composeStory(story, ranked, i + 1, order, told)] : []
  })
  return {
    digest: order.digest,
    localDate: order.localDate,
    zone: order.zone,
    windowFrom: order.windowFrom.toISOString(),
    windowTo: order.windowTo.toISOString(),
    coverage: order.coverage,
    stories: composed,
  }
}

function rankedStory(story: WindowStory, order: EditionOrder) {
  const since = order.windowTo.getTime() - RECENT_MS
  const recent = story.articles.filter(({ originalId, eventAt }) => originalId === null && eventAt.getTime() >= since)
  return {
    storyId: story.storyId,
    firstUrl: story.articles[0]?.url ?? '',
    independent: story.counts.independent,
    publishers: story.counts.publishers,
    recentReports: new Set(recent.map(independentKey)).size,
    lastAt: story.articles.at(-1)?.eventAt ?? order.windowFrom,
    developed: order.toldOn.has(story.storyId),
  }
}

function composeStory(
  story: WindowStory,
  ranked: Ranking,
  rank: number,
  order: EditionOrder,
  told: Set<string>,
): EditionStory {
  const form = formOf(story, rank)
  const brief = makeBrief(story.articles.map(briefArticle), {
    form: form === 'full' ? 'full' : 'short',
    maxWords: WORDS[form],
    background: order.background,
    barred: (text) => told.has(text),
  })
  const sources = sourcesOf(story)
  const previousDate = order.toldOn.get(story.storyId) ?? null
  const composed: EditionStory = {
    rank,
    storyId: story.storyId,
    state: previousDate === null ? 'new' : 'developed',
    previousDate,
    newReports: previousDate === null ? 0 : story.counts.independent,
    form,
    language: story.articles[0]?.language ?? 'und',
    headline: brief?.headline ?? story.articles[0]?.title ?? '',
    counts: story.counts,
    ...toldBy(brief, form, (sentence) => editionSentence(sentence, story, sources)),
    sources,
    components: ranked.components,
  }
  for (const { text } of sentencesOfStory(composed)) told.add(text)
  return composed
}

/** One report makes one line, since there is nothing to compare it with; and so does what a mail has no room for. */
function formOf(story: WindowStory, rank: number): EditionStory['form'] {
  if (story.counts.independent < 2) return 'line'
  if (rank <= FULL_STORIES) return 'full'
  return rank <= FULL_STORIES + SHORT_STORIES ? 'short' : 'line'
}

const briefArticle = (article: WindowArticle): BriefArticle => ({
  id: article.articleId,
  publisher: article.publisher,
  ownerGroup: article.ownerGroup,
  originalId: article.originalId,
  publishedAt: article.eventAt,
  title: article.title,
  text: article.text,
  url: article.url,
  language: article.language,
})

function toldBy(
  brief: Brief | null,
  form: EditionStory['form'],
  asEdition: (sentence: BriefSentence) => ReturnType<typeof editionSentence>,
): Pick<EditionStory, 'standfirst' | 'lead' | 'sections'> {
  if (!brief) return { standfirst: null, lead: [], sections: [] }
  const standfirst = brief.standfirst ?? brief.lead[0] ?? null
  if (form === 'line') return { standfirst: standfirst && asEdition(standfirst), lead: [], sections: [] }
  return {
    standfirst: brief.standfirst && asEdition(brief.standfirst),
    lead: brief.lead.map(asEdition),
    sections: brief.sections.map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs.map((paragraph) => paragraph.map(asEdition)),
    })),
  }
}
