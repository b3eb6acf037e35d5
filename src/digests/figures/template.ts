import type { Measure } from '../../text/amount-words.ts'

/**
 * How a figure moves: a toll `grows` while an event goes on, so a later higher one is news of it; the number of missing
 * `moves` both ways; a cost is `settled`.
 */
export type Movement = 'grows' | 'moves' | 'settled'

/** A way in which a language states a figure. */
export interface FigureTemplate {
  /** What is counted, in English: a noun phrase behind "the". `$thing` stands for what the pattern's group `thing` caught. */
  readonly what: string
  readonly movement: Movement
  /** Whether the event has one such figure, or several things in the story may have one each. */
  readonly scope: 'event' | 'thing'
  /** Whether it is counted to the last one, so that nobody rounds it. */
  readonly isCounted: boolean
  /**
   * Matched against a sentence whose amounts are signs (`sign`): group `value` holds the sign of the figure; `thing` what it
   * belongs to, `kind` a word that sets it apart from others of the same name.
   */
  readonly pattern: RegExp
  /** What `value` measures. */
  readonly measure: Measure
}

const firstSign: Readonly<Record<Measure, number>> = {
  count: 0xe000,
  money: 0xe100,
  share: 0xe200,
  area: 0xe300,
  length: 0xe400,
}
/** Amounts of one sentence that are told apart. */
export const mostSigns = 0x100

/** The private-use character that stands for amount `index` of a sentence. */
export const signOf = (measure: Measure, index: number): string => String.fromCharCode(firstSign[measure] + index)

/** The index of the amount that a sign stands for. */
export const indexOfSign = (sign: string): number => sign.charCodeAt(0) % mostSigns

const anySign = (measure: Measure): string => {
  const [from, to] = [firstSign[measure], firstSign[measure] + mostSigns - 1]
  return `[\\u${from.toString(16)}-\\u${to.toString(16)}]`
}

/** Sources of patterns for the figure of a template, by what it measures. */
export const value: Readonly<Record<Measure, string>> = {
  count: `(?<value>${anySign('count')})`,
  money: `(?<value>${anySign('money')})`,
  share: `(?<value>${anySign('share')})`,
  area: `(?<value>${anySign('area')})`,
  length: `(?<value>${anySign('length')})`,
}
/** The same for an amount that the template does not take. */
export const otherCount = anySign('count')

/** Templates for a figure that an event has once. */
export const event = (what: string, movement: Movement, ...sources: readonly string[]): FigureTemplate[] =>
  sources.map((source) => ({ ...reading(source), what, movement, scope: 'event', isCounted: false }))

/** Templates for a figure that each of several things may have. */
export const thing = (what: string, ...sources: readonly string[]): FigureTemplate[] =>
  sources.map((source) => ({ ...reading(source), what, movement: 'settled', scope: 'thing', isCounted: false }))

/** The pattern matches whole words, in any case. */
function reading(source: string): Pick<FigureTemplate, 'pattern' | 'measure'> {
  const measure = (Object.keys(value) as Measure[]).find((one) => source.includes(value[one]))
  if (measure === undefined) throw new Error(`a template without a value: ${source}`)
  return { measure, pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${source})(?![\\p{L}\\p{N}])`, 'giu') }
}
