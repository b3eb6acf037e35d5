import type { Evidence } from './evidence.ts'
import { type EvidenceWeights, probability } from './evidence-weights.ts'
import type { LedgerDecision } from './repository-ledger.ts'
import type { ClusterSettings } from './settings.ts'

/** What one feature did to a probability. `contribution` is in log-odds: weight times value; the bias has value 1. */
export interface Contribution {
  readonly feature: string
  readonly value: number
  readonly weight: number
  readonly contribution: number
}

/** Probabilities are rounded to millionths. */
const tolerance = 1e-6

/**
 * Takes the probability of the likeliest report apart, the weightiest feature first: the features that are stored are
 * those of that report. By which weights it was compared is not stored: it is those that give the probability again. Null
 * when none do, because the two are notices of one form, and when nothing was compared.
 */
export function contributionsOf(decision: LedgerDecision, settings: ClusterSettings): readonly Contribution[] | null {
  const { features } = decision
  const likeliest = likeliestOf(decision)
  if (likeliest === null || !features || Object.keys(features).length === 0) return null
  const evidence = features as unknown as Evidence
  const used = [settings.fullTextWeights, settings.headlineWeights, settings.mixedWeights].find(
    (weights) => Math.abs(probability(evidence, weights) - likeliest) <= tolerance,
  )
  return used ? [...Object.entries(features).map(partOf(used)), biasOf(used)].sort(byWeight) : null
}

/** Before the reports were kept, a story was one comparison, and its probability the score. */
const likeliestOf = ({ score, reports }: LedgerDecision): number | null =>
  (reports === undefined ? score : reports[0]?.probability) ?? null

const partOf =
  (weights: EvidenceWeights) =>
  ([feature, value]: [string, number]): Contribution => {
    const weight = (weights as Readonly<Record<string, number>>)[feature] ?? 0
    return { feature, value, weight, contribution: weight * value }
  }

const biasOf = ({ bias }: EvidenceWeights): Contribution => ({
  feature: 'bias',
  value: 1,
  weight: bias,
  contribution: bias,
})

const byWeight = (a: Contribution, b: Contribution): number =>
  Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1)
