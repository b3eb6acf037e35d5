import { choosePlace } from './place.ts'
import { chooseHeadline } from './headline.ts'
import { chooseLead } from './lead-article.ts'
import type { FactMember, FirstPublished, StoryFacts } from './story-facts.ts'
import { peakOf, reportTimes } from './velocity.ts'

/**
 * All facts of a story from its members, in any order. O(members).
 * @throws Error when there are none
 */
export function factsOf(members: readonly FactMember[]): StoryFacts {
  const { member: lead, rule } = chooseLead(members)
  const headline = chooseHeadline(members, lead)
  const reports = reportTimes(members.map((member) => ({ ...member, isCopy: member.originalId !== null })))
  const firstSeenAt = new Date(Math.min(...members.map((member) => member.firstSeenAt.getTime())))
  return {
    leadArticleId: lead.articleId,
    leadRule: rule,
    headline: headline.text,
    headlineArticleId: headline.articleId,
    place: choosePlace(members),
    firstSeenAt,
    firstPublished: firstPublished(members),
    peak: peakOf(reports) ?? { reports: 1, from: firstSeenAt },
  }
}

/**
 * The earliest time that a publisher gives. A time later than the article's first sight is a mistake and is passed over. A
 * day stays a day: it comes first where it lies before the day (in UTC) of the earliest time.
 */
export function firstPublished(members: readonly FactMember[]): FirstPublished {
  const times = members.flatMap(({ publishedAt, firstSeenAt }) =>
    publishedAt && publishedAt <= firstSeenAt ? [publishedAt.getTime()] : [],
  )
  const days = members.flatMap(({ publishedAt, publishedDay }) => (publishedAt === null ? (publishedDay ?? []) : []))
  const day = days.toSorted()[0] ?? null
  if (times.length === 0) return { at: null, day }
  const at = new Date(Math.min(...times))
  return day !== null && day < at.toISOString().slice(0, 10) ? { at: null, day } : { at, day: null }
}
