import { numbersIn } from '../../text/numbers.ts'
import { primaryLanguage } from '../../text/words.ts'

/** What in a language changes a claim rather than its wording; words are as `words` gives them. */
export interface ClaimWords {
  /** "twelve" and "12" are one figure; "one" is none, being an article as often as a number. Null for other words. */
  readonly figureOf: (word: string) => string | null
  readonly isDenial: (word: string) => boolean
}

const denials: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'not no never none without nor neither cannot denied denies deny didnt doesnt dont isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt cant'.split(
      ' ',
    ),
  ),
  de: new Set('nicht kein keine keinen keinem keiner nie niemals ohne weder'.split(' ')),
  es: new Set('no nunca jamás sin ni tampoco negó niega'.split(' ')),
  fr: new Set('ne n pas jamais sans ni aucun aucune'.split(' ')),
}
export const smallNumbers: Readonly<Record<string, readonly string[]>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve'.split(' '),
  de: 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' '),
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' '),
}

const claimWords = new Map(Object.keys(denials).map((language) => [language, readerOf(language)]))
/** Digits are read in every language. */
const unlisted = readerOf('')

/** Those of a BCP 47 tag; a text without a language is read as English. */
export const claimWordsOf = (language: string | null): ClaimWords =>
  claimWords.get(primaryLanguage(language ?? 'en')) ?? unlisted

function readerOf(language: string): ClaimWords {
  const small = new Map(smallNumbers[language]?.map((word, value) => [word, value]))
  const denying = denials[language]
  return {
    figureOf: (word) => {
      if (/\p{Nd}/u.test(word)) return numbersIn(word).join(' ')
      const value = small.get(word) ?? 0
      return value > 1 ? String(value) : null
    },
    isDenial: (word) => denying?.has(word) ?? false,
  }
}
