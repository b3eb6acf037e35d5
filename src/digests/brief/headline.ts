import type { StoryText } from './story-text.ts'
import { contentStems, termsOf } from './terms.ts'

/** A title of the story as its brief shows it. */
export interface Headline {
  readonly text: string
  readonly articleId: string
}

const fewestWords = 4
const mostWords = 12
/** UTF-16 units of a title that are read. */
const longestTitle = 300
const label =
  /^(?:live|video|watch|photos?|gallery|update\s?\d*|breaking(?: news)?|exclusive|opinion|analysis|explainer|fact check|factbox)\s*[:|–—-]\s*/i
/** A title that names a document says less of the event than one that tells it. */
const documentName =
  /^(?:joint |full |press |official |media )*(?:statement|release|communiqu[eé]|declaration|remarks|transcript|readout|notice)\b/i

/**
 * The title that says most of what the reports agree on, of 4 to 12 words where there is one; the name of the site
 * behind it is left out. Null when no article has a title.
 */
export function chooseHeadline(story: StoryText): Headline | null {
  const publishers = story.articles.map((article) => article.publisher)
  const candidates = story.articles
    .map((article) => ({ text: cleanTitle(article.title, publishers), article }))
    .filter(({ text }) => text !== '')
    .map(({ text, article }) => ({ text, articleId: article.id, worth: worthOf(story, text, article.language) }))
  const best = candidates.reduce<(typeof candidates)[number] | null>(
    (found, candidate) => (found === null || candidate.worth > found.worth ? candidate : found),
    null,
  )
  return best && { text: best.text, articleId: best.articleId }
}

/** A title without label and site name, white space as single spaces. */
export function cleanTitle(title: string, publishers: readonly string[]): string {
  const plain = title.slice(0, longestTitle).replace(/\s+/g, ' ').trim().replace(label, '')
  const parts = plain.split(/ [|–—·•»-] | \| ?/)
  const kept = parts.length > 1 && isSiteName(parts.at(-1) ?? '', publishers) ? parts.slice(0, -1) : parts
  if (kept.length === parts.length) return plain
  return plain.slice(0, plain.lastIndexOf(parts.at(-1) ?? '')).replace(/[\s|–—·•»-]+$/, '')
}

function isSiteName(part: string, publishers: readonly string[]): boolean {
  const squeezed = squeeze(part)
  if (publishers.some((publisher) => publisher !== '' && squeeze(publisher).includes(squeezed) && squeezed.length > 2))
    return true
  return (
    /\b(?:news|times|post|herald|tribune|online|daily|gazette|press|journal|tv|radio|zeitung|diario|journal)\b/i.test(
      part,
    ) && part.split(' ').length <= 4
  )
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

function worthOf(story: StoryText, title: string, language: string | null): number {
  const found = [...contentStems(termsOf(title, language))]
  const weight = found.reduce((sum, stem) => sum + story.concepts.stemWeight(stem), 0)
  const count = title.split(' ').length
  const length = count < fewestWords ? 0.4 : count > mostWords ? 0.7 : 1
  const manner = /[?…]|\.\.\.|!/.test(title) ? 0.6 : 1
  const quoting = /["“”„«]|(?<!\p{L})['‘].+['’](?!\p{L})/u.test(title) ? 0.85 : 1
  const shouting = title === title.toUpperCase() ? 0.6 : 1
  const document = documentName.test(title) ? 0.6 : 1
  return (weight / Math.sqrt(Math.max(4, found.length)) + 1e-6) * length * manner * quoting * shouting * document
}

/** A headline for a story without titles: the head of its first sentence, word for word, cut where a clause ends. */
export function headlineFromSentence(sentence: string): string {
  const tokens = withoutAsides(sentence.replace(/[.!?…]["'”’)]*$/, '')).split(/\s+/)
  if (tokens.length <= mostWords) return tokens.join(' ')
  const clause =
    /^(?:after|when|while|as|who|which|that|because|amid|before|where|and|but|on|in|at|for|with|by|from|to|over|of)$/i
  let cut = mostWords
  for (let at = mostWords; at >= fewestWords + 1; at--) {
    const endsPart = /[,;:]$/.test(tokens[at - 1] ?? '')
    if (endsPart || clause.test(tokens[at] ?? '')) {
      cut = at
      break
    }
  }
  return tokens
    .slice(0, cut)
    .join(' ')
    .replace(/[,;:]$/, '')
}

/** Leaves out an opening circumstance ("After talks, ...") and what stands between the first subject and its verb. */
function withoutAsides(sentence: string): string {
  const opened = sentence.replace(
    /^(?:After|As|At|Before|By|During|Following|For|From|In|On|Since|When|While|With|To|Based|Despite|Under) [^,]{3,80}, (?=\p{L})/u,
    '',
  )
  const plain = opened.replace(/^([^,]{3,60}), [^,]{3,90}, (?=\p{Ll})/u, '$1 ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
