import { describe, expect, test } from '@jest/globals'
import type { EditionSource } from '../../../src/digests/edition.ts'
import { lineageOf } from '../../../src/http/lineage.ts'
import type { StoryMember } from '../../../src/stories/repository-read.ts'

const member = (articleId: string, more: Partial<StoryMember> = {}): StoryMember => ({
  articleId,
  title: `Article ${articleId}`,
  url: `https://pages.example/${articleId}`,
  publisher: `Publisher ${articleId}`,
  ownerGroup: null,
  language: 'en',
  publishedAt: new Date(0),
  publishedDay: null,
  firstSeenAt: new Date(0),
  eventAt: new Date(0),
  originalId: null,
  copyKind: null,
  containment: null,
  isFree: null,
  ...more,
})

const printed = (number: number, articleId: string) => ({ number, articleId }) as EditionSource

describe('lineageOf', () => {
  test('hangs copies below their originals', () => {
    const [source] = lineageOf([member('1'), member('2', { originalId: '1', copyKind: 'cut' })], [])
    expect(source?.number).toBe(1)
    expect(source?.copies.map(({ articleId }) => articleId)).toEqual(['2'])
  })

  test('keeps the numbers that an edition has printed and counts on from them', () => {
    const sources = lineageOf([member('1'), member('2'), member('3')], [printed(1, '3'), printed(2, '1')])
    expect(sources.map(({ number, report }) => [number, report.articleId])).toEqual([
      [1, '3'],
      [2, '1'],
      [3, '2'],
    ])
  })

  test('says why a second report of one publisher or owner is not counted', () => {
    const sources = lineageOf(
      [
        member('1', { publisher: 'Coast Post' }),
        member('2', { publisher: 'Coast Post' }),
        member('3', { publisher: 'Bay Mail', ownerGroup: 'Tidal Media' }),
        member('4', { publisher: 'Cape Mail', ownerGroup: 'Tidal Media' }),
      ],
      [],
    )
    expect(sources.map(({ notCounted }) => notCounted)).toEqual([
      null,
      'another article of this publisher, not counted again',
      null,
      'same owner as Bay Mail (Tidal Media), not counted again',
    ])
  })
})
