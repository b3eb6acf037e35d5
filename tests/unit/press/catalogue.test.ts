import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { catalogueOf, loadCatalogue } from '../../../src/press/catalogue.ts'
import { articleOf, smallPress, written } from './small-press.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'press-data-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('catalogueOf', () => {
  test('puts the newest article first', () => {
    const times = smallPress.articles.map(({ publishedAt }) => Date.parse(publishedAt))
    expect(times).toEqual([...times].sort((a, b) => b - a))
  })

  test('gives a copy the text of its original, its own publisher and its own address', () => {
    const original = written('agency', 'first')
    const copy = {
      slug: 'second',
      publisher: 'regional' as const,
      section: 'World' as const,
      publishedAt: '2026-03-02T11:00:00+01:00',
      copyOf: 'first',
      edits: [{ op: 'title' as const, text: 'New gates' }],
    }
    const { articles } = catalogueOf([], [{ event: 'e', about: 'a', articles: [original, copy] }])
    expect(articles[0]).toMatchObject({ slug: 'second', title: 'New gates', paragraphs: original.paragraphs })
    expect(articles[0]!.address).toMatch(/^\/story\.php/)
  })

  test('refuses two articles with one address', () => {
    const articles = [written('agency', 'same'), written('agency', 'same')]
    expect(() => catalogueOf([], [{ event: 'e', about: 'a', articles }])).toThrow(
      expect.objectContaining({ code: 'PRESS_DATA', message: expect.stringContaining('/wire/2026/03/02/same') }),
    )
  })
})

describe('loadCatalogue', () => {
  test('reads the recorded texts, wherever the code runs from', () => {
    const { publishers, articles } = loadCatalogue()
    expect(publishers.map(({ id }) => id)).toEqual(['agency', 'broadcaster', 'broadsheet', 'regional', 'ministry'])
    expect(articles.every(({ publishedAt }) => publishedAt.endsWith('+01:00'))).toBe(true)
  })

  test('names the file that is not what it should be', () => {
    writeFileSync(path.join(folder, 'publishers.json'), '[]')
    writeFileSync(path.join(folder, 'broken.json'), '{"event":"x"}')
    expect(() => loadCatalogue(folder)).toThrow(
      expect.objectContaining({ code: 'PRESS_DATA', message: expect.stringContaining('broken.json') }),
    )
  })
})

test('a time of publication that other articles share does not leave the order to chance', () => {
  const [first, second] = [articleOf('agency-gone'), articleOf('agency-moved')]
  expect(smallPress.articles.indexOf(first)).toBeLessThan(smallPress.articles.indexOf(second))
})
