import { abbreviationsOf } from '../../text/abbreviations.ts'
import { namesIn } from '../../text/names.ts'
import { isStopWord } from '../../text/stop-words.ts'
import { words } from '../../text/words.ts'
import { termsOf } from './terms.ts'

export interface Passage {
  readonly text: string
  readonly language: string | null
}

const token = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’\-‑](?=\p{L})[\p{L}\p{M}\p{N}]+)*/gu
const particles = /^(?:de|del|della|di|da|do|dos|la|le|van|von|der|den|bin|al|el|of|ter|the)$/

/**
 * The names of a text that no passage bears: words with a capital that stand there with none, and names joined from the
 * parts of several. A shortened name is borne ("Eide" by "Jonas Eide"), and so is one with a title that a passage has in
 * small letters. The first word of a sentence is asked for like the others: nobody can tell an invented name there from
 * another word. Linear in the text and in the passages.
 */
export function unknownNames(text: string, language: string | null, passages: readonly Passage[]): string[] {
  const known = knownWords(passages)
  const strange = capitalised(text)
    .filter(({ word, isFirst }) => !isKnown(word, isFirst, language, known))
    .map(({ word }) => word)
  const joined = namesIn(text).filter((name) => !strange.some((word) => name.includes(word)) && !isBorne(name, known))
  return [...new Set([...strange, ...joined])]
}

interface KnownWords {
  readonly stems: ReadonlySet<string>
  /** Words that stand with a capital somewhere. */
  readonly capitals: ReadonlySet<string>
  /** Words that stand in small letters somewhere. */
  readonly small: ReadonlySet<string>
  /** The tokens of each passage in order. */
  readonly runs: readonly (readonly string[])[]
}

function knownWords(passages: readonly Passage[]): KnownWords {
  const runs = passages.map(({ text }) => tokensOf(text))
  const tokens = runs.flat()
  return {
    stems: new Set(passages.flatMap(({ text, language }) => termsOf(text, language).stems)),
    capitals: new Set(tokens.filter(hasCapital)),
    small: new Set(tokens.filter((word) => !hasCapital(word))),
    runs,
  }
}

const tokensOf = (text: string): string[] =>
  (text.normalize('NFC').match(token) ?? []).map((word) => word.replace(/['’]s$/u, ''))

const hasCapital = (word: string): boolean => /^\p{Lu}/u.test(word)

/** In a heading where nearly every word has a capital, capitals say nothing. */
function capitalised(text: string): { readonly word: string; readonly isFirst: boolean }[] {
  const tokens = tokensOf(text)
  const long = tokens.filter((word) => word.length > 3)
  const inTitleCase = long.length > 1 && long.filter(hasCapital).length >= 0.7 * long.length
  const first = firstWords(text)
  return tokens.filter(hasCapital).map((word) => ({ word, isFirst: inTitleCase || first.has(word) }))
}

/** Words that open a sentence of the text or a quotation in it. */
const firstWords = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.normalize('NFC').matchAll(/(?:^|[.!?:;…"“„«(]\s*)([\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-‑]*)/gu)].map(
      ([, word]) => (word ?? '').replace(/['’]s$/u, ''),
    ),
  )

/** Inside a sentence a capital must stand in a passage; where it says nothing, the word must. */
function isKnown(word: string, isFirst: boolean, language: string | null, known: KnownWords): boolean {
  if (known.capitals.has(word)) return true
  const lower = words(word, language ?? 'en')
  const opens = abbreviationsOf(language)?.openers
  if (lower.every((part) => isStopWord(part, language ?? 'en') || opens?.has(part))) return true
  return isFirst && termsOf(word, language).stems.every((stem) => known.stems.has(stem))
}

/** Whether the words of a name follow each other in one name of a passage; titles in small letters are left out. */
function isBorne(name: string, { small, runs }: KnownWords): boolean {
  const parts = name.split(' ').filter((part) => !small.has(part) && !small.has(part.toLowerCase()))
  return parts.length < 2 || runs.some((run) => run.some((_, at) => holdsFrom(run, at, parts)))
}

/** Between the words of a name only other words of a name may stand. */
function holdsFrom(run: readonly string[], start: number, parts: readonly string[]): boolean {
  let next = 0
  for (let at = start; at < run.length && next < parts.length; at++) {
    const word = run[at] ?? ''
    if (word === parts[next]) next++
    else if (next === 0 || !(hasCapital(word) || particles.test(word))) return false
  }
  return next === parts.length
}
