import { isStopWord } from '../../text/stop-words.ts'
import { primaryLanguage } from '../../text/words.ts'

interface ReferenceWords {
  /** As the first word they point at what was said before. */
  readonly first: RegExp
  /** As the first words they are understood behind other sentences, but make a poor opening. */
  readonly lean?: RegExp
  /** Persons named nowhere before them in the sentence point out of it. */
  readonly person: RegExp
}

const english: ReferenceWords = {
  first:
    /^(?:he|she|it|they|his|hers?|its|theirs?|him|them|this|these|that|those|such|both|but|and|so|or|nor|yet|however|meanwhile|also|then|still|instead|therefore|thus|moreover|furthermore|nevertheless|nonetheless|afterwards?|otherwise|similarly|likewise|besides|consequently|indeed|rather|another|others|neither|either|too|plus|of (?:those|these|them)|for (?:this|that|example|instance|his|her|their|its)|as (?:such|a result)|in (?:turn|contrast|fact|other words|response|that|this|those|these|his|her|their|its|both)|on the other hand|at (?:that|this|the time|the same time)|after (?:that|this)|by (?:then|that time|contrast)|until then|since then|that said|to (?:that|this) end|(?:one|some|most|none|all|many) of (?:them|those|these)|the (?:latter|former|pair|duo|trio|couple|two|three|four|others?|same))\b/i,
  lean: /^(?:earlier|later|elsewhere|there|here|now|because of (?:this|that)|in addition|even|only|i|we|you|my|our|your|the (?:statement|report|article|post|video|sketch|incident|decision|move|announcement|comments?|remarks?|letter|document|study|suspect|victim|man|woman|boy|girl|teen|teenager|teacher|driver|firm|agency|group|ruling|list|plan|bill|news|result|idea|message|photo|image|clip|footage|event|deal|agreement|measure|change|new|old|first|second|third|last))\b/i,
  person: /\b(?:he|she|his|her|him|hers)\b/i,
}
const german: ReferenceWords = {
  first:
    /^(?:er|sie|es|sein\p{L}*|ihr\p{L}*|dies\p{L}*|jene\p{L}*|das (?:sei|ist|war|sagte)|aber|und|doch|denn|oder|jedoch|allerdings|außerdem|zudem|auch|dann|danach|daraufhin|dabei|damit|dadurch|dafür|dagegen|deshalb|daher|deswegen|trotzdem|dennoch|so|dort|da|hier|hingegen|indes|unterdessen|zuvor|ebenso|weiter|solche?\p{L}*|beide\p{L}*)(?!\p{L})/iu,
  person: /(?<!\p{L})(?:er|ihm|ihn|sein\p{L}{0,2})(?!\p{L})/u,
}
const spanish: ReferenceWords = {
  first:
    /^(?:él|ella|ellos|ellas|ello|esto|eso|este|esta|estos|estas|ese|esa|esos|esas|aquel\p{L}*|su|sus|pero|y|o|sin embargo|no obstante|además|también|asimismo|entonces|luego|después|mientras tanto|por (?:eso|ello|lo tanto|otra parte|su parte)|así|ahí|allí|tampoco|ambos|ambas|dich[oa]s?)(?!\p{L})/iu,
  person: /(?<!\p{L})(?:él|ella)(?!\p{L})/u,
}
const french: ReferenceWords = {
  first:
    /^(?:il|elle|ils|elles|ce|cela|ceci|ça|cet|cette|ces|c['’]|celui\p{L}*|celle\p{L}*|ceux\p{L}*|son|sa|ses|leur|leurs|mais|et|ou|or|donc|cependant|toutefois|pourtant|néanmoins|aussi|ensuite|puis|alors|ainsi|enfin|de plus|en outre|par ailleurs|en revanche|là|tous deux|tou(?:s|tes) les deux)(?!\p{L})/iu,
  person: /(?<!\p{L})(?:lui)(?!\p{L})/u,
}
const byLanguage: Readonly<Record<string, ReferenceWords>> = { en: english, de: german, es: spanish, fr: french }

const leadingMarks = /^["“”'‘„«(\s¿¡]+/u

/**
 * Whether a sentence can only be understood behind the one before it: it opens with a word that points back, or speaks
 * of a "he" or "she" whom it has not named. Languages without a list are taken to point nowhere.
 */
export function pointsBack(sentence: string, language: string | null): boolean {
  const known = byLanguage[primaryLanguage(language ?? 'en')]
  if (!known) return false
  const bare = sentence.replace(leadingMarks, '')
  if (known.first.test(bare)) return true
  const outside = withoutQuotations(sentence)
  const person = known.person.exec(outside)
  return person !== null && !namesSomebody(outside.slice(0, person.index))
}

/** Whether a sentence opens with a thing that it takes as known: understood alone, but a poor opening. */
export function leans(sentence: string, language: string | null): boolean {
  const lean = byLanguage[primaryLanguage(language ?? 'en')]?.lean
  return lean?.test(sentence.replace(leadingMarks, '')) ?? false
}

/** The sentence with what stands between quotation marks blanked out. */
export const withoutQuotations = (sentence: string): string =>
  sentence.replace(/["“„«][^"“”„«»]*["”“»]/gu, (quotation) => ' '.repeat(quotation.length))

/** Capitalised at the head of a sentence though they name nobody. */
const unnamed = new Set(
  'police authorities officials prosecutors witnesses investigators doctors lawyers critics experts reports sources friends neighbors relatives asked according speaking writing'.split(
    ' ',
  ),
)

/** A capitalised word other than an opening common one, or a person brought in by "a" or "an". */
function namesSomebody(before: string): boolean {
  if (/(?<=[\p{L},;] )\p{Lu}\p{L}/u.test(before)) return true
  const first = /^[^\p{L}]*([\p{L}’']+)/u.exec(before)?.[1]?.toLowerCase()
  if (first === undefined) return false
  return first === 'a' || first === 'an' || !(isStopWord(first, 'en') || unnamed.has(first))
}
