import type { Queryable } from '../db/database.ts'
import type { AnalystRules } from './analyst-rules.ts'
import type { Assignment, StoryDecision } from './cluster-article.ts'
import { type Clusterer, createClusterer } from './clusterer.ts'
import { rulesOf } from './decision-rules.ts'
import { settingsOf } from './repository-settings.ts'
import { findCopyEvidence } from './repository-copy-evidence.ts'
import { listClusterArticles } from './repository-cluster-articles.ts'
import { listObeyedAt } from './repository-decisions.ts'
import { readFeatures } from './repository-features.ts'
import { listStanding, type StandingArticle } from './repository-standing.ts'
import { type LedgerEntry, loadSuccessorsAt } from './repository-ledger.ts'
import { type ClusterSettings, settingsVersion } from './settings.ts'

/** A decision of the lane made again. */
export interface Recomputed {
  /** The version that the stored decision names. */
  readonly settingsVersion: string
  /** False when the running release has other settings; then its rules may be others too. */
  readonly isRunningVersion: boolean
  /** Articles that the lane had in memory then. */
  readonly articlesBefore: number
  readonly storyId: string
  readonly originalId: string | null
  readonly decision: StoryDecision
  /** What differs from the stored decision; empty when all is equal. */
  readonly differences: readonly string[]
}

/** Why a decision could not be made again. */
export interface NotRecomputed {
  readonly problem: string
}

/** Numbers that are stored as JSON come back as they were; this allows for the last digit. */
const tolerance = 1e-9
/** Stands for a story that the recomputation would open and the lane did not. */
const NEW_STORY = 'a story of its own'

/**
 * Makes a decision of the lane again: the articles that it had in memory just before are put back where they stood, and
 * the article is assigned anew under the settings and the analysts' decisions of that time.
 * @param entry an event by which the lane placed an article
 */
export async function recompute(
  db: Queryable,
  entry: LedgerEntry,
  language: string,
): Promise<Recomputed | NotRecomputed> {
  const version = entry.settingsVersion
  if (version === null) return { problem: 'the event names no settings: it is older than they are kept' }
  const settings = await settingsOf(db, version)
  if (!settings) return { problem: `the settings of version ${version} were not kept` }
  const [article] = entry.articleId === null ? [] : await listClusterArticles(db, [entry.articleId])
  if (!article) return { problem: 'the article has no text any more' }
  const { clusterer, articlesBefore } = await stateBefore(db, entry, language, settings)
  const assignment = clusterer.assign(article)
  const stored = await findCopyEvidence(db, article.id, entry.at)
  const originalId = assignment.copyOf?.originalId ?? null
  return {
    settingsVersion: version,
    isRunningVersion: version === settingsVersion,
    articlesBefore,
    storyId: assignment.storyId,
    originalId,
    decision: assignment.decision,
    differences: [
      ...differing('story', entry.storyId, assignment.storyId),
      ...differing('original', stored?.originalId ?? null, originalId),
      ...decisionsDiffer(entry, assignment),
    ],
  }
}

/** Articles put back at once: their features are in memory together. */
const STEP = 500

async function stateBefore(
  db: Queryable,
  entry: LedgerEntry,
  language: string,
  settings: ClusterSettings,
): Promise<{ clusterer: Clusterer; articlesBefore: number }> {
  const opened = entry.event === 'created' ? entry.storyId : NEW_STORY
  const clusterer = createClusterer({ settings, newStoryId: () => opened })
  const stood = await listStanding(db, { ledgerId: entry.id, language, at: entry.at }, settings)
  for (let from = 0; from < stood.length; from += STEP) {
    await restoreAll(db, clusterer, stood.slice(from, from + STEP), settings)
  }
  clusterer.setRules(language, await rulesAt(db, language, entry.at))
  return { clusterer, articlesBefore: stood.length }
}

async function restoreAll(
  db: Queryable,
  clusterer: Clusterer,
  stood: readonly StandingArticle[],
  settings: ClusterSettings,
): Promise<void> {
  const ids = stood.map(({ articleId }) => articleId)
  const featured = await readFeatures(db, ids, settings)
  for (const { articleId, publishedAt, storyId, originalId } of stood) {
    const known = featured.get(articleId)
    if (!known) continue // its text has been taken away since
    const { features, indexTerms } = known
    clusterer.restore({ id: articleId, publishedAt, features }, { storyId, originalId, indexTerms })
  }
}

/** What the lane obeyed at that time, stories by the ids that they went by then. */
async function rulesAt(db: Queryable, language: string, at: Date): Promise<AnalystRules> {
  const decisions = await listObeyedAt(db, language, at)
  const named = new Set(decisions.flatMap(({ storyId }) => storyId ?? []))
  const successors = await loadSuccessorsAt(db, [...named], at)
  return rulesOf(decisions, (id) => successors.get(id) ?? id)
}

function decisionsDiffer({ decision: stored }: LedgerEntry, { decision: again }: Assignment): readonly string[] {
  const names = [...new Set([...Object.keys(stored.features ?? {}), ...Object.keys(again.features)])]
  return [
    ...differing('rule', stored.rule ?? null, again.rule),
    ...differing('score', stored.score ?? null, again.score),
    ...differing('threshold', stored.threshold ?? null, again.threshold),
    ...names.flatMap((name) => differing(name, stored.features?.[name] ?? null, again.features[name] ?? null)),
    ...differing('reports compared', toldReports(stored.reports), toldReports(again.reports)),
    ...differing(
      'nearest other story',
      stored.nearestRejected?.storyId ?? null,
      again.nearestRejected?.storyId ?? null,
    ),
    ...differing('its score', stored.nearestRejected?.score ?? null, again.nearestRejected?.score ?? null),
  ]
}

const toldReports = (reports: StoryDecision['reports'] = []): string =>
  reports.map(({ articleId, probability }) => `${articleId} ${probability}`).join(', ') || 'none'

function differing(what: string, stored: string | number | null, again: string | number | null): readonly string[] {
  const isSame =
    typeof stored === 'number' && typeof again === 'number' ? Math.abs(stored - again) <= tolerance : stored === again
  return isSame ? [] : [`${what}: stored ${stored ?? 'none'}, recomputed ${again ?? 'none'}`]
}
