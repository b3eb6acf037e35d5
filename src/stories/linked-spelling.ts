/** What a letter of Cyrillic or Greek is written as in Latin script (after BGN/PCGN and ISO 843, without diacritics). */
const latin: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      а: 'a',
      б: 'b',
      в: 'v',
      г: 'g',
      ґ: 'g',
      д: 'd',
      е: 'e',
      є: 'e',
      ж: 'z',
      з: 'z',
      и: 'i',
      і: 'i',
      ј: 'i',
      к: 'k',
    },
    ...{ л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 's' },
    ...{ ш: 's', щ: 's', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia', ћ: 's', ђ: 'd', љ: 'l', њ: 'n', џ: 'd' },
    ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n' },
    ...{ ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'i', φ: 'f', χ: 'kh', ψ: 'ps', ω: 'o' },
  }),
)
/** Latin letters that Unicode does not part into a base and a mark. */
const undecomposed: ReadonlyMap<string, string> = new Map(
  Object.entries({ ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }),
)
const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}łøđðþıßæœ]/gu

/** Letters and letter groups for one sound, as European languages write it differently in names and loan words. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/ph/gu, 'f'],
  [/sch|sh|ch|sz|cz/gu, 's'],
  [/[cq]/gu, 'k'],
  [/z/gu, 's'],
  [/w/gu, 'v'],
  [/[jy]/gu, 'i'],
  [/h/gu, ''],
  [/(.)\1+/gu, '$1'],
]
/** Letters kept: endings of case and gender come after them. */
const keptLetters = 5
const fewestLetters = 3

/** A word in lower-case Latin letters without marks: "Łódź" is "lodz", "Москва" is "moskva". What has no letter there stays. */
export const latinised = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(foreign, (letter) => latin.get(letter) ?? undecomposed.get(letter) ?? letter)

/**
 * The beginning of a word in a spelling that names and loan words of European languages share: "Philippa" and "Filippo"
 * are "filip". Null for words of other scripts, and for those too short to be told apart.
 */
export function sharedSpelling(word: string): string | null {
  const plain = latinised(word).replace(/['’].*$/u, '')
  if (plain.length < fewestLetters || !/^[a-z]+$/u.test(plain)) return null
  const sounded = sounds.reduce((text, [letters, sound]) => text.replace(letters, sound), plain)
  return sounded.length < 2 ? null : sounded.slice(0, keptLetters)
}
