import { daysIn } from '../text/days.ts'
import { numbersIn } from '../text/numbers.ts'
import { isStopWord } from '../text/stop-words.ts'
import { figuresIn } from './told-words.ts'

/**
 * A figure with the words beside it: what stands before it, a currency, the figure, a sign or up to three words.
 * No part can take what the next one begins with: linear.
 */
const FIGURE =
  /(?<before>\p{L}+)?[ (“"]*(?<shown>[$€£¥]?\p{Nd}+(?:[.,:'’\u00a0\u2009\u202f]\p{Nd}+)*(?:\s?%)?)(?<behind>(?:[ \u00a0-]\p{L}{1,20}){0,3})/gu
const SCALE =
  /^(?:million|millionen|millones|millions|milliard|milliarden|billion|billionen|billions|trillion|thousand|tausend|mil|bn|mn|m|per|pro|por|percent|prozent)$/iu
const YEAR = /^(?:19|20)\p{Nd}{2}$/u
const CLOCK = /^\p{Nd}{1,2}:\p{Nd}{2}$/u

interface Figure {
  readonly shown: string
  /** 0 for money, shares and large sums, 1 for a counted thing, 2 for the figure alone. */
  readonly order: number
}

/**
 * The figures of some sentences that readers do not know, each as it is written with what it counts: "41 million crowns",
 * "312 pages". Sums and shares come first; days, years and times of day are left out. Linear in the sentences.
 * @param isKnown asked with a figure as `figuresIn` writes it
 */
export function tellingFigures(
  sentences: readonly string[],
  language: string,
  isKnown: (figure: string) => boolean,
): readonly string[] {
  const found = new Map<string, Figure>()
  for (const match of sentences.flatMap((sentence) => [...sentence.matchAll(FIGURE)])) {
    const { before = '', shown = '', behind = '' } = match.groups ?? {}
    const key = numbersIn(shown).join(' ')
    const words = behind.split(/[ \u00a0-]/u).filter((word) => word !== '')
    if (found.has(key) || figuresIn([shown, ...words.slice(0, 1)].join(' '), language).every(isKnown)) continue
    if (!isDate(before, shown, words, language)) found.set(key, figureOf(shown.trim(), words, language))
  }
  return [...found.values()].sort((a, b) => a.order - b.order).map(({ shown }) => shown)
}

function isDate(before: string, shown: string, [next = '']: readonly string[], language: string): boolean {
  if (CLOCK.test(shown.trim()) || daysIn(`${before} ${shown} ${next}`, language).size > 0) return true
  return YEAR.test(shown.trim()) && !SCALE.test(next)
}

function figureOf(shown: string, words: readonly string[], language: string): Figure {
  const scale = words.findIndex((word) => !SCALE.test(word))
  const scales = words.slice(0, scale < 0 ? words.length : scale)
  const [thing = ''] = words.slice(scales.length)
  const isThing = thing.length > 2 && !isStopWord(thing.toLowerCase(), language)
  const text = [shown, ...scales, ...(isThing ? [thing] : [])].join(' ')
  if (scales.length > 0 || /[$€£¥%]/u.test(shown)) return { shown: text, order: 0 }
  return { shown: text, order: isThing ? 1 : 2 }
}
