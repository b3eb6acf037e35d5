import { independentKey } from '../stories/counts.ts'
import type { Background } from './brief/background.ts'
import type { Brief, BriefSentence } from './brief/brief.ts'
import { makeBrief } from './brief/make-brief.ts'
import {
  type EditionContent,
  type EditionCorrection,
  type EditionCoverage,
  type EditionNotice,
  type EditionSentence,
  type EditionStory,
  sentencesOfStory,
} from './edition.ts'
import { editionDifferences } from './edition-differences.ts'
import { newnessOf, type ToldStory } from './newness.ts'
import { type Ranking, rankStories } from './rank.ts'
import { editionSentence, sourcesOf } from './sources.ts'
import { briefArticle, groupByStory, type WindowArticle, type WindowStory } from './window-article.ts'

export interface EditionOrder {
  readonly digest: string
  readonly localDate: string
  readonly zone: string
  readonly windowFrom: Date
  readonly windowTo: Date
  readonly dueAt: Date | null
  /** Local date of the digest's edition before. */
  readonly since: string | null
  readonly notices: readonly EditionNotice[]
  readonly coverage: EditionCoverage
  /** Every story's articles within the window. */
  readonly articles: readonly WindowArticle[]
  /** What earlier editions of this digest told of each story, by story id. */
  readonly told: ReadonlyMap<string, ToldStory>
  readonly corrections: readonly EditionCorrection[]
  readonly background: Background
}

/** Why a story of the window is told, or is not. */
export type CandidateFate =
  'told' | 'below_bar' | 'no_room' | 'other_language' | 'other_publisher' | 'not_watched' | 'dropped'

/** A story of the window, told or not. */
export interface Candidate {
  readonly storyId: string
  /** Among all that passed the filters, from 1; null for those that did not. */
  readonly rank: number | null
  readonly fate: CandidateFate
  readonly admission: number
  readonly components: Readonly<Record<string, number>>
}

/** An edition as it can be frozen, and what it was chosen from. */
export interface ComposedEdition {
  readonly content: EditionContent
  readonly candidates: readonly Candidate[]
  /** Sentences that a desk may put in the place of others, the best first, by story id. */
  readonly spares: Readonly<Record<string, readonly EditionSentence[]>>
}

/** Stories told at length, in short, and at all: a reader has minutes, and mail readers cut off long mails. */
const FULL_STORIES = 3
const SHORT_STORIES = 12
const MOST_STORIES = 40
const WORDS = { full: 420, short: 120, line: 40 } as const
const RECENT_MS = 6 * 3_600_000

/** Composes an edition from what a window brought: the same input gives the same edition, to the letter. */
export function composeEdition(order: EditionOrder): ComposedEdition {
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
  const [nearest] = ranking.slice(MOST_STORIES)
  return {
    content: {
      digest: order.digest,
      localDate: order.localDate,
      zone: order.zone,
      windowFrom: order.windowFrom.toISOString(),
      windowTo: order.windowTo.toISOString(),
      dueAt: order.dueAt?.toISOString() ?? null,
      since: order.since,
      notices: order.notices,
      note: null,
      coverage: order.coverage,
      leftOut: Math.max(0, ranking.length - MOST_STORIES),
      nearest: (nearest && byId.get(nearest.storyId)?.articles[0]?.title) ?? null,
      corrections: order.corrections,
      stories: composed,
    },
    candidates: ranking.map(({ storyId, components }, i) => ({
      storyId,
      rank: i + 1,
      fate: i < MOST_STORIES ? 'told' : 'no_room',
      admission: 0,
      components,
    })),
    spares: {},
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
    developed: order.told.has(story.storyId),
  }
}

function composeStory(
  story: WindowStory,
  ranked: Ranking,
  rank: number,
  order: EditionOrder,
  said: Set<string>,
): EditionStory {
  const form = formOf(story, rank)
  const brief = makeBrief(story.articles.map(briefArticle), {
    form: form === 'full' ? 'full' : 'short',
    maxWords: WORDS[form],
    background: order.background,
    barred: (text) => said.has(text),
  })
  const sources = sourcesOf(story)
  const language = story.articles[0]?.language ?? 'und'
  const prose = toldBy(brief, form, (sentence) => editionSentence(sentence, story, sources))
  const sentences = sentencesOfStory(prose).map(({ text }) => text)
  for (const text of sentences) said.add(text)
  return {
    rank,
    storyId: story.storyId,
    ...newnessOf({ language, sentences, sources }, order.told.get(story.storyId) ?? null),
    note: null,
    form,
    language,
    headline: brief?.headline ?? story.articles[0]?.title ?? '',
    counts: story.counts,
    ...prose,
    differing: form === 'line' ? [] : editionDifferences(story, sources),
    sources,
    components: ranked.components,
  }
}

/** One report makes one line, since there is nothing to compare it with; and so does what a mail has no room for. */
function formOf(story: WindowStory, rank: number): EditionStory['form'] {
  if (story.counts.independent < 2) return 'line'
  if (rank <= FULL_STORIES) return 'full'
  return rank <= FULL_STORIES + SHORT_STORIES ? 'short' : 'line'
}

type Prose = Pick<EditionStory, 'standfirst' | 'lead' | 'sections'>

function toldBy(
  brief: Brief | null,
  form: EditionStory['form'],
  asEdition: (sentence: BriefSentence) => EditionSentence,
): Prose {
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
