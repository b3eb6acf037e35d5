import { chanceOfAtLeast, type Share, shareOf, upperBound } from './share-test.ts'

/** What a page may lack. The first is of pages, the others are of texts. */
export const marks = ['no_text', 'fallback', 'short', 'no_author', 'no_time'] as const
export type Mark = (typeof marks)[number]

/** A page of a publisher that was read to the end, with or without a text. */
export interface PageOutcome {
  readonly articleId: string
  readonly url: string
  readonly seenAt: Date
  /** Why it gave no text; null when it gave one. */
  readonly code: string | null
  /** Of the text; null without one. */
  readonly bytes: number | null
  /** The text was found elsewhere than displayed; null where nobody noted it. */
  readonly isFallback: boolean | null
  readonly hasAuthor: boolean
  /** Neither its feed nor the page itself says when it was published. */
  readonly hasTime: boolean
}

/** How a publisher's pages are as a rule. */
export interface UsualPages {
  readonly shares: Readonly<Record<Mark, Share>>
  /** Of its texts; null when there was none. */
  readonly medianBytes: number | null
}

/** `risen` by more than chance; `raised` may be chance; `unknown` where there are too few pages to tell. */
export type Verdict = 'risen' | 'raised' | 'usual' | 'unknown'

/** One mark of a publisher's newest pages against its usual ones. */
export interface Finding {
  readonly mark: Mark
  readonly verdict: Verdict
  readonly recent: Share
  readonly usual: Share
}

/** Fewer than this are not judged. */
export const LEAST_RECENT = 5
export const LEAST_USUAL = 10
/** A rise that chance alone brings less often than this is an alarm, and one that it brings more often than that is none. */
const RARE = 0.0001
const COMMON = 0.05
/** A rise by less is not worth a word, however sure it is; half of it ends an alarm. */
const LEAST_RISE = 0.1

/**
 * Whether more of the newest bear a mark than the usual share explains: a binomial test against the upper bound of the
 * usual share, so that a short history makes it careful.
 */
export function judgeShare(recent: Share, usual: Share): Verdict {
  if (recent.of < LEAST_RECENT || usual.of < LEAST_USUAL) return 'unknown'
  const rise = shareOf(recent) - shareOf(usual)
  const chance = chanceOfAtLeast(recent, upperBound(usual))
  if (chance < RARE && rise >= LEAST_RISE) return 'risen'
  return chance >= COMMON || rise < LEAST_RISE / 2 ? 'usual' : 'raised'
}

/** Every mark of a publisher's newest pages. */
export const judgePages = (pages: readonly PageOutcome[], usual: UsualPages): readonly Finding[] =>
  marks.map((mark) => {
    const recent = recentShare(pages, mark, usual.medianBytes)
    const verdict = judgeShare(recent, usual.shares[mark])
    const isHalved = mark !== 'short' || recent.marked * 2 > recent.of
    return { mark, verdict: verdict === 'risen' && !isHalved ? 'raised' : verdict, recent, usual: usual.shares[mark] }
  })

/** The part of the pages that bears a mark, of those that can. */
export function recentShare(pages: readonly PageOutcome[], mark: Mark, usualBytes: number | null): Share {
  const bearing = pages.map((page) => bears(page, mark, usualBytes)).filter((bore) => bore !== null)
  return { marked: bearing.filter(Boolean).length, of: bearing.length }
}

/** Whether a page bears a mark; null when the question does not arise. */
export function bears(page: PageOutcome, mark: Mark, usualBytes: number | null): boolean | null {
  if (mark === 'no_text') return page.code !== null
  if (page.bytes === null) return null
  if (mark === 'fallback') return page.isFallback
  if (mark === 'no_author') return !page.hasAuthor
  if (mark === 'no_time') return !page.hasTime
  return usualBytes === null ? null : page.bytes * 2 < usualBytes
}

/** The oldest marked page of the stretch, up to now, in which the mark is densest against the middle of both shares. */
export function firstOfRise(
  pages: readonly PageOutcome[],
  { mark, recent, usual }: Finding,
  usualBytes: number | null,
): PageOutcome | null {
  const middle = (shareOf(recent) + shareOf(usual)) / 2
  let sum = 0
  let most = 0
  let first: PageOutcome | null = null
  for (const page of pages.toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime())) {
    const bore = bears(page, mark, usualBytes)
    if (bore === null) continue
    sum += (bore ? 1 : 0) - middle
    if (bore && sum > most) [most, first] = [sum, page]
  }
  return first
}

/** The middle value, the lower of two; null of none. */
export function medianBytesOf(pages: readonly PageOutcome[]): number | null {
  const sizes = pages.flatMap(({ bytes }) => (bytes === null ? [] : [bytes])).toSorted((a, b) => a - b)
  return sizes[Math.floor((sizes.length - 1) / 2)] ?? null
}
