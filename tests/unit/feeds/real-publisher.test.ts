import { describe, expect, test } from '@jest/globals'
import { realPublishers, siteOf, type SourcedEntry } from '../../../src/feeds/real-publisher.ts'

const entry = (url: string, sourceUrl: string | null, sourceName: string | null = 'Hollin Courier'): SourcedEntry => ({
  url,
  sourceName,
  sourceUrl,
})
const own = ['https://hub.example/feed', null]
const courier = { name: 'Hollin Courier', homeUrl: 'https://courier.example/' }

describe('an entry that names a source', () => {
  test('and leads to its site belongs to it', () => {
    const entries = [
      entry('https://www.courier.example/ferry', 'https://courier.example/rss'),
      entry('https://hub.example/own', null, null),
    ]
    expect(realPublishers(entries, own)).toEqual([courier, null])
  })

  test('and leads to a part of that site does as well', () => {
    const entries = [entry('https://news.courier.example/ferry', 'https://www.courier.example')]
    expect(realPublishers(entries, own)).toEqual([courier])
  })

  test('in a feed that hides all addresses belongs to it', () => {
    const entries = [
      entry('https://hub.example/articles/1', 'https://courier.example'),
      entry('https://hub.example/articles/2', 'https://radio.example', null),
    ]
    expect(realPublishers(entries, own)).toEqual([
      courier,
      { name: 'radio.example', homeUrl: 'https://radio.example/' },
    ])
  })

  test('as a credit for a page of its own stays with the paper', () => {
    const entries = [
      entry('https://hub.example/1', 'https://agency.example', 'Agency'),
      entry('https://hub.example/2', 'https://agency.example', 'Agency'),
      entry('https://hub.example/3', null, null),
    ]
    expect(realPublishers(entries, own)).toEqual([null, null, null])
  })

  test('that is the feed itself stays with it', () => {
    expect(realPublishers([entry('https://hub.example/1', 'http://www.hub.example/feed')], own)).toEqual([null])
  })

  test('by something that is no address stays with the feed', () => {
    expect(realPublishers([entry('https://courier.example/1', 'the courier')], own)).toEqual([null])
  })
})

test.each([
  ['https://www.Courier.example:8443/feed', 'courier.example:8443'],
  ['mailto:desk@courier.example', null],
  ['courier.example', null],
  [null, null],
])('the site of %p is %p', (address, site) => {
  expect(siteOf(address)).toBe(site)
})
