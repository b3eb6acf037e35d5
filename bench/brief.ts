/**
 * Makes briefs with the brief engine, and extracts of the same length with two plain methods beside it (the first three
 * sentences of each article in turn, and LexRank after Erkan and Radev, 2004). CPU milliseconds a story, and ROUGE-1 and
 * -2 where the stories have references.
 *
 *     node dist/bench/brief.js [stories.jsonl]    each line {"id","articles":[{"id","source","title","text"}],"references":[]}
 *
 * Without a file it reads the stories of tests/fixtures/stories; they have no references.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { openBackground } from '../src/digests/brief/background.ts'
import { type BriefArticle, sentencesOf } from '../src/digests/brief/brief.ts'
import { markCopies } from '../src/digests/brief/copies.ts'
import { makeBrief } from '../src/digests/brief/make-brief.ts'
import { type Terms, termsOf } from '../src/digests/brief/terms.ts'
import { projectRoot } from '../src/project-root.ts'
import { sentencesIn } from '../src/text/sentences.ts'

interface Story {
  readonly id: string
  readonly articles: readonly BriefArticle[]
  readonly references: readonly string[]
}

type Method = (story: Story) => string

const budget = 220
const passes = 5
const fixtures = pathToFileURL(`${projectRoot()}/tests/fixtures/stories/`)

function readStories(file: string | undefined): Story[] {
  const texts = file
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
    : readdirSync(fixtures).map((name) => readFileSync(new URL(name, fixtures), 'utf8'))
  return texts.map((text) => {
    const story = JSON.parse(text) as { id: string; articles: Record<string, string>[]; references?: string[] }
    return { id: story.id, articles: story.articles.map(articleOf), references: story.references ?? [] }
  })
}

const articleOf = (raw: Record<string, string>): BriefArticle => ({
  id: raw['id'] ?? '',
  publisher: raw['source'] ?? raw['publisher'] ?? '',
  ownerGroup: null,
  originalId: null,
  publishedAt: raw['publishedAt'] === undefined ? null : new Date(raw['publishedAt']),
  title: raw['title'] ?? '',
  text: raw['text'] ?? '',
  url: raw['url'] ?? '',
  language: raw['language'] ?? null,
})

function briefMethod(): Method {
  const background = openBackground()
  return (story) => {
    const articles = markCopies(story.articles)
    for (const article of articles) background.learn(story.id, article)
    const brief = makeBrief(articles, { form: 'full', maxWords: budget, background })
    return brief
      ? sentencesOf(brief)
          .map(({ text }) => text)
          .join(' ')
      : ''
  }
}

const splitAll = (story: Story): string[][] =>
  story.articles.map(({ text }) => sentencesIn(text, 'en').map(({ start, end }) => text.slice(start, end)))

/** Sentences in the given order as long as they fit. */
function fill(sentences: readonly string[]): string {
  const shown: string[] = []
  let left = budget
  for (const sentence of sentences) {
    const length = sentence.split(/\s+/).length
    if (length > left || shown.includes(sentence)) continue
    shown.push(sentence)
    left -= length
  }
  return shown.join(' ')
}

const leads: Method = (story) => {
  const split = splitAll(story)
  return fill([0, 1, 2, 3, 4, 5].flatMap((at) => split.flatMap((sentences) => sentences[at] ?? [])))
}

const lexRank: Method = (story) => {
  const sentences = splitAll(story).flatMap((article) => article.slice(0, 60))
  const vectors = sentences.map((sentence) => countsOf(termsOf(sentence, 'en')))
  const links = vectors.map((a) => vectors.map((b) => cosine(a, b)))
  const sums = links.map((row) => row.reduce((sum, value) => sum + value, 0) || 1)
  let ranks = sentences.map(() => 1 / sentences.length)
  for (let step = 0; step < 20; step++) {
    ranks = ranks.map(
      (_, i) =>
        0.15 / ranks.length +
        0.85 * ranks.reduce((sum, rank, j) => sum + (rank * (links[j]?.[i] ?? 0)) / (sums[j] ?? 1), 0),
    )
  }
  const order = sentences.map((_, i) => i).sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0))
  return fill(order.map((i) => sentences[i] ?? ''))
}

function countsOf({ stems, content }: Terms): Map<string, number> {
  const counts = new Map<string, number>()
  stems.forEach((stem, i) => content[i] && counts.set(stem, (counts.get(stem) ?? 0) + 1))
  return counts
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const square = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, n) => sum + n * n, 0)
  let product = 0
  for (const [stem, n] of a) product += n * (b.get(stem) ?? 0)
  return product === 0 ? 0 : product / Math.sqrt(square(a) * square(b))
}

/** F1 of stemmed n-grams against the references, clipped counts, averaged. */
function rouge(candidate: string, references: readonly string[], n: number): number {
  const own = gramsOf(candidate, n)
  const scores = references.map((reference) => {
    const wanted = gramsOf(reference, n)
    let hits = 0
    for (const [gram, count] of own) hits += Math.min(count, wanted.get(gram) ?? 0)
    return (2 * hits) / (sumOf(own) + sumOf(wanted) || 1)
  })
  return meanOf(scores)
}

function gramsOf(text: string, n: number): Map<string, number> {
  const { stems } = termsOf(text, 'en')
  const counts = new Map<string, number>()
  for (let i = 0; i + n <= stems.length; i++) {
    const gram = stems.slice(i, i + n).join(' ')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

const sumOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0)
const meanOf = (values: readonly number[]): number => values.reduce((sum, n) => sum + n, 0) / (values.length || 1)

function measure(stories: readonly Story[], method: Method): { shown: string[]; cpuMs: number[] } {
  const cpuMs: number[] = []
  const shown = stories.map((story) => {
    const start = process.cpuUsage()
    const text = method(story)
    const used = process.cpuUsage(start)
    cpuMs.push((used.user + used.system) / 1000)
    return text
  })
  return { shown, cpuMs: cpuMs.sort((a, b) => a - b) }
}

const stories = readStories(process.argv[2])
const references = stories.filter((story) => story.references.length > 0).length
console.log(`${stories.length} stories, ${references} with references, ${budget} words`)
for (const [name, open] of [
  ['brief', briefMethod],
  ['leads', () => leads],
  ['LexRank', () => lexRank],
] as const) {
  for (let pass = 1; pass < passes; pass++) measure(stories.slice(0, 20), open())
  const { shown, cpuMs } = measure(stories, open())
  const score = (n: number): string => {
    const scored = stories.flatMap((story, i) =>
      story.references.length > 0 ? rouge(shown[i] ?? '', story.references, n) : [],
    )
    return scored.length > 0 ? (100 * meanOf(scored)).toFixed(1) : '-'
  }
  const quantile = (share: number): string =>
    (cpuMs[Math.min(cpuMs.length - 1, Math.floor(share * cpuMs.length))] ?? 0).toFixed(1)
  console.log(
    `${name.padEnd(8)} CPU p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms; ROUGE-1 ${score(1)}, ROUGE-2 ${score(2)}`,
  )
}
