import type { Amount } from '../../text/amounts.ts'
import type { FigureClaim } from './claim.ts'
import { contradict, maySpeakOfOne, shared } from './setting.ts'

/** Reports further apart than this tell of different states of an event. */
const mostApartMs = 12 * 3_600_000
/** The number of missing falls as people are found: only figures of one hour stand against each other. */
const movingApartMs = 3_600_000
/** Figures further apart than this belong to different things, whatever the words say. */
const mostRatio = 3
/** Sentences among the first ones of a report, its standfirst counted, tell of its event. */
const leadSentences = 5

/** A claim with the time of its report. */
export interface TimedClaim extends FigureClaim {
  /** Epoch milliseconds. */
  readonly at: number
}

/** Whether one event can have both values: bounds and ranges overlap, or the one is the other rounded. */
export function amountsAgree(a: Amount, b: Amount, isCounted: boolean): boolean {
  const slack = isCounted ? 0 : Math.max(a.rounding, b.rounding)
  if (a.isExact && b.isExact) return a.value === b.value || Math.abs(a.value - b.value) < slack
  return a.low <= b.high && b.low <= a.high
}

/** Whether two claims state one figure of one event with values that cannot both hold. */
export function claimsConflict(a: TimedClaim, b: TimedClaim): boolean {
  if (a.topic !== b.topic || amountsAgree(a.amount, b.amount, a.isCounted)) return false
  return areNear(a.amount, b.amount) && !isUpdate(a, b) && maySpeakOfOne(a.setting, b.setting) && tellOfOne(a, b)
}

function areNear(a: Amount, b: Amount): boolean {
  const [low, high] = [Math.min(a.value, b.value), Math.max(a.value, b.value)]
  return low > 0 && high <= mostRatio * low
}

/** A later report may know of more; one half a day later tells of another state altogether. */
function isUpdate(a: TimedClaim, b: TimedClaim): boolean {
  const [first, second] = a.at <= b.at ? [a, b] : [b, a]
  const apart = second.at - first.at
  if (apart > (a.movement === 'moves' ? movingApartMs : mostApartMs)) return true
  return a.movement === 'grows' && apart > 0 && second.amount.value > first.amount.value
}

/** Both stand where reports tell of their event, or say enough else that is the same. */
function tellOfOne(a: TimedClaim, b: TimedClaim): boolean {
  const areLeads = a.order < leadSentences && b.order < leadSentences
  const common = shared(a.setting.stems, b.setting.stems)
  if (a.scope === 'event') return areLeads || common >= 1
  if (contradict(a.setting.names, b.setting.names)) return false
  return common >= (areLeads ? 1 : 2)
}
