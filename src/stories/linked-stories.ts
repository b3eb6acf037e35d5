import { LinkedIndex, type LinkedMember } from './linked-index.ts'
import { linkedLikeness, type SharedMark } from './linked-likeness.ts'
import type { LinkedMarks } from './linked-marks.ts'
import { LinkedRegister } from './linked-register.ts'

/** What may be tuned of links across languages. */
export interface LinkSettings {
  /** Days after which an article is compared no more. */
  readonly windowDays: number
  /** Articles kept at most: the oldest leave earlier where more come. What memory may cost. */
  readonly mostArticles: number
  /** Articles of other languages compared in full. */
  readonly candidates: number
  /** Newest members of a story that speak for it. */
  readonly comparedMembers: number
  /** Least likeness of stories that are linked when they are of one hour. */
  readonly threshold: number
  /** By how much of itself the threshold rises with each day between the articles. */
  readonly risePerDay: number
  /** Fewest shared marks, and fewest among them that are a name, a country, a day or a long figure. */
  readonly fewestShared: number
  readonly fewestTelling: number
}

export const defaultLinkSettings: LinkSettings = {
  windowDays: 14,
  mostArticles: 150_000,
  candidates: 24,
  comparedMembers: 4,
  threshold: 1.4,
  risePerDay: 0.1,
  fewestShared: 4,
  fewestTelling: 2,
}

/** An original that its lane has put into a story. Copies are not told: they say what their original said. */
export interface LinkedArticle {
  readonly articleId: string
  readonly storyId: string
  readonly marks: LinkedMarks
  readonly at: Date
}

/** What two linked articles share, as an analyst reads it; names as the later of them writes them. */
export interface LinkEvidence {
  readonly names: readonly string[]
  /** ISO 3166 codes. */
  readonly countries: readonly string[]
  readonly figures: readonly string[]
  /** Days of the year, as month-day. */
  readonly days: readonly string[]
  /** The first letters of other words in shared spelling, heaviest first, twelve at most. */
  readonly words: readonly string[]
  readonly hoursApart: number
}

/** Stories of two languages that tell one event, with the two articles that show it; the smaller story id stands first. */
export interface StoryLink {
  readonly storyA: string
  readonly storyB: string
  readonly articleA: string
  readonly articleB: string
  readonly score: number
  readonly evidence: LinkEvidence
}

const dayMs = 86_400_000
const shownWords = 12
/** A country, a day, or a figure of three digits or more: two notices share smaller ones by chance. */
const tellingMark = /^(?:[#@]|=(?:\d{3}|\d+\.\d))/u

/**
 * Links stories of different languages as their articles come. Memory: six bytes a mark of the window's originals, some
 * hundred marks each. Time an article: a capped lookup and `candidates` comparisons, each linear in the marks.
 */
export class LinkedStories {
  readonly #settings: LinkSettings
  readonly #register = new LinkedRegister()
  readonly #index = new LinkedIndex(this.#register)
  readonly #stories = new Map<string, LinkedMember[]>()
  /** In order of coming; those before `#oldest` have left. */
  readonly #queue: LinkedMember[] = []
  #oldest = 0
  #newest = -Infinity

  constructor(settings: LinkSettings = defaultLinkSettings) {
    this.#settings = settings
  }

  /** Takes an article in and returns the links that it shows, best first; a story may be linked again with another score. */
  add(article: LinkedArticle): StoryLink[] {
    const member = this.#take(article)
    const links = this.#linksOf(member, article.marks)
    this.#place(member)
    return links
  }

  /** Takes an article in whose links are known. */
  restore(article: LinkedArticle): void {
    this.#place(this.#take(article))
  }

  /** All of a story's articles are another's from here on. */
  merge(from: string, into: string): void {
    const moved = this.#stories.get(from)
    if (!moved || from === into) return
    this.#stories.delete(from)
    for (const member of moved) member.storyId = into
    const all = [...(this.#stories.get(into) ?? []), ...moved].sort((a, b) => a.at - b.at)
    this.#stories.set(into, all)
  }

  #take({ articleId, storyId, marks, at }: LinkedArticle): LinkedMember {
    this.#forgetBefore(at.getTime())
    const numbered = this.#register.add(marks)
    const member = { articleId, storyId, language: marks.language, marks: numbered, at: at.getTime() }
    this.#index.add(member)
    this.#queue.push(member)
    return member
  }

  #place(member: LinkedMember): void {
    const members = this.#stories.get(member.storyId)
    if (members) members.push(member)
    else this.#stories.set(member.storyId, [member])
  }

  #linksOf(member: LinkedMember, { names }: LinkedMarks): StoryLink[] {
    const found = this.#index.candidates(member, this.#settings.candidates)
    return [...new Set(found.map((candidate) => candidate.storyId))]
      .flatMap((storyId) => this.#compare(member, storyId) ?? [])
      .sort((a, b) => b.score - a.score || (a.other.storyId < b.other.storyId ? -1 : 1))
      .map((compared) => linkOf(member, compared, names))
  }

  /** The two members nearest to the article must speak for the link on average, so that one stray text does not make it. */
  #compare(member: LinkedMember, storyId: string): Compared | null {
    const members = this.#stories.get(storyId)?.slice(-this.#settings.comparedMembers) ?? []
    const compared = members
      .map((other) => ({ other, likeness: linkedLikeness(member, other, this.#register) }))
      .sort((a, b) => b.likeness.score - a.likeness.score)
    const [nearest, second] = compared
    if (!nearest) return null
    const score = second ? (nearest.likeness.score + second.likeness.score) / 2 : nearest.likeness.score
    const days = Math.abs(member.at - nearest.other.at) / dayMs
    const { threshold, risePerDay } = this.#settings
    if (score < threshold * (1 + risePerDay * days) || !this.#isTelling(nearest.likeness.shared)) return null
    return { other: nearest.other, shared: nearest.likeness.shared, score: Math.round(score * 1e6) / 1e6 }
  }

  #isTelling(shared: readonly SharedMark[]): boolean {
    const telling = shared.filter(({ mark, isName }) => isName || tellingMark.test(mark))
    return shared.length >= this.#settings.fewestShared && telling.length >= this.#settings.fewestTelling
  }

  #forgetBefore(at: number): void {
    this.#newest = Math.max(this.#newest, at)
    const { windowDays, mostArticles } = this.#settings
    const oldest = this.#newest - windowDays * dayMs
    for (;;) {
      const first = this.#queue[this.#oldest]
      if (!first || (first.at >= oldest && this.#queue.length - this.#oldest < mostArticles)) break
      this.#oldest++
      this.#forget(first)
    }
    if (this.#oldest * 2 <= this.#queue.length) return
    this.#queue.splice(0, this.#oldest)
    this.#oldest = 0
  }

  #forget(member: LinkedMember): void {
    this.#index.remove(member)
    this.#register.remove(member.marks, member.language)
    const left = this.#stories.get(member.storyId)?.filter((other) => other !== member) ?? []
    if (left.length > 0) this.#stories.set(member.storyId, left)
    else this.#stories.delete(member.storyId)
  }
}

interface Compared {
  readonly other: LinkedMember
  readonly shared: readonly SharedMark[]
  readonly score: number
}

/** @param names of the article that came, by mark: those of the other one are not kept */
function linkOf(
  member: LinkedMember,
  { other, shared, score }: Compared,
  names: ReadonlyMap<string, string>,
): StoryLink {
  const [a, b] = member.storyId < other.storyId ? [member, other] : [other, member]
  const marked = (sign: string): string[] =>
    shared.filter(({ mark }) => mark.startsWith(sign)).map(({ mark }) => mark.slice(1))
  const spelt = shared.filter(({ mark }) => !/^[#=@]/u.test(mark)).map(({ mark }) => mark)
  return {
    storyA: a.storyId,
    storyB: b.storyId,
    articleA: a.articleId,
    articleB: b.articleId,
    score,
    evidence: {
      names: [...new Set(spelt.flatMap((mark) => names.get(mark) ?? []))],
      countries: marked('#'),
      figures: marked('='),
      days: marked('@'),
      words: spelt.filter((mark) => !names.has(mark)).slice(0, shownWords),
      hoursApart: Math.round((Math.abs(a.at - b.at) / 3_600_000) * 10) / 10,
    },
  }
}
