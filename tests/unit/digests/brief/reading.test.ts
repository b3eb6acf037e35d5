import { describe, expect, test } from '@jest/globals'
import { openBackground } from '../../../../src/digests/brief/background.ts'
import { markCopies } from '../../../../src/digests/brief/copies.ts'
import { datelineLength } from '../../../../src/digests/brief/dateline.ts'
import { hasSentenceShape, isFurniture } from '../../../../src/digests/brief/junk.ts'
import { quotationOf } from '../../../../src/digests/brief/quotation.ts'
import { leans, pointsBack } from '../../../../src/digests/brief/reference.ts'
import { independentReports } from '../../../../src/digests/brief/reports.ts'
import { readSentences } from '../../../../src/digests/brief/source-sentence.ts'
import { article } from './articles.ts'

test.each([
  ['BRENHOLM (Northern Wire) - The tunnel', 'The tunnel'],
  ['BRENHOLM, Osterland, May 3 — The tunnel', 'The tunnel'],
  ['BRENHOLM—The tunnel', 'The tunnel'],
  ['Brenholm (Wire) -- The tunnel', 'The tunnel'],
  ['(Northern Wire) — The tunnel', 'The tunnel'],
  ['The harbour - closed since May - is open.', 'The harbour - closed since May - is open.'],
  ['NATO ministers met on Monday.', 'NATO ministers met on Monday.'],
])('the dateline of %s is left out', (sentence, rest) => {
  expect(sentence.slice(datelineLength(sentence))).toBe(rest)
})

describe('furniture', () => {
  test.each([
    'Sign up for our weekly letter about trains.',
    'Photo by Jonas Eide of the Brenholm Courier.',
    'Read more about the tunnel on our pages today.',
    'All rights reserved by the publisher of this page.',
    'The press office can be reached at www.halden.example every day.',
    'Lesen Sie auch den Bericht über die neue Brücke.',
  ])('%s', (sentence) => {
    expect(isFurniture(sentence)).toBe(true)
  })

  test('a plain report is none', () => {
    expect(isFurniture('The council voted on Monday to close the old bridge.')).toBe(false)
  })
})

test.each([
  ['too short', 'It was late.', false],
  ['open at its end', 'The council voted on Monday to close the old bridge', false],
  ['cut off', 'The council voted on Monday to close the old...', false],
  ['with half a quotation', '"The council voted on Monday to close the bridge.', false],
  ['a menu', 'Home News Sport Weather Travel Culture Business Politics Opinion.', false],
  ['a sentence', 'The council voted on Monday to close the old bridge.', true],
])('shape: %s', (_, sentence, expected) => {
  expect(hasSentenceShape(sentence, 'en')).toBe(expected)
})

test.each([
  ['The council voted.', 'none'],
  ['The council called the bridge "unsafe" on Monday and closed it to all traffic.', 'words'],
  ['"We had no choice but to close it," said Mayor Jonas Eide.', 'speech'],
  ['"We had no choice but to close it," he said.', 'unattributed'],
  ['"We had no choice but to close it."', 'unattributed'],
])('quotation: %s', (sentence, expected) => {
  expect(quotationOf(sentence, 'en')).toBe(expected)
})

test.each([
  ['He left the town on Monday.', true],
  ['However, the council disagreed.', true],
  ['In a statement, she said the bridge was safe.', true],
  ['Mayor Jonas Eide said he would resign.', false],
  ['A driver said he had seen cracks.', false],
  ['The council voted on Monday.', false],
])('points back: %s', (sentence, expected) => {
  expect(pointsBack(sentence, 'en')).toBe(expected)
})

test('"The decision" points at nothing by grammar, yet opens badly', () => {
  expect(pointsBack('The decision was welcomed by shop owners.', 'en')).toBe(false)
  expect(leans('The decision was welcomed by shop owners.', 'en')).toBe(true)
})

test('sentences inside a longer quotation have lost their speaker', () => {
  const text =
    '"The bridge was old," said Mayor Eide. "Nobody had looked at it for years. We were lucky that night in May."'
  const read = readSentences(article({ text }), 0, { background: null, barred: () => false })
  expect(read.map((sentence) => sentence.text)).toEqual(['"The bridge was old," said Mayor Eide.'])
})

test('independent reports: copies go with their original, one owner is one report', () => {
  const wire = article({ text: 'a', id: 'wire' })
  const copy = article({ text: 'a', originalId: 'wire' })
  const east = article({ text: 'b', ownerGroup: 'Gulf Press' })
  const west = article({ text: 'c', ownerGroup: 'Gulf Press' })
  expect(independentReports([wire, copy, east, west])).toEqual([0, 0, 1, 1])
})

test('a chain of copies that closes on itself is still one report each', () => {
  const one = article({ text: 'a', id: 'one', originalId: 'two' })
  const two = article({ text: 'a', id: 'two', originalId: 'one' })
  expect(independentReports([one, two])).toHaveLength(2)
})

test('near-copies are marked as copies of the earlier article', () => {
  const text =
    'The council of Brenholm voted on Monday to close the old harbour bridge after engineers found cracks in it.'
  const late = article({ text, publishedAt: new Date('2031-03-02') })
  const early = article({ text: `${text} The work will last until May.`, publishedAt: new Date('2031-03-01') })
  const other = article({
    text: 'A storm broke trees in the park of Verrin and blocked three roads until the evening.',
  })
  expect(markCopies([late, early, other]).map(({ originalId }) => originalId)).toEqual([early.id, null, null])
})

describe('background', () => {
  const notice = 'This page was put together with care by our staff.'

  test('knows a sentence from two stories as boilerplate, but not a text met twice', () => {
    const background = openBackground()
    const first = article({ text: `The bridge was closed on Monday.\n${notice}` })
    background.learn('bridge', first)
    background.learn('other', first)
    expect(background.isRepeated(notice)).toBe(false)
    background.learn('storm', article({ text: `The storm broke trees on Monday.\n${notice}` }))
    expect(background.isRepeated(notice)).toBe(true)
    expect(background.articles).toBe(2)
  })

  test('knows a sentence from three articles of one publisher', () => {
    const background = openBackground()
    for (const day of ['one', 'two', 'three']) {
      background.learn('bridge', article({ text: `This is day ${day} of it.\n${notice}`, publisher: 'Gulf Press' }))
    }
    expect(background.isRepeated(notice)).toBe(true)
    expect(background.documentFrequency('page')).toBe(3)
  })
})
