import { numbersIn } from '../../text/numbers.ts'
import { primaryLanguage, words } from '../../text/words.ts'
import { smallNumbers } from './claim-words.ts'

const list = (text: string): readonly string[] => text.trim().split(/\s+/)

const teens = list('thirteen fourteen fifteen sixteen seventeen eighteen nineteen')
const tens = list('twenty thirty forty fifty sixty seventy eighty ninety')
const scales = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 } as const

/** Words that count without giving a value that digits could stand for: each is a figure as it is written. */
const counting: Readonly<Record<string, RegExp>> = {
  en: /^(?:dozens?|hundreds|thousands|(?:m|b|tr)illions|scores|half|halves|quarters?|thirds?|twice|thrice|doubled?|tripled?|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)$/,
  de: /(?:zehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)e?n?$|^(?:(?:million|milliarde|billion)e?n?|dutzende?n?|halb\p{L}*|hälfte|viertel|drittel|doppelt\p{L}*|verdoppel\p{L}*|zweimal|dreimal)$/u,
  es: /^(?:(?:tre|cator|quin)ce|diec?i\p{L}+|veint\p{L}+|(?:tre|cuare|cincue|sese|sete|oche|nove)inta|\p{L}+enta|cien(?:to|tos|tas)?|\p{L}+cient[oa]s|quinient[oa]s|mil(?:es)?|mill(?:ón|ones)|docenas?|mitad|tercio|cuarto|dobl[eó]|triple)$/u,
  fr: /^(?:treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|milliers?|centaines?|dizaines?|douzaines?|vingtaines?|millions?|milliards?|moitié|tiers|quarts?|double|doublé|triple)$/u,
}

/** "one" is an article as often as a number: it proves the figure 1, and asks for no proof. */
const one: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['one']),
  de: new Set(['eins', 'ein', 'eine', 'einen', 'einem', 'einer']),
  es: new Set(['un', 'uno', 'una']),
  fr: new Set(['un', 'une']),
}

const englishValues = new Map([
  ...(smallNumbers['en'] ?? []).map((word, value) => [word, value] as const),
  ...teens.map((word, i) => [word, 13 + i] as const),
  ...tens.map((word, i) => [word, 20 + 10 * i] as const),
])

/**
 * The distinct figures of a text, written alike: "forty-seven" is "47", "1.2 million" is "1200000"; and the signs of
 * money and share that it bears. Words that count without a value ("dozens") are figures themselves. Linear.
 */
export function figuresOf(text: string, language: string | null): ReadonlySet<string> {
  const primary = primaryLanguage(language ?? 'en')
  const found = new Set<string>(text.match(/\p{Sc}/gu))
  if (/%|\b(?:per ?cent|percentage|prozent|por ciento|pour cent)\b/iu.test(text)) found.add('%')
  const run = new FigureRun()
  for (const word of words(text, language ?? 'en')) {
    if (counting[primary]?.test(word)) found.add(word)
    if (run.takes(word, primary)) continue
    for (const value of run.end()) found.add(value)
    run.takes(word, primary)
  }
  for (const value of run.end()) found.add(value)
  return found
}

/** Figures that a text proves: besides its own, the 1 of an article. */
export function figuresProvenBy(text: string, language: string | null): ReadonlySet<string> {
  const known = one[primaryLanguage(language ?? 'en')]
  const isOne = words(text, language ?? 'en').some((word) => known?.has(word))
  return isOne ? new Set([...figuresOf(text, language), '1']) : figuresOf(text, language)
}

/** Number words that stand side by side and make one figure. */
class FigureRun {
  private whole = 0
  private part: number | null = null
  private lastScale = Infinity
  private odd: readonly string[] = []
  private isDigits = false
  private isBehindAnd = false
  /** Begins the next figure: "two million and three million" are two. */
  private carried: number | null = null

  /** Whether the word goes on with the figure so far; when not, the figure has to be ended first. */
  takes(word: string, language: string): boolean {
    if (/\p{Nd}/u.test(word)) return this.takesDigits(numbersIn(word))
    const scale = language === 'en' ? scales[word as keyof typeof scales] : undefined
    if (scale !== undefined) return this.takesScale(scale)
    const value = language === 'en' ? englishValues.get(word) : smallNumbers[language]?.indexOf(word)
    if (value !== undefined && value > 1) return this.takesValue(value)
    if (value === 1 && this.part !== null) return this.takesValue(1)
    if (word !== 'and' || language !== 'en' || (this.lastScale === Infinity && !this.endsInHundred())) return false
    this.isBehindAnd = this.part === null
    return true
  }

  /** The figures of the run, and an empty run. */
  end(): readonly string[] {
    const value = this.whole + (this.carried === null ? (this.part ?? 0) : 0)
    const found = this.part === null && this.lastScale === Infinity ? this.odd : [...this.odd, String(value)]
    this.whole = 0
    this.part = this.carried
    this.carried = null
    this.lastScale = Infinity
    this.odd = []
    this.isDigits = false
    this.isBehindAnd = false
    return found
  }

  private takesDigits(values: readonly string[]): boolean {
    if (!this.isEmpty()) return false
    const [value, ...others] = values
    this.isDigits = true
    if (others.length > 0 || value === undefined || Number(value) > Number.MAX_SAFE_INTEGER) this.odd = values
    else this.part = Number(value)
    return true
  }

  private takesValue(value: number): boolean {
    const isUnit = value < 10 && !this.isDigits && this.part !== null && this.part % 100 >= 20 && this.part % 10 === 0
    if (this.part !== null && !isUnit && !(this.endsInHundred() && value < 100)) return false
    this.part = (this.part ?? 0) + value
    return true
  }

  private takesScale(scale: number): boolean {
    if (this.odd.length > 0 || scale >= this.lastScale) {
      if (this.isBehindAnd) this.carried = this.part
      return false
    }
    if (scale === 100) {
      this.part = (this.part ?? 1) * 100
      this.isDigits = false
      return true
    }
    this.whole += Math.round((this.part ?? 1) * scale * 1e3) / 1e3
    this.part = null
    this.lastScale = scale
    return true
  }

  private endsInHundred(): boolean {
    return !this.isDigits && this.part !== null && this.part >= 100 && this.part % 100 === 0
  }

  private isEmpty(): boolean {
    return this.part === null && this.lastScale === Infinity && this.odd.length === 0
  }
}
