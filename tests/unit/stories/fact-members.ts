import type { CopyText } from '../../../src/stories/copy-lineage.ts'
import type { FactMember } from '../../../src/stories/story-facts.ts'
import { shinglesOf } from '../../../src/text/shingles.ts'
import { words } from '../../../src/text/words.ts'

/** An instant of the day of these tests, in UTC. */
export const clock = (time: string): Date => new Date(`2026-11-22T${time}:00Z`)

/** A whole report of a publisher of its own, published and seen at 08:00 where nothing else is said. */
export function factMember(articleId: string, more: Partial<FactMember> = {}): FactMember {
  const publishedAt = more.publishedAt === undefined ? clock('08:00') : more.publishedAt
  const firstSeenAt = more.firstSeenAt ?? publishedAt ?? clock('08:00')
  return {
    articleId,
    publisher: `Publisher ${articleId}`,
    ownerGroup: null,
    agencyCredit: null,
    publishedAt,
    publishedDay: null,
    firstSeenAt,
    eventAt: firstSeenAt,
    title: 'Harbour of Port Hollin closed after crane falls',
    url: `https://pages.example/news/${articleId}`,
    section: null,
    language: 'en',
    head: 'A crane fell on the quay.',
    length: 2_000,
    originalId: null,
    sourceId: articleId,
    ...more,
  }
}

/** A text of a group of copies. */
export function copyText(articleId: string, text: string, more: Partial<CopyText> = {}): CopyText {
  const { publisher, ownerGroup, agencyCredit, publishedAt, publishedDay, firstSeenAt } = factMember(articleId, more)
  const shingles = shinglesOf(words(text, 'en'))
  return { articleId, publisher, ownerGroup, agencyCredit, publishedAt, publishedDay, firstSeenAt, shingles }
}
