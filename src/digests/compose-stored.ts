import type { Queryable } from '../db/database.ts'
import { openBackground } from './brief/background.ts'
import { composeEdition, type ComposedEdition } from './compose-edition.ts'
import type { Digest } from './digest.ts'
import type { EditionContent, EditionCoverage, EditionNotice } from './edition.ts'
import type { Window } from './local-day.ts'
import { toldStories } from './newness.ts'
import { readFilters } from './read-filters.ts'
import { listCorrections } from './repository-corrections.ts'
import { findEditionBefore, listPrints, listWindowArticles } from './repository.ts'

/** Days before the window whose texts tell the brief what is common and what is boilerplate. */
const BACKGROUND_DAYS = 14

/** An edition as it is asked for. */
export interface EditionPlan {
  readonly digest: Digest
  readonly localDate: string
  readonly window: Window
  readonly dueAt: Date | null
  readonly notices: readonly EditionNotice[]
  readonly coverage: EditionCoverage
}

/** Puts other words in the place of some passages; each is checked, and where none is good the content stays as it is. */
export type Reword = (content: EditionContent) => Promise<EditionContent>

/** Composes an edition from all that is stored, and has it reworded where somebody does that; it stores nothing. */
export async function composeStored(db: Queryable, plan: EditionPlan, reword?: Reword): Promise<ComposedEdition> {
  const composed = await composeFrom(db, plan)
  return reword ? { ...composed, content: await reword(composed.content) } : composed
}

async function composeFrom(db: Queryable, plan: EditionPlan): Promise<ComposedEdition> {
  const { digest, localDate, window } = plan
  const before = await findEditionBefore(db, digest.id, localDate)
  const articles = await listWindowArticles(db, window, before?.builtAt ?? null)
  return composeEdition({
    digest: digest.name,
    localDate,
    zone: digest.zone,
    windowFrom: window.from,
    windowTo: window.to,
    dueAt: plan.dueAt,
    since: before?.localDate ?? null,
    notices: plan.notices,
    coverage: plan.coverage,
    articles,
    told: toldStories(await listPrints(db, digest.id, localDate)),
    corrections: await listCorrections(db, digest.id, localDate, window.to),
    background: await readBackground(db, window),
    filters: await readFilters(db, digest, window),
    settings: digest,
  })
}

async function readBackground(db: Queryable, window: Window) {
  const background = openBackground()
  const from = new Date(window.from.getTime() - BACKGROUND_DAYS * 86_400_000)
  for (const article of await listWindowArticles(db, { from, to: window.to })) {
    background.learn(article.storyId, article)
  }
  return background
}
