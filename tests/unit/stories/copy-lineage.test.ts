import { describe, expect, test } from '@jest/globals'
import { lineageOf } from '../../../src/stories/copy-lineage.ts'
import { clock, copyText } from './fact-members.ts'

/** Sentences that share no four words with each other. */
const sentence = (n: number): string => Array.from({ length: 12 }, (_none, at) => `word${n}x${at}`).join(' ')
const text = (...numbers: number[]): string => numbers.map(sentence).join(' ')
const whole = text(1, 2, 3, 4, 5, 6)

describe('lineageOf', () => {
  test('names the agency as source though a newspaper printed its text before', () => {
    const paper = copyText('1', whole, { agencyCredit: 'Meridian', publishedAt: clock('06:00') })
    const agency = copyText('2', whole, { publisher: 'Meridian Agency', publishedAt: clock('06:40') })
    const other = copyText('3', text(1, 2, 3), { publishedAt: clock('07:00') })
    const { sourceId, rule, copies } = lineageOf([paper, agency, other])
    expect([sourceId, rule]).toEqual(['2', 'agency'])
    expect(copies.map(({ articleId, kind }) => [articleId, kind])).toEqual([
      ['1', 'identical'],
      ['3', 'cut'],
    ])
  })

  test('takes who came out first, whatever the order of arrival', () => {
    const late = copyText('1', whole, { publishedAt: clock('09:00') })
    const early = copyText('2', whole, { publishedAt: clock('06:00'), firstSeenAt: clock('11:00') })
    expect(lineageOf([late, early])).toMatchObject({ sourceId: '2', rule: 'earlier' })
  })

  test('believes no time that lies in the future of first sight', () => {
    const wrong = copyText('1', whole, { publishedAt: clock('23:00'), firstSeenAt: clock('06:00') })
    const right = copyText('2', whole, { publishedAt: clock('08:00') })
    expect(lineageOf([right, wrong])).toMatchObject({ sourceId: '1', rule: 'earlier' })
  })

  test('takes the longer text that holds all of the shorter where times do not tell, though it was seen later', () => {
    const cut = copyText('1', text(1, 2, 3), { publishedAt: null, firstSeenAt: clock('08:00') })
    const long = copyText('2', whole, { publishedAt: null, firstSeenAt: clock('08:30') })
    expect(lineageOf([cut, long])).toMatchObject({ sourceId: '2', rule: 'holds_all', copies: [{ kind: 'cut' }] })
  })

  test('keeps the shorter text where it came out beyond doubt before the one with more', () => {
    const short = copyText('1', text(1, 2, 3), { publishedAt: clock('06:00') })
    const more = copyText('2', whole, { publishedAt: clock('08:00') })
    const { sourceId, copies } = lineageOf([more, short])
    expect(sourceId).toBe('1')
    expect(copies).toEqual([
      { articleId: '2', kind: 'merged', copyShare: expect.closeTo(0.48, 2), sourceShare: 1, sameOwner: false },
    ])
  })

  test('prefers of two texts of one time the one that names an agency', () => {
    const plain = copyText('1', whole)
    const credited = copyText('2', whole, { agencyCredit: 'Meridian' })
    expect(lineageOf([plain, credited])).toMatchObject({ sourceId: '2', rule: 'agency_credit' })
    expect(lineageOf([plain, copyText('3', whole)])).toMatchObject({ sourceId: '1', rule: 'arrival' })
  })

  test('takes a day for all of its hours: it does not come before a time of that day', () => {
    const day = copyText('1', text(1, 2, 3), {
      publishedAt: null,
      publishedDay: '2026-11-22',
      firstSeenAt: clock('20:00'),
    })
    const timed = copyText('2', whole, { publishedAt: clock('08:00') })
    expect(lineageOf([day, timed])).toMatchObject({ sourceId: '2', rule: 'holds_all' })
  })

  test('tells small edits from texts with much of their own, and says who has one owner', () => {
    const source = copyText('1', whole, { publishedAt: clock('06:00'), ownerGroup: 'Tidal Media' })
    const edited = copyText('2', text(1, 2, 3, 4, 5, 9), { ownerGroup: 'Tidal Media' })
    const merged = copyText('3', text(1, 2, 3, 10, 11, 12, 13, 14, 15))
    const kinds = lineageOf([source, edited, merged]).copies.map(({ kind, sameOwner }) => [kind, sameOwner])
    expect(kinds).toEqual([
      ['light_edit', true],
      ['merged', false],
    ])
  })

  test('calls texts without a shingle identical: nothing else puts them together', () => {
    const [copy] = lineageOf([copyText('1', 'Quay closed'), copyText('2', 'Quay closed')]).copies
    expect(copy).toMatchObject({ kind: 'identical', copyShare: 1, sourceShare: 1 })
  })

  test('does not depend on the order of the group', () => {
    const group = [
      copyText('1', text(1, 2, 3)),
      copyText('2', whole, { publishedAt: clock('08:03') }),
      copyText('3', text(4, 5), { agencyCredit: 'Meridian' }),
    ]
    expect(lineageOf(group.toReversed()).sourceId).toBe(lineageOf(group).sourceId)
  })
})
