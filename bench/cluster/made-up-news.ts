import type { ClusterArticle } from '../../src/stories/cluster-article.ts'
import { randomFrom } from '../random.ts'

const vocabulary = 200_000
const start = Date.UTC(2026, 0, 5)
const day = 86_400_000

export interface NewsOptions {
  readonly articlesADay: number
  readonly seed: number
}

export interface News {
  readonly article: ClusterArticle
  /** Articles of one event have the same. */
  readonly event: number
  /** Id of the article that it is a copy of. */
  readonly copyOf: string | null
}

/**
 * A stream of news: words by Zipf's law over 200,000 words, texts of 150 to 650 words, each event with its own words,
 * names and figures. Three articles in five open an event; the others report, in bursts, on one of the newest 3,000, more
 * often on those that were reported on of late. One in twelve is a copy of one of the last 200 articles, cut to 40 % or
 * with a line added.
 */
export function* madeUpNews(count: number, { articlesADay, seed }: NewsOptions): Generator<News> {
  const random = randomFrom(seed)
  const recent: News[] = []
  const reported: number[] = []
  for (let at = 0; at < count; at++) {
    const source = recent[Math.floor(random() * recent.length)]
    const copied = random() < 1 / 12 ? source : undefined
    const event = copied?.event ?? (random() < 0.6 ? at : (reported[Math.floor(random() * reported.length)] ?? at))
    const told = copied ? copyOf(copied.article, random) : report(event, random)
    const article = { ...told, id: `a${at}`, publishedAt: new Date(start + (at / articlesADay) * day) }
    const made = { article, event, copyOf: copied ? (copied.copyOf ?? copied.article.id) : null }
    recent[at % 200] = made
    reported[at % 3000] = event
    yield made
  }
}

type Report = Omit<ClusterArticle, 'id' | 'publishedAt'>

function report(event: number, random: () => number): Report {
  const title = sentence(9, 0.45, event, random)
  const length = 150 + Math.floor(random() * 500)
  let text = ''
  for (let written = 0; written < length; written += 20) text += `${sentence(20, 0.12, event, random)}. `
  return { url: '', publisher: 'press.example', ownerGroup: null, title, text, language: 'en' }
}

function sentence(length: number, ownShare: number, event: number, random: () => number): string {
  let words = 'The'
  for (let at = 0; at < length; at++) words += ` ${random() < ownShare ? ownWord(event, random) : zipfWord(random)}`
  return words
}

const zipfWord = (random: () => number): string => `w${Math.floor(vocabulary ** random()).toString(36)}`

/** One of an event's twenty words, four names or six figures. */
function ownWord(event: number, random: () => number): string {
  const which = Math.floor(random() * 30)
  if (which < 20) return `v${event}x${which}`
  return which < 24 ? `Name${event}of Kin${which}` : String(((event * 7919 + which * 31) % 90_000) + 10)
}

function copyOf({ text, title, ...rest }: ClusterArticle, random: () => number): Report {
  const words = text.split(' ')
  const copied =
    random() < 0.5 ? words.slice(0, Math.floor(words.length * 0.4)) : [...words, sentence(20, 0, 0, random)]
  return { ...rest, title, text: copied.join(' ') }
}
