import type { Background } from './brief/background.ts'
import type { Candidate } from './candidate.ts'
import { composeStory, headlineOf, type Writing } from './compose-story.ts'
import type { Digest } from './digest.ts'
import type { EditionContent, EditionCorrection, EditionCoverage, EditionNotice, EditionSentence } from './edition.ts'
import type { EditionFilters } from './filters.ts'
import { judgeStories } from './judge-stories.ts'
import { lengthPlan, placesOf } from './length-plan.ts'
import type { ToldStory } from './newness.ts'
import { groupByStory, type WindowArticle } from './window-article.ts'

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
  readonly filters: EditionFilters
  readonly settings: Pick<Digest, 'length' | 'admission'>
}

/** An edition as it can be frozen, and what it was chosen from. */
export interface ComposedEdition {
  readonly content: EditionContent
  readonly candidates: readonly Candidate[]
  /** Sentences that a desk may put in the place of others, the best first, by story id. */
  readonly spares: Readonly<Record<string, readonly EditionSentence[]>>
}

/** Composes an edition from what a window brought: the same input gives the same edition, to the letter. */
export function composeEdition(order: EditionOrder): ComposedEdition {
  const plan = lengthPlan(order.settings.length)
  const judged = judgeStories(groupByStory(order.articles), {
    ...order,
    admission: order.settings.admission,
    places: placesOf(plan),
  })
  const writing: Writing = { ...order, plan, said: new Set() }
  const written = judged
    .filter(({ candidate }) => candidate.fate === 'told')
    .map(({ story, candidate }, i) => composeStory(story, candidate.components, i + 1, writing))
  const leftOut = judged.filter(({ candidate: { fate } }) => fate === 'below_bar' || fate === 'no_room')
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
      leftOut: leftOut.length,
      corrections: order.corrections,
      stories: written.map(({ story }) => story),
      nearest: leftOut[0] ? headlineOf(leftOut[0].story, writing) : null,
    },
    candidates: judged.map(({ candidate }) => candidate),
    spares: Object.fromEntries(written.map(({ story, spares }) => [story.storyId, spares])),
  }
}
