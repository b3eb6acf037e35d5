import type { ClusterArticle } from '../../src/stories/cluster-article.ts'

/** An article of an invented stream with what is true of it. */
export interface LabelledArticle extends ClusterArticle {
  /** The event that it tells. A page that touches several events, such as a round-up, has a story of its own. */
  readonly story: string
  /** The article whose text it took over; null for an article of its own. */
  readonly originalId: string | null
}

export type LabelledStream = readonly LabelledArticle[]

/** Numbers from 0 up to 1 and what is drawn with them. */
export interface Random {
  next(): number
  /** Below `limit`. */
  below(limit: number): number
  pick<T>(from: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
}

/** A repeatable source: Park and Miller, "Random number generators", CACM 1988. */
export function seeded(seed: number): Random {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const below = (limit: number) => Math.floor(next() * limit)
  // The first numbers of neighbouring seeds are alike.
  for (let at = 0; at < 8; at++) next()
  return {
    next,
    below,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
    shuffle(items) {
      const rest = [...items]
      return items.map(() => rest.splice(below(rest.length), 1)[0] as (typeof rest)[number])
    },
  }
}

const innermostChoice = /\[([^[\]]*)\]/u
const slot = /\{(\w+)\}/gu
/** Slots may hold slots, and choices may hold choices, this deep. */
const deepest = 40

/** Fills the `{slots}` of a wording, settles its `[either|or]` choices, and begins its sentences with capitals. */
export function writeOut(wording: string, slots: Readonly<Record<string, string>>, random: Random): string {
  const filled = wording.replace(slot, (_whole, name: string) => {
    const value = slots[name]
    if (value === undefined)
      throw new Error(`The wording "${wording.slice(0, 60)}" asks for {${name}}, which is not given.`)
    return value
  })
  let text = filled
  for (let at = 0; at < deepest && innermostChoice.test(text); at++) {
    text = text.replace(innermostChoice, (_whole, choices: string) => random.pick(choices.split('|')))
  }
  return text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(/(?:^["“]?|[.!?]["”]? ["“]?)\p{Ll}/gu, (start) => start.toUpperCase())
}

const hourMs = 3_600_000
/** When the streams begin. */
export const streamStart = Date.UTC(2026, 3, 6, 5)

export const atHour = (hour: number): Date => new Date(streamStart + Math.round(hour * 60) * 60_000)

/** Streams put together, in order of time as the lane takes them; undated articles stay where their stream had them. */
export const inOrder = (articles: LabelledStream): LabelledArticle[] => {
  let last = -Infinity
  const timed = articles.map((article) => ({ article, at: (last = article.publishedAt?.getTime() ?? last) }))
  return timed.sort((a, b) => a.at - b.at).map(({ article }) => article)
}

/** The same articles as they arrive when each is late by up to `hours`. */
export function shuffledArrival(articles: LabelledStream, hours: number, seed: number): LabelledArticle[] {
  const random = seeded(seed)
  let last = 0
  return articles
    .map((article) => {
      last = article.publishedAt?.getTime() ?? last
      return { article, arrival: last + random.next() * hours * hourMs }
    })
    .sort((a, b) => a.arrival - b.arrival)
    .map(({ article }) => article)
}
