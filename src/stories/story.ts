import type { ArticleFeatures } from './article-features.ts'
import type { ClusterSettings } from './settings.ts'
import { Centroid, type TermVector } from './term-vector.ts'

/** An original as its story holds it: features, and vectors over the vocabulary of its language. */
export interface Original {
  readonly articleId: string
  /** The original that copies of it are told to have: itself, unless its own original has left the window. */
  readonly groupId: string
  readonly features: ArticleFeatures
  readonly title: TermVector
  /** Title terms that are written like a name or a figure. */
  readonly titleMarks: ReadonlySet<number>
  readonly body: TermVector
  readonly names: TermVector
  /** Event time in milliseconds since 1970. */
  readonly at: number
  /** Place in the stream. */
  readonly sequence: number
  /** Null before it was placed, and again when its story closed. */
  story: Story | null
}

/** A group of originals that tell one event, while it is open. */
export class Story {
  readonly id: string
  /** Place in the stream of its first article: the older of two stories is the one with the lower. */
  readonly sequence: number
  readonly originals: Original[] = []
  readonly articleIds: string[] = []
  readonly title = new Centroid()
  readonly body = new Centroid()
  readonly names = new Centroid()
  firstAt = Infinity
  lastAt = -Infinity

  constructor(id: string, sequence: number) {
    this.id = id
    this.sequence = sequence
  }

  add(original: Original, settings: ClusterSettings): void {
    original.story = this
    this.originals.push(original)
    this.#weigh(original, 1)
    const leaving = this.originals.at(-1 - settings.centroidMembers)
    if (leaving) this.#weigh(leaving, -1)
  }

  /** A copy keeps its story open but does not count towards what the story is about. */
  note(articleId: string, at: number): void {
    this.articleIds.push(articleId)
    this.firstAt = Math.min(this.firstAt, at)
    this.lastAt = Math.max(this.lastAt, at)
  }

  /** Takes over all of another story; its originals are in stream order afterwards, as if they had come here at once. */
  absorb(other: Story, settings: ClusterSettings): void {
    const inWindow = this.originals.slice(-settings.centroidMembers)
    const all = [...this.originals, ...other.originals].sort((a, b) => a.sequence - b.sequence)
    for (const original of inWindow) this.#weigh(original, -1)
    this.originals.splice(0, this.originals.length, ...all)
    for (const original of all) original.story = this
    for (const original of all.slice(-settings.centroidMembers)) this.#weigh(original, 1)
    this.articleIds.push(...other.articleIds)
    this.firstAt = Math.min(this.firstAt, other.firstAt)
    this.lastAt = Math.max(this.lastAt, other.lastAt)
  }

  #weigh(original: Original, sign: 1 | -1): void {
    this.title.add(original.title, sign)
    this.body.add(original.body, sign)
    this.names.add(original.names, sign)
  }
}
