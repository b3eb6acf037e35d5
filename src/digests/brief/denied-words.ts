import { primaryLanguage, words } from '../../text/words.ts'
import { claimWordsOf } from './claim-words.ts'
import { termsOf } from './terms.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that deny without a "not"; beside those that tell whether two reports agree. */
const furtherDenials: Readonly<Record<string, ReadonlySet<string>>> = {
  en: list(`
    nobody nothing nowhere refuse refuses refused refusing reject rejects rejected unable
    unlikely hardly scarcely barely lack lacks lacked avoid avoids avoided prevent prevents prevented mustnt neednt shant
    aint refute refutes refuted dismiss dismissed disputes disputed`),
  de: list(`
    niemand niemanden niemandem nichts keines keinerlei kaum verweigert verweigerte verweigerten lehnt lehnte lehnten
    bestreitet bestritt dementiert dementierte verhindert verhinderte scheiterte scheitert`),
  es: list(`
    nadie nada ningún ninguno ninguna jamas apenas rechazó rechaza rechazaron negaron niegan evitó impidió desmintió
    incapaz`),
  fr: list(`
    personne rien aucuns nulle nul guère refuse refusé refusent rejette rejeté nie nié dément démenti évité empêché
    incapable`),
}

/**
 * Content words behind a denial that it reaches: the thing denied, and one word that may stand before it. Where nothing
 * follows ("the claim was denied"), those before it.
 */
const reach = 2

/** Whether it is known how a language (BCP 47 tag) denies; null is read as English. */
export const knowsDenials = (language: string | null): boolean => primaryLanguage(language ?? 'en') in furtherDenials

/** For each denial of a text the stems of the content words that it reaches, the nearest first. Linear in its length. */
export function denialsOf(text: string, language: string | null): readonly (readonly string[])[] {
  const found = words(text, language ?? 'en')
  const { stems, content } = termsOf(text, language)
  const { isDenial } = claimWordsOf(language)
  const further = furtherDenials[primaryLanguage(language ?? 'en')]
  const denies = (word: string, at: number): boolean =>
    isDenial(word) || (further?.has(word) ?? false) || (/^fail(?:s|ed|ing)?$/.test(word) && found[at + 1] === 'to')
  const telling = found.flatMap((word, at) => (content[at] && !denies(word, at) ? [{ at, stem: stems[at] ?? '' }] : []))
  return found.flatMap((word, at) => {
    if (!denies(word, at)) return []
    const behind = telling.filter((one) => one.at > at).slice(0, reach)
    const met =
      behind.length > 0
        ? behind
        : telling
            .filter((one) => one.at < at)
            .slice(-reach)
            .reverse()
    return [met.map(({ stem }) => stem)]
  })
}
