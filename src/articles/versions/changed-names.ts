import { namesIn } from '../../text/names.ts'
import { primaryLanguage } from '../../text/words.ts'
import { isTimeWord } from './churn-words.ts'
import { isRespelt } from './spelling.ts'

const token = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['-](?=\p{L})[\p{L}\p{M}\p{N}]+)*/gu
/** `d'Ostrel`, `dell'Ostrel`: an article before a name. */
const elided = /(?<!\p{L})\p{Ll}{1,4}'(?=\p{Lu})/gu
/** Languages that write every noun with a capital. */
const capitalNouns = new Set(['de', 'lb', 'gsw'])
/** Shorter German nouns become each other by one letter too often. */
const LEAST_LETTERS = 5

/** Tells of two wordings of one sentence whether a name was replaced or respelt between them. */
export type HasChangedName = (before: string, after: string) => boolean

/**
 * A name was changed where a word of a name went and a word of a name came. Names are those of the whole texts, since one
 * sentence rarely tells; capitals of weekdays and months say nothing. In German, where all nouns have capitals, a word counts
 * when it stands in a name of two words or more, or when it was respelt by two letters at most. Scripts without capitals
 * show no names.
 */
export function changedNames(before: string, after: string, language: string | null): HasChangedName {
  const needsTwo = capitalNouns.has(primaryLanguage(language))
  const [known, now] = [nameWords(before), nameWords(after)]
  return (from, to) => {
    const [old, young] = [tokensOf(from), tokensOf(to)]
    const gone = old.filter((word) => !young.includes(word) && known.all.has(word) && !isTimeWord(word))
    const come = young.filter((word) => !old.includes(word) && now.all.has(word) && !isTimeWord(word))
    if (!needsTwo) return gone.length > 0 && come.length > 0
    const isName = gone.some((word) => known.joined.has(word)) && come.some((word) => now.joined.has(word))
    return isName || gone.some((word) => come.some((other) => isMisspelling(word, other)))
  }
}

function nameWords(text: string): { readonly all: ReadonlySet<string>; readonly joined: ReadonlySet<string> } {
  const names = namesIn(text.replace(elided, ' ')).map((name) => name.split(' '))
  const joined = names.filter((words) => words.length > 1)
  return { all: new Set(names.flat()), joined: new Set(joined.flat()) }
}

/** An ending more or less is another case of the same noun. */
function isMisspelling(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < LEAST_LETTERS || a.startsWith(b) || b.startsWith(a)) return false
  return isRespelt(a, b, 2)
}

const tokensOf = (text: string): string[] =>
  (text.replace(elided, ' ').match(token) ?? []).map((word) => word.replace(/'s$/u, ''))
