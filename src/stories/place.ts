import { namesIn } from '../text/names.ts'
import { distinctiveNames } from './distinctive-marks.ts'
import { independentKey } from './counts.ts'
import { placeInDateline } from './story-facts-dateline.ts'
import type { FactMember, StoryPlace } from './story-facts.ts'

/** Words that a place follows, by language. Turkish, Finnish and Hungarian bend the name instead. */
const prepositions: Readonly<Record<string, string>> = {
  en: 'in|at|near|outside',
  de: 'in|bei|nahe',
  fr: 'à|près de',
  es: 'en|cerca de',
  it: 'a|in|vicino a',
  pt: 'em|perto de',
  nl: 'in|te|bij',
  sv: 'i|nära',
  pl: 'w|we',
  ru: 'в|во|под',
}
/** Words that make a name after them a thing or a person rather than a place: it takes an article where a place takes none. */
const articles: Readonly<Record<string, string>> = {
  en: 'the|a|an|this|that|his|her|its|their',
  de: 'der|die|das|dem|den|des|ein|eine|einem|einer|eines|diese|dieser|diesem|ihr|ihre|ihrer|seiner|seine',
}
/** Capitalised words side by side, but not such as "Gate 3". */
const run = String.raw`\p{Lu}[\p{L}\p{M}'’-]+(?:\s\p{Lu}[\p{L}\p{M}'’-]+){0,3}(?![\p{L}\p{M}'’-]|\s\p{Lu}|\s?\p{Nd})`
/** A place that is named in a dateline is meant as one. */
const datelineWeight = 2
/** Least share of the independent reports that agree on a place, and fewest. */
const leastShare = 1 / 3
const fewestReports = 2

interface Support {
  readonly voices: Set<string>
  weight: number
  isDateline: boolean
  readonly written: Map<string, number>
}

/**
 * Where the event happened, as far as the reports say without a gazetteer: the name that stands in their datelines, or
 * after a word that places follow, in most independent reports. Two must agree, and a third of all; a lone report is
 * believed in its dateline only. Null when they do not, or when two names have equal support. Linear in the heads.
 */
export function choosePlace(members: readonly FactMember[]): StoryPlace | null {
  const originals = members.filter(({ originalId }) => originalId === null)
  const voices = new Set(originals.map(independentKey))
  const found = new Map<string, Support>()
  for (const member of originals) {
    const dateline = placeInDateline(member.head)
    if (dateline !== null) support(found, dateline, independentKey(member), datelineWeight)
    for (const name of placesAfterPrepositions(member)) support(found, name, independentKey(member), 1)
  }
  const [best, second] = [...found.values()].sort((a, b) => b.voices.size - a.voices.size || b.weight - a.weight)
  if (!best || (second && second.voices.size === best.voices.size && second.weight === best.weight)) return null
  const isAgreed = best.voices.size >= Math.max(fewestReports, leastShare * voices.size)
  const isLoneDateline = voices.size === 1 && best.isDateline
  if (!isAgreed && !isLoneDateline) return null
  return { name: writtenMost(best.written), reports: best.voices.size }
}

function support(found: Map<string, Support>, name: string, voice: string, weight: number): void {
  const key = name.toLowerCase()
  let known = found.get(key)
  if (!known) found.set(key, (known = { voices: new Set(), weight: 0, isDateline: false, written: new Map() }))
  known.voices.add(voice)
  known.weight += weight
  if (weight === datelineWeight) known.isDateline = true
  known.written.set(name, (known.written.get(name) ?? 0) + 1)
}

function placesAfterPrepositions({ head, language, publisher, title }: FactMember): Set<string> {
  const text = `${title}.\n${head}`
  const placed = namesAfter(text, prepositions[language])
  if (placed.size === 0) return placed
  const things = namesAfter(text, articles[language])
  const names = new Set(distinctiveNames(namesIn(text), publisher, language))
  return new Set([...placed].filter((name) => names.has(name) && !things.has(name)))
}

const patterns = new Map<string, RegExp>()

/** The runs of capitalised words that stand directly behind one of the words. */
function namesAfter(text: string, before: string | undefined): Set<string> {
  if (before === undefined) return new Set()
  let pattern = patterns.get(before)
  if (!pattern) {
    const opening = before.replaceAll(/(?<=^|\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
    pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${opening})\\s(${run})`, 'gu')
    patterns.set(before, pattern)
  }
  return new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name))
}

/** The spelling that most reports use; capitals all through are a dateline's manner. */
function writtenMost(written: ReadonlyMap<string, number>): string {
  const spellings = [...written].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name)
  const best = spellings.find((name) => name !== name.toUpperCase()) ?? spellings[0] ?? ''
  if (best !== best.toUpperCase()) return best
  return best.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
}
