import { describe, expect, test } from '@jest/globals'
import { deliveryMail, editionMail } from '../../../src/deliveries/edition-mail.ts'
import { BUDGET_BYTES, fitEdition } from '../../../src/deliveries/fit-edition.ts'
import { subjectOf } from '../../../src/deliveries/subject.ts'
import { madeUpEdition } from '../../../bench/mail/made-up-edition.ts'
import { mailing } from '../../support/mail.ts'

const content = madeUpEdition()
const frozen = { content, contentHash: 'ab'.repeat(32) }
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
    expect(subjectOf({ ...content, stories })).toBe(subject)
  })

  test('of an empty day says so', () => {
    expect(subjectOf({ ...content, stories: [] })).toBe('No stories on this day - Sun 22 Nov')
  })
})

test('a mail holds the edition and its own footer, in both parts', () => {
  const edition = editionMail(frozen, mailing)
  const mail = deliveryMail(edition, delivery, mailing, new Date(0))
  const html = mail.html.map(({ text }) => text).join('')
  const text = mail.text.map((piece) => piece.text).join('')
  const link = /https:\/\/press\.example\/s\/s3-0-0-[\w-]{22}/
  for (const part of [html, text]) {
    expect(part).toMatch(link)
    expect(part).toMatch(new RegExp(`${link.source}/unsubscribe`))
    expect(part).toContain('You get this because you subscribed to morning.')
    expect(part).toContain('1 Quay Street')
  }
  expect(html.match(/<\/body>/g)).toHaveLength(1)
  expect(html).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|@import/i)
  expect(edition.htmlBytes).toBeLessThanOrEqual(BUDGET_BYTES)
})

describe('fitEdition', () => {
  const size = (one: typeof content) => JSON.stringify(one).length

  test('leaves alone what fits', () => {
    expect(fitEdition(content, size, size(content))).toEqual({ content, shortened: 0 })
  })

  test('shortens the last briefs first, then stories at length but for the first, and drops none', () => {
    const one = fitEdition(content, size, size(content) - 1)
    expect(one.shortened).toBe(1)
    expect(one.content.stories.filter((story, i) => story !== content.stories[i]).map(({ rank }) => rank)).toEqual([13])
    const all = fitEdition(content, size, 0)
    expect(all.content.stories).toHaveLength(content.stories.length)
    expect(all.content.stories.filter(({ form }) => form === 'full').map(({ rank }) => rank)).toEqual([1])
    expect(all.shortened).toBe(12)
  })
})

test('an edition that is too long even so is not mailed', () => {
  const huge = { ...mailing, bytesOf: () => 200_000 }
  expect(() => editionMail(frozen, huge)).toThrow(
    expect.objectContaining({ code: 'MAIL_TOO_LARGE', disposition: 'discard' }),
  )
})
