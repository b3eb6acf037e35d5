import { describe, expect, test } from '@jest/globals'
import { factsOf, firstPublished } from '../../../src/stories/story-facts-make.ts'
import { clock, factMember } from './fact-members.ts'

describe('firstPublished', () => {
  const timed = factMember('1', { publishedAt: clock('08:00') })
  const dayOnly = (publishedDay: string) => factMember('2', { publishedAt: null, publishedDay })

  test('is the earliest time, not one in the future of first sight', () => {
    const future = factMember('3', { publishedAt: clock('07:00'), firstSeenAt: clock('06:00') })
    const earlier = factMember('4', { publishedAt: clock('07:30') })
    expect(firstPublished([timed, future, earlier])).toEqual({ at: clock('07:30'), day: null })
  })

  test('stays a day where only the day is known and lies before', () => {
    expect(firstPublished([timed, dayOnly('2026-11-21')])).toEqual({ at: null, day: '2026-11-21' })
    expect(firstPublished([timed, dayOnly('2026-11-22')])).toEqual({ at: clock('08:00'), day: null })
    expect(firstPublished([dayOnly('2026-11-22')])).toEqual({ at: null, day: '2026-11-22' })
  })

  test('is nothing where no publisher gives a time', () => {
    expect(firstPublished([factMember('1', { publishedAt: null })])).toEqual({ at: null, day: null })
  })
})

describe('factsOf', () => {
  test('does not depend on the order of the members', () => {
    const members = [
      factMember('1', { head: 'A crane fell in Port Hollin.', publishedAt: clock('06:00') }),
      factMember('2', { head: 'Two were hurt in Port Hollin.', publishedAt: clock('06:30') }),
      factMember('3', { title: 'Crane: what we know …', publishedAt: clock('07:10') }),
    ]
    const facts = factsOf(members)
    expect(facts).toMatchObject({
      leadArticleId: '1',
      place: { name: 'Port Hollin', reports: 2 },
      firstSeenAt: clock('06:00'),
      peak: { reports: 2, from: clock('06:00') },
    })
    expect(factsOf(members.toReversed())).toEqual(facts)
  })
})
