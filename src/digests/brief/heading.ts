import { primaryLanguage } from '../../text/words.ts'
import { rarity } from './background.ts'
import type { BriefArticle } from './brief.ts'
import { inTitleCase, nounPhrases, type Phrase } from './heading-phrases.ts'
import { freeLabel } from './heading-label.ts'
import { contextShare } from './role.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'
import { articleStems, articleTerms, termsOf } from './terms.ts'

type Paragraphs = readonly (readonly SourceSentence[])[]

interface Candidate {
  readonly phrase: Phrase
  readonly paragraph: number
  readonly worth: number
}

const mostContentWords = 6
/** The second phrase must be worth this share of the first, or it stays out. */
const weakerShare = 0.35
/** A phrase that one report alone uses is its manner of speaking. */
const loneShare = 0.45
/** Context has names of its own: a phrase takes its place only when it runs through the section. */
const contextTelling = 1.6

/**
 * One heading a section: one or two noun phrases of its own sentences that are telling for it and not for the others,
 * joined by "and"; where none is found, or the language is not English, a fixed label for what most of its sentences do.
 * No two headings share a word, and none repeats the headline.
 */
export function headingsFor(story: StoryText, sections: readonly Paragraphs[], headline: string): string[] {
  const language = story.articles[0]?.language ?? null
  const used = new Set(termsOf(headline, language).stems)
  const taken = new Set<string>()
  const agreement = openAgreement(story)
  return sections.map((section, i) => {
    const others = sections.filter((_, j) => j !== i).flat(2)
    const heading =
      primaryLanguage(language ?? 'en') === 'en' ? phraseHeading(story, section, others, used, agreement) : null
    return heading ?? freeLabel(section.flat(), language, taken)
  })
}

/** Adds the stems of the heading that it finds to `used`. */
function phraseHeading(
  story: StoryText,
  section: Paragraphs,
  others: readonly SourceSentence[],
  used: Set<string>,
  agreement: Agreement,
): string | null {
  const candidates = candidatesOf(story, section, others, used, agreement)
  const first = candidates.find(({ phrase }) => phrase.stems.length > 1 && phrase.words.length > 1)
  if (!first) return null
  const second = candidates.find((other) => joins(first, other) && other.worth >= weakerShare * first.worth)
  const parts = (second ? [first, second] : [first]).sort((a, b) => a.paragraph - b.paragraph)
  for (const { phrase } of parts) for (const stem of phrase.stems) used.add(stem)
  return parts.map(({ phrase }) => inTitleCase(phrase.words)).join(' and ')
}

/** Tells how many independent reports hold the words of a phrase side by side; 0 unless two hold each word. */
type Agreement = (phrase: Phrase) => number

/** Reads the articles only for words that two reports hold. Linear in the words of the story for each phrase. */
function openAgreement(story: StoryText): Agreement {
  const reportsWith = (holds: (article: BriefArticle) => boolean): number =>
    new Set(story.reports.filter((_, i) => story.articles[i] && holds(story.articles[i]))).size
  return ({ allStems }) => {
    const apart = Math.min(...allStems.map((stem) => reportsWith((article) => articleStems(article).has(stem))))
    if (apart < 2 || allStems.length < 2) return apart < 2 ? 0 : apart
    const pairs = allStems.slice(1).map((stem, i) => [allStems[i] ?? '', stem] as const)
    const together = Math.min(...pairs.map((pair) => reportsWith((article) => holdsPair(article, pair))))
    return Math.max(1, together)
  }
}

function holdsPair(article: BriefArticle, [first, second]: readonly [string, string]): boolean {
  const held = articleStems(article)
  if (!held.has(first) || !held.has(second)) return false
  const { stems } = articleTerms(article)
  for (let at = stems.indexOf(first); at >= 0; at = stems.indexOf(first, at + 1)) {
    if (stems[at + 1] === second) return true
  }
  return false
}

function joins(first: Candidate, other: Candidate): boolean {
  const { stems } = first.phrase
  const fits = stems.length + other.phrase.stems.length <= mostContentWords && !other.phrase.words.includes('and')
  return fits && other.paragraph !== first.paragraph && !other.phrase.stems.some((stem) => stems.includes(stem))
}

function candidatesOf(
  story: StoryText,
  section: Paragraphs,
  others: readonly SourceSentence[],
  used: ReadonlySet<string>,
  agreement: Agreement,
): Candidate[] {
  const own = section.flat()
  const found = section.flatMap((sentences, paragraph) =>
    sentences.flatMap((sentence) =>
      nounPhrases(sentence.text).map((phrase) => ({
        phrase,
        paragraph,
        worth: worthOf(story, phrase, own, others, used, agreement),
      })),
    ),
  )
  return found.filter(({ worth }) => worth > 0).sort((a, b) => b.worth - a.worth)
}

function worthOf(
  story: StoryText,
  phrase: Phrase,
  own: readonly SourceSentence[],
  others: readonly SourceSentence[],
  used: ReadonlySet<string>,
  agreement: Agreement,
): number {
  if (phrase.stems.some((stem) => used.has(stem))) return 0
  if (contextShare(own) >= 0.5 && shareHolding(phrase, own) < contextTelling) return 0
  const inside = shareHolding(phrase, own)
  const telling = inside - 0.7 * shareHolding(phrase, others)
  const agreed = agreement(phrase)
  if (phrase.names > 1 || phrase.names === phrase.stems.length || agreed === 0 || !isTelling(phrase)) return 0
  const rare = phrase.stems.reduce((sum, stem) => sum + rarity(story.background, stem), 0) / phrase.stems.length
  const length = [0, 0.6, 1, 1.15, 0.9][phrase.stems.length] ?? 0.8
  return telling * rare * length * (agreed === 1 ? loneShare : Math.sqrt(agreed))
}

/** One word alone must at least be the name of an action or a state. */
const isTelling = ({ words, stems }: Phrase): boolean =>
  stems.length > 1 || /(?:tion|ment|ance|ence|ity|ure|ship|ism)s?$|ities$/.test(words[0] ?? '')

/** The part of the phrase's words that each sentence holds, summed. */
function shareHolding(phrase: Phrase, sentences: readonly SourceSentence[]): number {
  let sum = 0
  for (const { terms } of sentences) {
    const held = phrase.stems.filter((stem) => terms.stems.includes(stem)).length
    sum += (held / phrase.stems.length) ** 2
  }
  return sum
}
