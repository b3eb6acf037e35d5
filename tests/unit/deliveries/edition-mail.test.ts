import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { deliveryMail, editionMail } from '../../../src/deliveries/edition-mail.ts'
import { BUDGET_BYTES, fitEdition, MOST_BYTES } from '../../../src/deliveries/fit-edition.ts'
import { type EditionView, storiesOf, viewOf } from '../../../src/digests/edition-view.ts'
import { subjectOf } from '../../../src/deliveries/subject.ts'
import { madeUpEdition } from '../../../bench/mail/made-up-edition.ts'
import { mailing } from '../../support/mail.ts'

const content = madeUpEdition()
const frozen = { id: '326', content, contentHash: 'ab'.repeat(32), overlay: null }
const view = viewOf(content, null)
const delivery = { id: '12', subscriberId: '3', address: 'reader@desk.example' }

describe('the subject', () => {
  const story = content.stories[0]!
  test.each([
    ['Ferry talks end', 1, 'Ferry talks end - Sun 22 Nov'],
    ['Ferry talks end', 7, 'Ferry talks end + 6 more - Sun 22 Nov'],
    [`${'words '.repeat(20)}end`, 1, `${'words '.repeat(9).trim()}… - Sun 22 Nov`],
    ['x'.repeat(80), 1, `${'x'.repeat(59)}… - Sun 22 Nov`],
  ])('of %p and %p stories in all', (headline, count, subject) => {
    const stories = Array.from({ length: count }, (_, i) => ({
      ...story,
      rank: i + 1,
      headline: i === 0 ? headline : 'Other',
    }))
    expect(subjectOf(viewOf({ ...content, stories }, null))).toBe(subject)
  })

  test('of an empty day says so', () => {
    expect(subjectOf(viewOf({ ...content, stories: [] }, null))).toBe('No stories on this day - Sun 22 Nov')
  })

  test('of a late or incomplete one says so first', () => {
    const notices = ['late', 'incomplete'] as const
    expect(subjectOf(viewOf({ ...content, stories: [], notices }, null))).toBe(
      'Late and incomplete: No stories on this day - Sun 22 Nov',
    )
  })

  test('of one that brings nothing new says so, or what is corrected', () => {
    const stories = [{ ...story, state: 'unchanged' as const }]
    expect(subjectOf(viewOf({ ...content, stories }, null))).toBe('Nothing new on this day - Sun 22 Nov')
    expect(
      subjectOf({
        ...view,
        groups: viewOf({ ...content, stories }, null).groups,
        counts: { new: 0, developed: 0, unchanged: 1, corrected: 2 },
      }),
    ).toBe('2 corrected - Sun 22 Nov')
  })
})

const joined = (pieces: readonly { text: string }[]): string => pieces.map(({ text }) => text).join('')

test('a mail holds the edition and the links of its own subscriber, in both parts', () => {
  const edition = editionMail(frozen, mailing)
  const mail = deliveryMail(edition, delivery, mailing, new Date(0))
  const [html, text] = [joined(mail.html), joined(mail.text)]
  const link = /https:\/\/press\.example\/s\/s3-0-0-[\w-]{22}/
  for (const part of [html, text]) {
    expect(part).toMatch(new RegExp(`${link.source}/unsubscribe`))
    expect(part).toMatch(new RegExp(`${link.source}/editions/2026-11-22#s1`))
    expect(part).toMatch(new RegExp(`${link.source}/mute\\?story=0100`))
    expect(part).toContain('You get this because you subscribed to morning.')
    expect(part).toContain('1 Quay Street')
    expect(part).toMatch(/No.[ \u00a0]326/)
    expect(part.match(/\/s\/s\d+-/g)?.every((found) => found === '/s/s3-')).toBe(true)
  }
  expect(html.match(/<\/body>/g)).toHaveLength(1)
  expect(html).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|@import/i)
  expect(edition.htmlBytes).toBeLessThanOrEqual(BUDGET_BYTES)
})

test('the two mails of two subscribers differ in nothing but their tokens', () => {
  const edition = editionMail(frozen, mailing)
  const [one, other] = ['3', '4'].map((subscriberId) =>
    joined(deliveryMail(edition, { ...delivery, subscriberId }, mailing, new Date(0)).html),
  )
  expect(one).not.toBe(other)
  expect(one?.replaceAll(/s3-0-0-[\w-]{22}/g, 'TOKEN')).toBe(other?.replaceAll(/s4-0-0-[\w-]{22}/g, 'TOKEN'))
})

test('an edition without an address for answers has no link to report by', () => {
  expect(joined(editionMail(frozen, { ...mailing, replyTo: null }).html)).not.toContain('Report an error')
})

describe('fitEdition', () => {
  const size = (one: EditionView) => JSON.stringify(one.groups).length
  const ranks = (stories: readonly { rank: number }[]) => stories.map(({ rank }) => rank)

  test('leaves alone what fits', () => {
    expect(fitEdition(view, size, size(view))).toEqual({ view, shortened: 0 })
  })

  test('shortens the last briefs first, then stories at length but for the first, and drops none', () => {
    const one = fitEdition(view, size, size(view) - 1)
    expect(one.shortened).toBe(1)
    const before = new Set(storiesOf(view))
    expect(ranks(storiesOf(one.view).filter((story) => !before.has(story)))).toEqual([12])
    const all = fitEdition(view, size, 0)
    expect(ranks(storiesOf(all.view))).toEqual(ranks(storiesOf(view)))
    expect(ranks(storiesOf(all.view).filter(({ form }) => form === 'full'))).toEqual([1])
    expect(all.shortened).toBe(12)
  })

  test('whatever the budget: fits it or has nothing left to shorten, and what is told stays told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: size(view) }), fc.subarray([...content.stories]), (budget, stories) => {
        const some = viewOf({ ...content, stories }, null)
        const fitted = fitEdition(some, size, budget)
        expect(ranks(storiesOf(fitted.view))).toEqual(ranks(storiesOf(some)))
        expect(size(fitted.view) <= budget || fitted.shortened === fitEdition(some, size, -1).shortened).toBe(true)
        expect(size(fitted.view)).toBeLessThanOrEqual(size(some))
        for (const story of storiesOf(fitted.view)) expect(story.standfirst ?? story.lead[0]).toBeDefined()
      }),
      { numRuns: 50 },
    )
  })

  test('a mail of any length within the limit keeps its footer', () => {
    const wide = content.stories.map((story) => ({
      ...story,
      lead: Array.from({ length: 6 }, () => story.lead).flat(),
    }))
    const edition = editionMail({ ...frozen, content: { ...content, stories: wide } }, mailing)
    expect(edition.shortened).toBeGreaterThan(0)
    expect(edition.htmlBytes).toBeLessThanOrEqual(MOST_BYTES)
    expect(joined(edition.html)).toContain('Unsubscribe')
    expect(joined(edition.html)).toContain('No.\u00a0326')
  })
})

test('an edition that is too long even so is not mailed', () => {
  const huge = { ...mailing, bytesOf: () => 200_000 }
  expect(() => editionMail(frozen, huge)).toThrow(
    expect.objectContaining({ code: 'MAIL_TOO_LARGE', disposition: 'discard' }),
  )
})

test.each([
  ['Wirefold', 'Wirefold'],
  [null, 'morning'],
])('a sender called %j is shown as %s', (name, shown) => {
  const from = { name, address: 'digest@news.example' }
  const mail = deliveryMail(editionMail(frozen, mailing), delivery, { ...mailing, from }, new Date(0))
  expect(mail.from).toEqual({ ...from, name: shown })
})
