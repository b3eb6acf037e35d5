import { expect, test } from '@jest/globals'
import type { ArticleToScrape } from '../../../src/articles/article.ts'
import { findForbidden } from '../../../src/articles/find-forbidden.ts'
import type { Robots } from '../../../src/fetch/robots.ts'

const article: ArticleToScrape = {
  id: '1',
  canonicalUrl: 'http://courier.example/f/7',
  title: null,
  publishedAt: null,
  firstSeenAt: new Date('2026-03-02T08:00:00Z'),
  language: null,
  attempts: 0,
  slotAt: null,
  robotsPolicy: 'obey',
  publisherId: '1',
  publisher: 'Hollin Courier',
  extractionRules: null,
}

/** Forbids everything, and remembers what it was asked about. */
function closedSite() {
  const asked: string[] = []
  const robots: Robots = {
    check(url) {
      asked.push(url)
      return Promise.resolve({ allowed: false, reason: 'line 2 forbids it' })
    },
  }
  return { robots, asked }
}

const signal = new AbortController().signal

test.each([
  ['its own address', 'http://courier.example/f/7', 'http://courier.example/f/7'],
  [
    'a hop to https on its host, by the file that has been read',
    'https://courier.example/ferry?page=2',
    'http://courier.example/ferry?page=2',
  ],
  ['a hop to another port', 'https://courier.example:8443/ferry', 'https://courier.example:8443/ferry'],
  ['a hop to another host', 'https://gazette.example/ferry', 'https://gazette.example/ferry'],
])('%s is judged', async (_what, url, judged) => {
  const { robots, asked } = closedSite()
  expect(await findForbidden(article, url, robots, signal)).toMatchObject({
    code: 'ROBOTS_DISALLOWED',
    disposition: 'discard',
    message: expect.stringContaining(`could not fetch ${url}: line 2 forbids it; `),
  })
  expect(asked).toEqual([judged])
})

test('nothing is asked for a publisher whose file is ignored', async () => {
  const { robots, asked } = closedSite()
  expect(await findForbidden({ ...article, robotsPolicy: 'ignore' }, article.canonicalUrl, robots, signal)).toBeNull()
  expect(asked).toEqual([])
})
