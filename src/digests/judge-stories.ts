import { independentKey } from '../stories/counts.ts'
import { admissionOf } from './admission.ts'
import type { Background } from './brief/background.ts'
import { type TermVector, vectorOf } from './brief/likeness.ts'
import { articleTerms, termsOf } from './brief/terms.ts'
import type { Candidate, CandidateFate } from './candidate.ts'
import { spreadStories, unspread } from './diversity.ts'
import { type EditionFilters, filteredOut } from './filters.ts'
import type { ToldStory } from './newness.ts'
import { byScore, type RankedStory, type Ranking, rankStories } from './rank.ts'
import type { WindowArticle, WindowStory } from './window-article.ts'

/** What decides which stories of a window are told. */
export interface Judgement {
  readonly windowFrom: Date
  readonly windowTo: Date
  readonly told: ReadonlyMap<string, ToldStory>
  readonly background: Background
  readonly filters: EditionFilters
  /** Least score of admission. */
  readonly admission: number
  /** The most stories that are told. */
  readonly places: number
}

export interface JudgedStory {
  readonly story: WindowStory
  readonly candidate: Candidate
}

const RECENT_MS = 6 * 3_600_000
/** The first reports of a story say what it is about. */
const COMPARED_REPORTS = 8

/**
 * Judges every story of a window once. Those that pass the filters get a rank and stand first, in its order; a story below
 * the bar has one too, but pushes nobody back, since readers do not see it.
 */
export function judgeStories(stories: readonly WindowStory[], judgement: Judgement): readonly JudgedStory[] {
  const weighed = stories.map((story) => weigh(story, judgement))
  const byId = new Map(weighed.map((one) => [one.story.storyId, one]))
  const passed = weighed.filter(({ filtered }) => filtered === null).map(({ story }) => rankedStory(story, judgement))
  const ranked = place(rankStories(passed, judgement.windowTo), byId, judgement).flatMap((placed, i) => {
    const one = byId.get(placed.storyId)
    return one ? [judged(one, placed.fate, i + 1, placed.components)] : []
  })
  const others = weighed.flatMap((one) => (one.filtered === null ? [] : [judged(one, one.filtered, null, {})]))
  return [...ranked, ...others]
}

interface WeighedStory {
  readonly story: WindowStory
  readonly admission: number
  /** The filter that it does not pass. */
  readonly filtered: CandidateFate | null
}

const weigh = (story: WindowStory, { filters }: Judgement): WeighedStory => ({
  story,
  admission: admissionOf(story, strengthOf(story, filters)),
  filtered: filteredOut(story, filters),
})

const strengthOf = ({ storyId }: WindowStory, { watched }: EditionFilters): number => watched?.get(storyId) ?? 0

const judged = (
  { story, admission }: WeighedStory,
  fate: CandidateFate,
  rank: number | null,
  components: Candidate['components'],
): JudgedStory => ({ story, candidate: { storyId: story.storyId, rank, fate, admission, components } })

/** The ranking with its steps back for likeness, and what becomes of each story. */
function place(
  ranking: readonly Ranking[],
  weighed: ReadonlyMap<string, WeighedStory>,
  { admission, places, background }: Judgement,
): readonly (Ranking & { readonly fate: CandidateFate })[] {
  const isAdmitted = ({ storyId }: Ranking) => (weighed.get(storyId)?.admission ?? 0) >= admission
  const vector = (storyId: string) => storyVector(weighed.get(storyId)?.story.articles ?? [], background)
  const admitted = spreadStories(ranking.filter(isAdmitted), vector, places)
  const told = new Set(admitted.slice(0, places).map(({ storyId }) => storyId))
  const below = ranking.filter((one) => !isAdmitted(one)).map(unspread)
  const fateOf = (one: Ranking) => (told.has(one.storyId) ? 'told' : isAdmitted(one) ? 'no_room' : 'below_bar')
  return [...admitted, ...below].sort(byScore).map((one) => ({ ...one, fate: fateOf(one) }))
}

function rankedStory(story: WindowStory, { windowTo, windowFrom, told, filters }: Judgement): RankedStory {
  const since = windowTo.getTime() - RECENT_MS
  const recent = story.articles.filter(({ originalId, eventAt }) => originalId === null && eventAt.getTime() >= since)
  return {
    storyId: story.storyId,
    firstUrl: story.articles[0]?.url ?? '',
    independent: story.counts.independent,
    publishers: story.counts.publishers,
    recentReports: new Set(recent.map(independentKey)).size,
    lastAt: story.articles.at(-1)?.eventAt ?? windowFrom,
    developed: told.has(story.storyId),
    watchStrength: strengthOf(story, filters),
  }
}

/** What the story's first reports are about, titles included. */
function storyVector(articles: readonly WindowArticle[], background: Background): TermVector {
  const reports = articles.filter(({ originalId }) => originalId === null).slice(0, COMPARED_REPORTS)
  const terms = reports.flatMap((report) => [termsOf(report.title, report.language), articleTerms(report)])
  return vectorOf(terms, background)
}
