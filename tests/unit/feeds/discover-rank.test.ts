import { describe, expect, test } from '@jest/globals'
import { type Candidate, feedsToChoose, rankFeeds } from '../../../src/feeds/discover-rank.ts'

const candidate = (path: string, facts: Partial<Candidate> = {}): Candidate => ({
  url: `https://courier.example/${path}`,
  foundBy: 'link',
  title: path,
  format: 'rss',
  language: null,
  siteUrl: null,
  entries: 10,
  datedEntries: 10,
  newest: '2026-03-02T08:00:00Z',
  isComments: false,
  twinOf: null,
  entryUrls: new Set([`https://courier.example/${path}/1`]),
  ...facts,
})

const order = (candidates: readonly Candidate[], language: string | null = null) =>
  rankFeeds(candidates, language).map(({ title }) => title)

describe('rankFeeds', () => {
  test('articles come before comments, whatever those bring', () => {
    expect(order([candidate('c', { isComments: true, datedEntries: 99 }), candidate('a')])).toEqual(['a', 'c'])
  })

  test('the page’s language comes before others, and none is no other', () => {
    const feeds = [candidate('de', { language: 'de-AT' }), candidate('none'), candidate('en', { language: 'en_US' })]
    expect(order(feeds, 'en-GB')).toEqual(['none', 'en', 'de'])
    expect(order(feeds)).toEqual(['de', 'none', 'en'])
  })

  test('more dated entries come first, then the newest', () => {
    const feeds = [
      candidate('undated', { entries: 90, datedEntries: 0, newest: null }),
      candidate('old', { newest: '2025-03-02T08:00:00Z' }),
      candidate('fresh'),
      candidate('long', { datedEntries: 40 }),
    ]
    expect(order(feeds)).toEqual(['long', 'fresh', 'old', 'undated'])
  })

  test('of two that carry the same entries the second is marked', () => {
    const entryUrls = new Set(['https://courier.example/ferry', 'https://courier.example/bus'])
    const feeds = rankFeeds([candidate('rss', { entryUrls }), candidate('atom', { entryUrls }), candidate('b')], null)
    expect(feeds.map(({ twinOf }) => twinOf)).toEqual([null, 'https://courier.example/rss', null])
    expect(feeds[0]).not.toHaveProperty('entryUrls')
  })

  test('empty feeds are not the same', () => {
    const empty = { entryUrls: new Set<string>(), entries: 0 }
    expect(rankFeeds([candidate('a', empty), candidate('b', empty)], null).map(({ twinOf }) => twinOf)).toEqual([
      null,
      null,
    ])
  })
})

describe('feedsToChoose', () => {
  test('leaves out comments and second notations while there is something else', () => {
    const feeds = [
      candidate('a'),
      candidate('b', { twinOf: 'https://courier.example/a' }),
      candidate('c', { isComments: true }),
    ]
    expect(feedsToChoose(feeds).map(({ title }) => title)).toEqual(['a'])
    expect(feedsToChoose(feeds.slice(2)).map(({ title }) => title)).toEqual(['c'])
    expect(feedsToChoose([])).toEqual([])
  })
})
