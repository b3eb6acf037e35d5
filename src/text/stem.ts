/** A suffix and what replaces it. */
type Rule = readonly [suffix: string, replacement: string]

const step2: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
]

const step3: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]

/** Longer suffixes first, so that the first hit is the longest. */
const step4 = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion|al|er|ic|ou)$/

/**
 * The stem of a lower-case English word (Porter, "An algorithm for suffix stripping", 1980, with the author's later
 * corrections `bli` and `logi`). Words of one or two letters, and words with anything but a to z, come back as they are.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  let w = withoutPlural(word)
  w = withoutPastOrGerund(w)
  if (w.endsWith('y') && hasVowel(w.slice(0, -1))) w = `${w.slice(0, -1)}i`
  w = replaced(w, step2)
  w = replaced(w, step3)
  w = withoutLongSuffix(w)
  return withoutFinalE(w)
}

/** Step 1a. */
function withoutPlural(w: string): string {
  if (w.endsWith('sses') || w.endsWith('ies')) return w.slice(0, -2)
  return w.endsWith('s') && !w.endsWith('ss') ? w.slice(0, -1) : w
}

/** Step 1b. */
function withoutPastOrGerund(w: string): string {
  if (w.endsWith('eed')) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w
  const suffix = w.endsWith('ed') ? 2 : w.endsWith('ing') ? 3 : 0
  if (suffix === 0) return w
  const base = w.slice(0, -suffix)
  if (!hasVowel(base)) return w
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`
  if (endsInDoubleConsonant(base)) return /[lsz]$/.test(base) ? base : base.slice(0, -1)
  return measure(base) === 1 && endsShort(base) ? `${base}e` : base
}

function replaced(w: string, rules: readonly Rule[]): string {
  let longest: Rule | undefined
  for (const rule of rules) {
    if (w.endsWith(rule[0]) && rule[0].length > (longest?.[0].length ?? 0)) longest = rule
  }
  if (!longest) return w
  const base = w.slice(0, -longest[0].length)
  return measure(base) > 0 ? base + longest[1] : w
}

function withoutLongSuffix(w: string): string {
  const suffix = step4.exec(w)?.[0]
  if (suffix === undefined) return w
  const base = w.slice(0, -suffix.length)
  return measure(base) > 1 ? base : w
}

/** Steps 5a and 5b. */
function withoutFinalE(word: string): string {
  let w = word
  if (w.endsWith('e')) {
    const base = w.slice(0, -1)
    const m = measure(base)
    if (m > 1 || (m === 1 && !endsShort(base))) w = base
  }
  return w.endsWith('ll') && measure(w.slice(0, -1)) > 1 ? w.slice(0, -1) : w
}

function isConsonant(w: string, i: number): boolean {
  const letter = w[i]
  if (letter === 'y') return i === 0 || !isConsonant(w, i - 1)
  return letter !== 'a' && letter !== 'e' && letter !== 'i' && letter !== 'o' && letter !== 'u'
}

/** The number of vowel-consonant sequences: m in the paper. */
function measure(w: string): number {
  let count = 0
  let wasVowel = false
  for (let i = 0; i < w.length; i++) {
    const vowel = !isConsonant(w, i)
    if (wasVowel && !vowel) count++
    wasVowel = vowel
  }
  return count
}

function hasVowel(w: string): boolean {
  for (let i = 0; i < w.length; i++) if (!isConsonant(w, i)) return true
  return false
}

function endsInDoubleConsonant(w: string): boolean {
  const last = w.length - 1
  return last > 0 && w[last] === w[last - 1] && isConsonant(w, last)
}

/** Consonant, vowel, consonant other than w, x or y: *o in the paper. */
function endsShort(w: string): boolean {
  const last = w.length - 1
  if (last < 2 || /[wxy]$/.test(w)) return false
  return isConsonant(w, last) && !isConsonant(w, last - 1) && isConsonant(w, last - 2)
}
