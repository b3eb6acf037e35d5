import { amountWords, type AmountWords, type Measure } from './amount-words.ts'
import { numberWords } from './number-words.ts'
import { numbersIn } from './numbers.ts'
import { primaryLanguage } from './words.ts'

/** A number of a text with what bounds it and what it measures. */
export interface Amount {
  /** Half-open UTF-16 span; it takes in the words that bound it, the currency sign and the unit. */
  readonly start: number
  readonly end: number
  readonly value: number
  /** The values that it leaves open: "at least 3" is 3 to infinity, "40 to 50" both ends, "about 40" a fifth either way. */
  readonly low: number
  readonly high: number
  /** Whether it says one value, be it rounded. */
  readonly isExact: boolean
  /** What rounding can hide: half the place of its last digit, at most a twentieth of it. */
  readonly rounding: number
  readonly measure: Measure
  /** Null for a count. */
  readonly unit: string | null
  /** In digits and English words, without the unit: "about 1.2 million", "40 to 50". */
  readonly shown: string
}

interface Reading {
  readonly start: number
  readonly end: number
  readonly value: number
  readonly scale: number
}

/** Nobody who says "about 40" is contradicted by 33 or 47. */
const approximation = 0.2
const mostRounding = 0.05
const numerals = String.raw`\p{Nd}+(?:[.,'’\u00a0\u202f\u2009]\p{Nd}+)*`
/** Outside English a plain space parts thousands too. */
const spaced = String.raw`\p{Nd}{1,3}(?: \p{Nd}{3})+(?:,\p{Nd}+)?`

interface Grammar {
  readonly words: AmountWords
  readonly spelled: ReadonlyMap<string, number>
  readonly number: RegExp
  readonly unit: RegExp
  readonly bound: RegExp
  readonly range: RegExp
  readonly from: RegExp
  readonly partBefore: RegExp
  readonly partBehind: RegExp
}

const grammars = new Map<string, Grammar | null>()

/**
 * The amounts of a text in English, German, Spanish or French, in order; a text without a language is read as English,
 * one in another language gives none. Spelled numbers are read up to ninety-nine, with hundreds in English, and before
 * any scale ("two million"). Linear in the length of the text.
 */
export function amountsIn(text: string, language: string | null): Amount[] {
  const grammar = grammarOf(primaryLanguage(language ?? 'en'))
  if (!grammar) return []
  const numbers = Array.from(text.matchAll(grammar.number), (hit) => readNumber(hit, grammar))
  const found: Amount[] = []
  for (let i = 0; i < numbers.length; i++) {
    const [first, second] = [numbers[i], numbers[i + 1]]
    if (!first || Number.isNaN(first.value) || isPart(text, first, grammar)) continue
    const range = second && !isPart(text, second, grammar) ? readRange(text, first, second, grammar) : null
    const amount = range ?? readAmount(text, first, grammar)
    if (amount) found.push(amount)
    if (range) i++
  }
  return found
}

function grammarOf(language: string): Grammar | null {
  const known = grammars.get(language)
  if (known !== undefined) return known
  const [words, spelled] = [amountWords[language], numberWords[language]]
  const made = words && spelled ? makeGrammar(words, spelled, language) : null
  grammars.set(language, made)
  return made
}

function makeGrammar(words: AmountWords, spelled: ReadonlyMap<string, number>, language: string): Grammar {
  const small = [...spelled.keys()].sort((a, b) => b.length - a.length).join('|')
  const scale = words.scales.map(([pattern]) => pattern).join('|')
  const hundreds = language === 'en' ? `(?:(?:one|a|${small})[ -]hundred(?:(?: and)? (?:${small}|one))?)|` : ''
  const single = `(?:one|an?|un|une|eine?|mil)(?=[ -](?:${scale}))`
  return {
    words,
    spelled,
    number: new RegExp(
      String.raw`(?<![\p{L}\p{N}.,:])(?:(?<digits>${language === 'en' ? '' : `${spaced}|`}${numerals})|(?<spelled>${hundreds}${small}|${single}))(?:[ \u00a0-]?(?<scale>${scale})|(?<short>(?<=[€$£] ?[\p{N}.,]+ ?)[mk])(?![\p{L}\p{N}]))?(?![\p{L}\p{N}]|:\p{N}|-\p{L}+-old)`,
      'giu',
    ),
    unit: new RegExp(
      `^[ \\u00a0-]?(?:${words.units.map(([pattern]) => `(${pattern})`).join('|')})(?![\\p{L}\\p{N}])`,
      'u',
    ),
    bound: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:(?<least>${words.least})|(?<most>${words.most})|(?<between>${words.between})|(?<about>${words.about})) ?$`,
      'iu',
    ),
    range: new RegExp(`^(?:${words.to})$`, 'iu'),
    from: new RegExp(`(?<!\\p{L})(?:${words.from}) $`, 'iu'),
    partBefore: new RegExp(`(?<!\\p{L})(?:${words.partBefore})[ -]?$`, 'iu'),
    partBehind: new RegExp(`^[ -](?:${words.partBehind})(?!\\p{L})`, 'iu'),
  }
}

function readNumber(hit: RegExpExecArray, { words, spelled }: Grammar): Reading {
  const { digits, spelled: word, scale, short } = hit.groups ?? {}
  const value = digits === undefined ? spelledValue(word ?? '', spelled) : digitsValue(digits)
  return {
    start: hit.index,
    end: hit.index + hit[0].length,
    value,
    scale: short === undefined ? factorOf(scale, words) : short.toLowerCase() === 'm' ? 1e6 : 1e3,
  }
}

function factorOf(scale: string | undefined, { scales }: AmountWords): number {
  if (scale === undefined) return 1
  return scales.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(scale))?.[1] ?? 1
}

/** Not a number when the digits are a date, a time or a version. */
function digitsValue(raw: string): number {
  const read = numbersIn(raw.replaceAll(' ', '\u00a0'))
  return read.length === 1 ? Number(read[0]) : NaN
}

function spelledValue(word: string, spelled: ReadonlyMap<string, number>): number {
  const small = word.toLowerCase()
  const known = spelled.get(small)
  if (known !== undefined) return known
  const [, hundreds, rest] = /^(.+?)[ -]hundred(?:(?: and)? (.+))?$/.exec(small) ?? []
  if (hundreds === undefined) return small === 'mil' ? 1000 : 1
  return 100 * (spelled.get(hundreds) ?? 1) + (rest === undefined ? 0 : (spelled.get(rest) ?? 1))
}

/** How far around a number the words that change it are looked for: characters. */
const CONTEXT = 30

const textBefore = (text: string, at: number): string => text.slice(Math.max(0, at - CONTEXT), at)

/** Whether the words around a number make another one of it, which is not read: "half a million" is no million. */
const isPart = (text: string, { start, end }: Reading, { partBefore, partBehind }: Grammar): boolean =>
  partBefore.test(textBefore(text, start)) || partBehind.test(text.slice(end, end + CONTEXT))

/** A currency before a number, with the space between. */
const SIGN = /(?:US)?([€$£]) ?$/u

/** "40 to 50 people", "between 2 and 3 million"; null where the second number does not go on from the first. */
function readRange(text: string, first: Reading, second: Reading, grammar: Grammar): Amount | null {
  const joint = text.slice(first.end, second.start).replace(/[€$£]/u, '')
  if (!grammar.range.test(joint) || grammar.from.test(textBefore(text, first.start))) return null
  const between = grammar.bound.exec(textBefore(text, first.start).replace(SIGN, ''))?.groups?.['between']
  if (/^ (?:and|und|y|et) $/iu.test(joint) && between === undefined) return null
  const low = first.value * (first.scale === 1 && first.value < 1000 ? second.scale : first.scale)
  const high = second.value * second.scale
  if (!(low < high)) return null
  const { measure, unit, end, ...from } = measured(text, first.start, second.end, grammar)
  const start = from.start - (between === undefined ? 0 : between.length + 1)
  const shown = `${inDigits(low, high)} to ${inDigits(high)}`
  return { start, end, value: high, low, high, isExact: false, rounding: 0, measure, unit, shown }
}

/** Null of a number behind "between" that no other one follows: nobody knows what it bounds. */
function readAmount(text: string, reading: Reading, grammar: Grammar): Amount | null {
  const measure = measured(text, reading.start, reading.end, grammar)
  const bound = grammar.bound.exec(textBefore(text, measure.start))
  if (bound?.groups?.['between'] !== undefined) return null
  const value = reading.value * reading.scale
  const { least, most, about } = bound?.groups ?? {}
  const isNear = about !== undefined
  const isExact = least === undefined && most === undefined && !isNear
  const sign = least !== undefined ? 'at least ' : most !== undefined ? 'up to ' : isNear ? 'about ' : ''
  return {
    ...measure,
    start: measure.start - (isExact ? 0 : (bound?.[0].length ?? 0)),
    value,
    low: least !== undefined ? value : most !== undefined ? 0 : isNear ? value * (1 - approximation) : value,
    high: most !== undefined ? value : least !== undefined ? Infinity : isNear ? value * (1 + approximation) : value,
    isExact,
    rounding: roundingOf(reading.value, reading.scale),
    shown: sign + inDigits(value),
  }
}

const currencies: Readonly<Record<string, string>> = { '€': 'euros', $: 'dollars', '£': 'pounds' }

/** Takes in the currency sign before and the unit behind. */
function measured(text: string, from: number, to: number, { words, unit }: Grammar) {
  const sign = SIGN.exec(textBefore(text, from))
  if (sign) {
    const unitOfSign = currencies[sign[1] ?? ''] ?? null
    return { start: from - sign[0].length, end: to, measure: 'money' as Measure, unit: unitOfSign }
  }
  const hit = unit.exec(text.slice(to, to + 30))
  const found = hit ? words.units[hit.slice(1).findIndex(Boolean)] : undefined
  if (!hit || !found) return { start: from, end: to, measure: 'count' as Measure, unit: null }
  return { start: from, end: to + hit[0].length, measure: found[1], unit: found[2] }
}

function roundingOf(value: number, scale: number): number {
  const digits = String(value)
  const decimals = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0
  const zeros = value >= 100 || scale > 1 ? (/0+$/.exec(digits)?.[0].length ?? 0) : 0
  const place = decimals > 0 ? 10 ** -decimals : 10 ** zeros
  return Math.min((place * scale) / 2, value * scale * mostRounding)
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 3 })

/** `1,234`, `1.2 million`; the lower end of a range shares the scale of the upper. */
function inDigits(value: number, beside = value): string {
  const [factor, name] =
    beside >= 1e12
      ? [1e12, ' trillion']
      : beside >= 1e9
        ? [1e9, ' billion']
        : beside >= 1e6
          ? [1e6, ' million']
          : [1, '']
  return grouped.format(value / factor) + (value === beside ? name : '')
}
