import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import iconv from 'iconv-lite'
import { z } from 'zod'
import { AppError } from '../../../src/errors.ts'
import { applyEdits, type PublishedArticle, publishedArticles } from '../../../src/press/edits.ts'
import {
  type CopiedArticle,
  isCopied,
  type PressEdit,
  pressEvent,
  pressPublisher,
  type WrittenArticle,
} from '../../../src/press/press-text.ts'

const folder = path.join(import.meta.dirname, '../../../src/press/data')
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))

const publishers = z.array(pressPublisher).parse(read('publishers.json'))
const files = readdirSync(folder).filter((file) => file !== 'publishers.json')
const events = files.map((file) => pressEvent.parse(read(file)))
const articles = events.flatMap(publishedArticles)

const wordsIn = (paragraphs: readonly string[]): number => paragraphs.join(' ').split(/\s+/).length
const textOf = ({ title, standfirst, paragraphs, byline, dateline, caption }: PublishedArticle): string =>
  [title, standfirst, ...byline, dateline ?? '', caption ?? '', ...paragraphs].join('\n')
const slugs = (found: readonly PublishedArticle[]): string[] => found.map(({ slug }) => slug).sort()
const minutesBetween = (earlier: string, later: string): number => (Date.parse(later) - Date.parse(earlier)) / 60_000

const groupOf = (id: string): string => {
  const publisher = publishers.find((one) => one.id === id)
  return publisher?.ownerGroup ?? id
}

interface CopyPair {
  copy: CopiedArticle
  original: WrittenArticle
  published: PublishedArticle
}

const copyPairs: CopyPair[] = events.flatMap((event) => {
  const written = event.articles.filter((article): article is WrittenArticle => !isCopied(article))
  const published = publishedArticles(event)
  return event.articles.filter(isCopied).flatMap((copy) => {
    const original = written.find(({ slug }) => slug === copy.copyOf)
    const made = published.find(({ slug }) => slug === copy.slug)
    return original && made ? [{ copy, original, published: made }] : []
  })
})

/** How much of the original's words a copy kept, 0 to 1; the copy's own paragraphs do not count. */
const keptShare = ({ copy, original, published }: CopyPair): number => {
  const own = copy.edits.flatMap((edit) => (edit.op === 'insert' ? [edit.text] : []))
  const ownWords = own.length > 0 ? wordsIn(own) : 0
  return (wordsIn(published.paragraphs) - ownWords) / wordsIn(original.paragraphs)
}

describe('the demo press', () => {
  test('has five publishers, two of them of one owner', () => {
    expect(publishers.map(({ id }) => id)).toEqual(['agency', 'broadcaster', 'broadsheet', 'regional', 'ministry'])
    expect(new Set(publishers.map(({ id }) => groupOf(id))).size).toBe(4)
  })

  test('names each file after its event and each article once', () => {
    expect(files.map((file) => path.parse(file).name)).toEqual(events.map(({ event }) => event))
    expect(new Set(articles.map(({ slug }) => slug)).size).toBe(articles.length)
  })

  test('tells at least 16 events in at least 64 articles, 13 of them by two publishers or more', () => {
    const tellers = events.map((event) => new Set(event.articles.map(({ publisher }) => publisher)).size)
    expect(articles.length).toBeGreaterThanOrEqual(64)
    expect(events.length).toBeGreaterThanOrEqual(16)
    expect(tellers.filter((count) => count >= 2).length).toBeGreaterThanOrEqual(13)
    expect(events.filter(({ articles: told }) => told.length === 1).length).toBeGreaterThanOrEqual(6)
  })

  test.each(articles.map((article) => [article.slug, article] as const))('%s has 120 to 350 words', (_, article) => {
    expect(wordsIn(article.paragraphs)).toBeGreaterThanOrEqual(120)
    expect(wordsIn(article.paragraphs)).toBeLessThanOrEqual(350)
  })

  test('publishes from half past five to eleven in the evening of 2 and 3 March, Berlin time', () => {
    for (const { publishedAt } of articles) {
      const [, clock = ''] = /^2026-03-0[23]T(\d\d:\d\d):00\+01:00$/.exec(publishedAt) ?? []
      expect(clock >= '05:30' && clock <= '23:00').toBe(true)
    }
    const onFirstDay = articles.filter(({ publishedAt }) => publishedAt.startsWith('2026-03-02'))
    expect(onFirstDay.length).toBeGreaterThanOrEqual(36)
    expect(articles.length - onFirstDay.length).toBeGreaterThanOrEqual(28)
  })

  test('follows a story of the first day up with three own reports on the second', () => {
    const followUps = events.filter((event) => {
      const own = publishedArticles(event).filter(({ copyOf }) => copyOf === null)
      const days = [2, 3].map((day) =>
        own.filter(({ publishedAt }) => publishedAt.startsWith(`2026-03-0${String(day)}`)),
      )
      return days.every((reports) => new Set(reports.map(({ publisher }) => publisher)).size >= 3)
    })
    expect(followUps.map(({ event }) => event)).toEqual(['heat-outage'])
  })

  test('sets one article behind each fault, never an original', () => {
    const faulty = articles.filter(({ fault }) => fault !== undefined)
    expect(faulty.map(({ fault }) => fault).sort()).toEqual(['consent_wall', 'moved', 'not_found'])
    expect(faulty.filter(({ slug }) => copyPairs.some(({ original }) => original.slug === slug))).toEqual([])
  })

  test('tells one story in Spanish, twice', () => {
    const spanish = articles.filter(({ language }) => language === 'es')
    expect(spanish.map(({ publisher }) => publisher).sort()).toEqual(['agency', 'broadcaster'])
    expect(new Set(spanish.map(({ event }) => event)).size).toBe(1)
    for (const { paragraphs } of spanish) expect(wordsIn(paragraphs)).toBeLessThanOrEqual(220)
  })

  test('gives different numbers of injured within twelve hours', () => {
    const reports = articles.filter(({ event, copyOf }) => event === 'luzno-fire' && copyOf === null)
    const injured = reports.flatMap((report) => {
      const count = /(\d+) people were injured/.exec(report.paragraphs.join('\n'))?.[1]
      return count === undefined ? [] : [{ count, group: groupOf(report.publisher) }]
    })
    expect(injured.map(({ count }) => count).sort()).toEqual(['11', '14'])
    expect(new Set(injured.map(({ group }) => group)).size).toBe(2)
  })

  test('keeps notices and results of one form in events of their own', () => {
    const single = (prefix: string): number =>
      events.filter(({ event, articles: told }) => event.startsWith(prefix) && told.length === 1).length
    expect([single('notice-'), single('results-')]).toEqual([2, 2])
  })

  test('writes one title of the regional paper with a bare ampersand', () => {
    const withAmpersand = articles.filter(({ title }) => title.includes('&'))
    expect(withAmpersand.map(({ publisher, title }) => [publisher, /&\w+;/.test(title)])).toEqual([['regional', false]])
  })

  test('keeps the regional paper within windows-1252', () => {
    for (const article of articles.filter(({ publisher }) => publisher === 'regional')) {
      const text = textOf(article)
      expect(iconv.decode(iconv.encode(text, 'windows-1252'), 'windows-1252')).toBe(text)
    }
  })

  test.each(['broadsheet', 'regional'])('prints what the %s wrote itself with curly quotes', (publisher) => {
    const own = articles.filter((article) => article.publisher === publisher && article.copyOf === null)
    const text = own.map(textOf).join('\n')
    expect(text).not.toMatch(/["']/)
    expect(['–', '“', '”', '’', 'é', '€'].filter((sign) => !text.includes(sign))).toEqual([])
  })
})

describe('the reports on the security group', () => {
  const reports = articles.filter(({ event }) => event === 'security-group')
  const own = reports.filter(({ copyOf }) => copyOf === null)

  test('are five, by every publisher, and one short copy in the regional paper', () => {
    expect(own.map(({ publisher }) => publisher).sort()).toEqual(publishers.map(({ id }) => id).sort())
    expect(new Set(own.map(({ publisher }) => groupOf(publisher))).size).toBe(4)
    expect(reports.filter(({ copyOf }) => copyOf !== null).map(({ publisher }) => publisher)).toEqual(['regional'])
  })

  test('have 220 to 350 words and titles of 5 to 14 words, most of them over 50 characters', () => {
    for (const { paragraphs, title } of own) {
      expect(wordsIn(paragraphs)).toBeGreaterThanOrEqual(220)
      expect(wordsIn([title])).toBeGreaterThanOrEqual(5)
      expect(wordsIn([title])).toBeLessThanOrEqual(14)
    }
    expect(own.filter(({ title }) => title.length > 50).length).toBeGreaterThan(own.length / 2)
  })

  test('put no words into anyone’s mouth', () => {
    for (const report of reports) expect(textOf(report)).not.toMatch(/["“”„«»]/)
  })
})

describe('the wire copies', () => {
  test('come 15 to 120 minutes after an article of another publisher and name its agency', () => {
    const agency = publishers.find(({ id }) => id === 'agency')?.name ?? ''
    expect(copyPairs.length).toBe(articles.filter(({ copyOf }) => copyOf !== null).length)
    for (const { original, published } of copyPairs) {
      const lag = minutesBetween(original.publishedAt, published.publishedAt)
      expect(original.publisher).toBe('agency')
      expect(published.publisher).not.toBe('agency')
      expect(lag).toBeGreaterThanOrEqual(15)
      expect(lag).toBeLessThanOrEqual(120)
      expect(published.byline.join(' ')).toContain(agency)
    }
  })

  test('are light, medium and heavy', () => {
    const shares = copyPairs.map(keptShare)
    const within = (low: number, high: number): number => shares.filter((share) => share >= low && share <= high).length
    expect(within(0.85, 1.05)).toBeGreaterThanOrEqual(6)
    expect(within(0.5, 0.75)).toBeGreaterThanOrEqual(6)
    expect(within(0.25, 0.45)).toBeGreaterThanOrEqual(4)
    expect(within(0.85, 1.05) + within(0.5, 0.75) + within(0.25, 0.45)).toBe(shares.length)
  })

  test('have a title and a paragraph of their own when they were cut', () => {
    const cut = copyPairs.filter((pair) => keptShare(pair) <= 0.75)
    const ops = cut.map(({ copy }) => new Set(copy.edits.map(({ op }) => op)))
    expect(ops.filter((found) => !found.has('title') || !found.has('insert') || !found.has('drop'))).toEqual([])
    const heavy = copyPairs.filter((pair) => keptShare(pair) <= 0.45)
    expect(heavy.filter(({ copy }) => !copy.edits.some(({ op }) => op === 'move'))).toEqual([])
  })

  test('share hardly a sentence with reports that are no copies', () => {
    const sentences = new Map<string, PublishedArticle[]>()
    for (const article of articles.filter(({ copyOf }) => copyOf === null)) {
      for (const sentence of new Set(article.paragraphs.flatMap((text) => text.split(/(?<=[.?!]) /)))) {
        sentences.set(sentence, [...(sentences.get(sentence) ?? []), article])
      }
    }
    const shared = [...sentences.values()].filter((owners) => owners.length > 1).flat()
    expect(slugs(shared).filter((slug) => !slug.startsWith('notice-'))).toEqual([])
  })
})

describe('applyEdits', () => {
  const original = {
    title: 'T',
    standfirst: 'S',
    dateline: 'CITY',
    caption: null,
    paragraphs: ['one a', 'two', 'three a'],
  }
  const paragraphsAfter = (...edits: PressEdit[]): string[] => applyEdits(original, edits).paragraphs

  test('changes what each edit names, in order', () => {
    expect(applyEdits(original, [{ op: 'title', text: 'N' }]).title).toBe('N')
    expect(applyEdits(original, [{ op: 'standfirst', text: 'N' }]).standfirst).toBe('N')
    expect(applyEdits(original, [{ op: 'dateline', text: null }]).dateline).toBeNull()
    expect(applyEdits(original, [{ op: 'caption', text: 'N' }]).caption).toBe('N')
    expect(paragraphsAfter({ op: 'drop', paragraph: 0 }, { op: 'drop', paragraph: 0 })).toEqual(['three a'])
    expect(paragraphsAfter({ op: 'replace', from: 'a', to: '$&b' })).toEqual(['one $&b', 'two', 'three $&b'])
    expect(paragraphsAfter({ op: 'insert', at: 3, text: 'four' })).toEqual(['one a', 'two', 'three a', 'four'])
    expect(paragraphsAfter({ op: 'move', from: 2, to: 0 })).toEqual(['three a', 'one a', 'two'])
    expect(original.paragraphs).toEqual(['one a', 'two', 'three a'])
  })

  test.each<PressEdit>([
    { op: 'replace', from: 'absent', to: '' },
    { op: 'drop', paragraph: 3 },
    { op: 'move', from: 3, to: 0 },
    { op: 'move', from: 0, to: 3 },
    { op: 'insert', at: 4, text: 'x' },
  ])('refuses $op of what is not there', (edit) => {
    expect(() => applyEdits(original, [edit])).toThrow(AppError)
  })

  test('refuses a copy whose original is not in its event', () => {
    const copy: CopiedArticle = {
      slug: 'orphan',
      publisher: 'regional',
      section: 'World',
      publishedAt: '2026-03-02T08:00:00+01:00',
      copyOf: 'absent',
      edits: [],
    }
    expect(() => publishedArticles({ event: 'e', about: 'a', articles: [copy] })).toThrow(/lacks: absent/)
  })
})
