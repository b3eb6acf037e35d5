import type { Amount } from '../../text/amounts.ts'
import type { Movement } from './template.ts'

/** A figure as one sentence of a report states it. */
export interface FigureClaim {
  /** Index of the article in the story. */
  readonly article: number
  /** Place of the sentence among those of its article. */
  readonly order: number
  /** UTF-16 span of the sentence in the article's text. */
  readonly start: number
  readonly end: number
  readonly what: string
  readonly unit: string | null
  /** Figures are compared only where this is the same: what is counted, the unit, and what sets it apart. */
  readonly topic: string
  readonly movement: Movement
  readonly scope: 'event' | 'thing'
  readonly isCounted: boolean
  readonly amount: Amount
  readonly setting: Setting
}

/** What the rest of the sentence says of the event. */
export interface Setting {
  readonly stems: ReadonlySet<string>
  /** Lower-cased words of names, and of those among them that stand as a place. */
  readonly names: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  /** Stems of words for a place: "on the pitch". */
  readonly spots: ReadonlySet<string>
  readonly weekdays: ReadonlySet<number>
  readonly days: ReadonlySet<string>
  readonly years: ReadonlySet<string>
}
