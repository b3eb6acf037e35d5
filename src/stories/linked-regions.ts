import { latinised } from './linked-spelling.ts'

/** Every two-letter code; those that ISO 3166 has not given away have no name. */
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const codes = letters.flatMap((first) => letters.map((second) => first + second))
const languageCode = /^[a-z]{2,3}$/u
/** Languages that bend names by a short ending. */
const inflecting = new Set([
  'pl',
  'cs',
  'sk',
  'ru',
  'uk',
  'sr',
  'hr',
  'sl',
  'bg',
  'lt',
  'lv',
  'et',
  'fi',
  'hu',
  'tr',
  'el',
])
const longestEnding = 2
const shortestBent = 4
/** Words of the longest name that is looked for. */
const longestName = 3

interface RegionNames {
  readonly byName: ReadonlyMap<string, string>
  /** For text without spaces between words. */
  readonly unspaced: RegExp | null
}

const known = new Map<string, RegionNames>()
const unspacedLanguages = new Set(['zh', 'ja', 'th'])

/**
 * The countries and territories that a text names, as ISO 3166 codes with how often, by the names that the platform's
 * locale data (CLDR) gives them in the language. None in a language without such data. Linear in the length of the text.
 * @param spoken the words of the text, lower-cased
 */
export function regionsIn(text: string, spoken: readonly string[], language: string): ReadonlyMap<string, number> {
  const { byName, unspaced } = namesOf(language)
  const found = new Map<string, number>()
  const count = (code: string | undefined): void => {
    if (code !== undefined) found.set(code, (found.get(code) ?? 0) + 1)
  }
  if (unspaced) for (const [name] of text.matchAll(unspaced)) count(byName.get(name))
  else if (byName.size > 0) countSpaced(spoken.map(latinised), byName, inflecting.has(language), count)
  return found
}

function countSpaced(
  spoken: readonly string[],
  byName: ReadonlyMap<string, string>,
  isInflecting: boolean,
  count: (code: string | undefined) => void,
): void {
  for (let at = 0; at < spoken.length; at++) {
    let length = longestName
    while (length > 1 && !byName.has(spoken.slice(at, at + length).join(' '))) length--
    const word = spoken[at] ?? ''
    const code = byName.get(spoken.slice(at, at + length).join(' '))
    count(code ?? (isInflecting ? unbent(word, byName) : undefined))
    at += length - 1
  }
}

function unbent(word: string, byName: ReadonlyMap<string, string>): string | undefined {
  for (let ending = 1; ending <= longestEnding; ending++) {
    // The ending may stand for a vowel of the name: "Polska", "Polsce".
    const code = word.length - ending >= shortestBent ? byName.get(word.slice(0, -ending)) : undefined
    if (code !== undefined) return code
  }
  return undefined
}

function namesOf(language: string): RegionNames {
  const before = known.get(language)
  if (before) return before
  const byName = new Map<string, string>()
  const isUnspaced = unspacedLanguages.has(language)
  const isKnown = languageCode.test(language) && Intl.DisplayNames.supportedLocalesOf(language).length > 0
  const display = isKnown ? new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }) : null
  for (const code of codes) {
    const name = display?.of(code)
    if (name !== undefined && name.length > 1) byName.set(isUnspaced ? name : plainName(name), code)
  }
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length)
  const made = {
    byName,
    unspaced: isUnspaced && byName.size > 0 ? new RegExp(longestFirst.map(escaped).join('|'), 'gu') : null,
  }
  known.set(language, made)
  return made
}

const plainName = (name: string): string => (latinised(name).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')
