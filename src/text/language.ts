import { stopWords } from './stop-words.ts'
import { primaryLanguage, words } from './words.ts'

/** Scripts that one language nearly owns in news; kana is looked for before Han, which Japanese also writes. */
const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
]
const anyScript = new RegExp(scripts.map(([, script]) => script.source).join('|'), 'u')
/** Characters that are read: enough for a verdict, and a bound on the cost. */
const sampleLength = 2000
/** Share of letters from which a script decides. Kana mark Japanese when they are a tenth: the rest is Han. */
const scriptShare = 0.1
/** Fewer stop words than this say nothing; the best language must also lead the second by `lead` times. */
const fewestHits = 2
const lead = 1.2

/** A settled language, or the detected one where none was settled; `und` when it is not known. */
export function languageOf(settled: string | null, text: string): string {
  const primary = primaryLanguage(settled)
  return primary === '' || primary === 'und' ? detectLanguage(text) : primary
}

/** Letters from which a text may contradict what its publisher stated of it, and by how many times it must. */
const longText = 200
const contradiction = 4

/**
 * The language that a publisher stated, as its first subtag, or else the detected one; `und` when neither is known. A
 * template's tag is often wrong, so a long text that plainly is in another language wins: of those words it must have
 * four times as many as of the stated one, whose words must be known here.
 */
export function settledLanguage(stated: string | null, text: string): string {
  const primary = primaryLanguage(stated)
  const detected = detectLanguage(text)
  if (primary === '' || primary === 'und') return detected
  return detected !== 'und' && contradicts(primary, detected, text.slice(0, sampleLength)) ? detected : primary
}

function contradicts(stated: string, detected: string, sample: string): boolean {
  if (stated === detected || (sample.match(/\p{L}/gu)?.length ?? 0) < longText) return false
  const [own, other] = [stopWords[stated], stopWords[detected]]
  if (!own || !other) return false
  const found = words(sample, null)
  const count = (list: ReadonlySet<string>): number => found.filter((word) => list.has(word)).length
  return count(other) >= contradiction * Math.max(1, count(own))
}

/**
 * The language of a text as a two-letter code, or `und`. Decided by script where a script belongs to one language, else
 * by the share of words on each stop-word list (Grefenstette, "Comparing two language identification schemes", 1995).
 * Reads the first 2,000 characters.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, sampleLength)
  if (!/\p{L}/u.test(sample)) return 'und'
  return byScript(sample) ?? byStopWords(words(sample, null))
}

function byScript(sample: string): string | null {
  if (!anyScript.test(sample)) return null
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  for (const [language, script] of scripts) {
    if ((sample.match(script)?.length ?? 0) >= scriptShare * letters) return language
  }
  return null
}

const listed = Object.keys(stopWords)
/** Each stop word with the places in `listed` of the languages that have it. */
const listedIn = new Map<string, number[]>()
for (const [place, language] of listed.entries()) {
  for (const word of stopWords[language] ?? []) listedIn.set(word, [...(listedIn.get(word) ?? []), place])
}

function byStopWords(found: readonly string[]): string {
  const counts = listed.map(() => 0)
  for (const word of found) for (const place of listedIn.get(word) ?? []) counts[place] = (counts[place] ?? 0) + 1
  const hits = listed
    .map((language, place) => ({ language, count: counts[place] ?? 0 }))
    .sort((a, b) => b.count - a.count)
  const [best, second] = hits
  if (!best || best.count < fewestHits || best.count < lead * (second?.count ?? 0)) return 'und'
  return best.language
}
