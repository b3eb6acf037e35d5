/** A member of a story as far as the order of who wrote and who copied goes. */
export interface LineageMember {
  readonly articleId: string
  readonly publisher: string
  readonly ownerGroup: string | null
  /** The agency that the text is credited to. */
  readonly agencyCredit: string | null
  readonly publishedAt: Date | null
  /** YYYY-MM-DD, where only the day is known. */
  readonly publishedDay: string | null
  readonly firstSeenAt: Date
}

/** When an article came out, in milliseconds since 1970: not before `from`, not after `to`. */
export interface TimeSpan {
  readonly from: number
  readonly to: number
}

const minute = 60_000
/** What is first seen may have come out since the poll before: feeds are polled at least this often. */
const pollSpan = 60 * minute
/** Publishers round their times, and their clocks differ: within this two times tie. */
const clockSlack = 5 * minute
/** A day begins and ends at another time in each zone. */
const zones = { earliest: 14 * 60 * minute, latest: 36 * 60 * minute }

/**
 * What is known of when an article came out. A time in the future of its first sight is a mistake and counts as none; a
 * day is as long as it is anywhere on earth; without either it came out between two polls.
 */
export function timeSpanOf({ publishedAt, publishedDay, firstSeenAt }: LineageMember): TimeSpan {
  const seen = firstSeenAt.getTime()
  const stated = publishedAt?.getTime()
  if (stated !== undefined && stated <= seen) return { from: stated, to: stated }
  if (publishedDay !== null) {
    const day = Date.parse(`${publishedDay}T00:00:00Z`)
    if (day - zones.earliest <= seen) return { from: day - zones.earliest, to: Math.min(seen, day + zones.latest) }
  }
  return { from: seen - pollSpan, to: seen }
}

/** Whether one came out before the other beyond doubt. */
export const isClearlyBefore = (a: TimeSpan, b: TimeSpan): boolean => a.to + clockSlack < b.from

/** Those that may have been first: nobody came out clearly before them. */
export function possiblyFirst<T extends LineageMember>(members: readonly T[]): T[] {
  const earliestEnd = Math.min(...members.map((member) => timeSpanOf(member).to))
  const bound = { from: earliestEnd, to: earliestEnd }
  return members.filter((member) => !isClearlyBefore(bound, timeSpanOf(member)))
}

/** In order of time, then of first sight, then of id: the same for any order of arrival. */
export function byTime(a: LineageMember, b: LineageMember): number {
  return (
    timeSpanOf(a).to - timeSpanOf(b).to ||
    a.firstSeenAt.getTime() - b.firstSeenAt.getTime() ||
    a.articleId.length - b.articleId.length ||
    (a.articleId < b.articleId ? -1 : 1)
  )
}

/** Whether a publisher is the agency of that name: "Meridian Agency" prints what is credited to "Meridian". */
export function isAgencyItself(publisher: string, credit: string): boolean {
  const said = wordsOf(publisher)
  const named = wordsOf(credit)
  return named !== ' ' && (said.includes(named) || named.includes(said))
}

const wordsOf = (name: string): string =>
  ` ${
    name
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `.replace(/^ {2}$/u, ' ')
