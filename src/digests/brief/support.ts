import { primaryLanguage } from '../../text/words.ts'
import { numbersIn } from '../../text/numbers.ts'
import type { BriefArticle } from './brief.ts'
import type { SourceSentence } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'
import { articleTerms, contentStems } from './terms.ts'

/** A report says what a sentence says when a window of this many words holds this share of its content ... */
const windowWords = 60
const containment = 0.55
/** ... which takes at least so many distinct content words to tell. */
const fewestContentWords = 4

const negations: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'not no never none without nor neither cannot denied denies deny didnt doesnt dont isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt cant'.split(
      ' ',
    ),
  ),
  de: new Set('nicht kein keine keinen keinem keiner nie niemals ohne weder'.split(' ')),
  es: new Set('no nunca jamás sin ni tampoco negó niega'.split(' ')),
  fr: new Set('ne n pas jamais sans ni aucun aucune'.split(' ')),
}
const smallNumbers: Readonly<Record<string, readonly string[]>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve'.split(' '),
  de: 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' '),
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' '),
}

interface Claim {
  readonly content: ReadonlySet<string>
  readonly figures: ReadonlySet<string>
  readonly negated: boolean
}

/** The words of an article laid out for sliding a window over them. */
interface ArticleWords {
  readonly stems: readonly string[]
  readonly figures: readonly (string | null)[]
  readonly negated: readonly boolean[]
}

/**
 * The articles that say what `sentence` says, its own first: within 60 words they hold at least 55% of its content, every
 * figure of it, and agree with it on whether something is denied. At .5 of plain likeness 96 of 100 such citations held
 * on labelled pairs; the figures and the denial are asked on top. Linear in the words of the story.
 */
export function openSupport(story: StoryText): (sentence: SourceSentence) => string[] {
  const laidOut = story.articles.map(layOut)
  return (sentence) => {
    const own = story.articles[sentence.article]
    const claim = claimOf(sentence, own?.language ?? null)
    const others = story.articles.filter((_, i) => i !== sentence.article && says(laidOut[i], claim))
    return [...(own ? [own.id] : []), ...others.map((article) => article.id)]
  }
}

function claimOf(sentence: SourceSentence, language: string | null): Claim {
  const { words } = sentence.terms
  return {
    content: contentStems(sentence.terms),
    figures: new Set(words.flatMap((word) => figureOf(word, language) ?? [])),
    negated: words.some((word) => isNegation(word, language)),
  }
}

function layOut(article: BriefArticle): ArticleWords {
  const { words, stems } = articleTerms(article)
  return {
    stems,
    figures: words.map((word) => figureOf(word, article.language)),
    negated: words.map((word) => isNegation(word, article.language)),
  }
}

/** "twelve" and "12" are one figure; "one" is none, being an article as often as a number. */
function figureOf(word: string, language: string | null): string | null {
  if (/\p{Nd}/u.test(word)) return numbersIn(word).join(' ')
  const small = smallNumbers[primaryLanguage(language ?? 'en')]?.indexOf(word) ?? -1
  return small > 1 ? String(small) : null
}

const isNegation = (word: string, language: string | null): boolean =>
  negations[primaryLanguage(language ?? 'en')]?.has(word) ?? false

function says(article: ArticleWords | undefined, claim: Claim): boolean {
  if (!article || claim.content.size < fewestContentWords) return false
  const needed = containment * claim.content.size
  const stems = new Tally(claim.content)
  const figures = new Tally(claim.figures)
  for (let i = 0; i < article.stems.length; i++) {
    const from = i - windowWords
    if (from >= 0) {
      stems.remove(article.stems[from])
      figures.remove(article.figures[from])
    }
    const isNew = stems.add(article.stems[i])
    figures.add(article.figures[i])
    if (!isNew || stems.held < needed || figures.held < claim.figures.size) continue
    if (agreesOnDenial(article, claim, Math.max(0, from + 1), i)) return true
  }
  return false
}

/** Looks from the first to the last word that the window shares with the claim: a denial elsewhere in it says nothing. */
function agreesOnDenial(article: ArticleWords, claim: Claim, from: number, to: number): boolean {
  let first = from
  while (first < to && !claim.content.has(article.stems[first] ?? '')) first++
  let denied = false
  for (let i = first; i <= to && !denied; i++) denied = article.negated[i] ?? false
  return denied === claim.negated
}

/** Counts which of the wanted words a window holds. */
class Tally {
  held = 0
  private readonly counts = new Map<string, number>()

  constructor(wanted: ReadonlySet<string>) {
    for (const word of wanted) this.counts.set(word, 0)
  }

  /** Whether the word was wanted and not yet held. */
  add(word: string | null | undefined): boolean {
    const count = word == null ? undefined : this.counts.get(word)
    if (word == null || count === undefined) return false
    this.counts.set(word, count + 1)
    if (count === 0) this.held++
    return count === 0
  }

  remove(word: string | null | undefined): void {
    const count = word == null ? undefined : this.counts.get(word)
    if (word == null || count === undefined) return
    this.counts.set(word, count - 1)
    if (count === 1) this.held--
  }
}
