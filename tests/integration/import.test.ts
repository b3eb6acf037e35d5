import { describe, expect, test } from '@jest/globals'
import { captureVersion } from '../../src/articles/capture-version.ts'
import { ImportedArticle } from '../../src/articles/imported-article.ts'
import { type ArticleToImport, importArticles } from '../../src/articles/repository-import.ts'
import { listReadyLanguages } from '../../src/stories/repository.ts'
import { useDatabase } from '../support/database.ts'
import { createArticle } from '../support/factories-store.ts'
import { inventedStream } from '../support/invented-stream.ts'

const db = useDatabase()
const now = new Date('2026-04-01T00:00:00Z')

const load = (...articles: readonly ArticleToImport[]) => db().transaction((tx) => importArticles(tx, articles, now))

const none = { standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null, language: 'en' }

function article(id: string, more: Partial<ArticleToImport> & { text?: string } = {}): ArticleToImport {
  const { text = `The ferry to Ostrel is late, says ${id}.`, ...fields } = more
  return {
    externalId: id,
    url: `https://press.example/${id}`,
    publisher: 'Hollin Courier',
    publishedAt: new Date('2026-03-02T08:00:00Z'),
    captured: captureVersion({ ...none, title: `Ferry ${id}`, text }),
    ...fields,
  }
}

/** Every article with all that belongs to it: address, text, words. */
const stored = () =>
  db().query(
    `select external_id as id, canonical_url as url, article.title, version.title as "versionTitle", text,
            (select array_agg(url order by url) from article_address where article_id = article.id) as addresses,
            document @@ to_tsquery('english', 'ferry') as found
       from article join version on version.article_id = article.id
       join article_search on article_search.article_id = article.id order by external_id`,
  )

const whole = (id: string, text = `The ferry to Ostrel is late, says ${id}.`) => ({
  id,
  url: `https://press.example/${id}`,
  title: `Ferry ${id}`,
  versionTitle: `Ferry ${id}`,
  text,
  addresses: [`https://press.example/${id}`],
  found: true,
})

describe('importArticles', () => {
  test('stores articles with their text, ready for the lane', async () => {
    expect(await load(article('a'), article('b', { publisher: 'Tarn Gazette' }))).toBe(2)
    expect(await stored()).toEqual([whole('a'), whole('b')])
    expect(await listReadyLanguages(db(), now)).toEqual(['en'])
    expect(await db().query('select name from publisher order by name')).toEqual([
      { name: 'Hollin Courier' },
      { name: 'Tarn Gazette' },
    ])
  })

  test('that is run again adds what is new and leaves the rest', async () => {
    await load(article('a'), article('b'))
    expect(await load(article('a', { text: 'Another text of the ferry.' }), article('c'), article('b'))).toBe(1)
    expect(await stored()).toEqual([whole('a'), whole('b'), whole('c')])
  })

  test('leaves an article whose address is known, also as a second one', async () => {
    const id = await createArticle(db(), { canonical_url: 'https://press.example/a' })
    await db().query(`insert into article_address (url, article_id) values ('https://press.example/b', $1)`, [id])
    expect(await load(article('a'), article('b'), article('c'))).toBe(1)
    expect(await stored()).toEqual([whole('c')])
  })

  test('takes the first of two articles of one id, with its own text', async () => {
    const twin = article('b', { externalId: 'a', text: 'A ferry with a stolen id.' })
    expect(await load(article('a'), twin)).toBe(1)
    expect(await stored()).toEqual([whole('a')])
    expect(await load(article('z'), article('y', { externalId: 'z', text: 'A ferry with a stolen id.' }))).toBe(1)
    expect(await stored()).toEqual([whole('a'), whole('z')])
  })

  test('takes the first of two articles of one address, with its own text', async () => {
    const twin = article('z', { url: 'https://press.example/a', text: 'A ferry with a stolen address.' })
    expect(await load(article('a'), twin)).toBe(1)
    expect(await stored()).toEqual([whole('a')])
  })

  test('counts an article of the future and one without a date from the import', async () => {
    await load(article('a', { publishedAt: new Date('2027-01-01T00:00:00Z') }), article('b', { publishedAt: null }))
    expect(await db().query('select event_at as at from article')).toEqual([{ at: now }, { at: now }])
  })

  test('by two processes at once adds each article once', async () => {
    const articles = inventedStream(10, 5)
    const [one, two] = await Promise.all([load(...articles), load(...[...articles].reverse())])
    expect(one + two).toBe(50)
    expect(await db().query('select article_id from version group by article_id having count(*) = 1')).toHaveLength(50)
  })

  test('of nothing adds nothing', async () => {
    expect(await load()).toBe(0)
  })
})

describe('captureVersion', () => {
  test('keeps what Postgres can store, and hashes that', async () => {
    const odd = captureVersion({ ...none, title: 'Fer\0ry', text: 'Late \uD83D and \u{1F6A2} \uDEA2\0.' })
    expect(odd).toMatchObject({ title: 'Ferry', text: 'Late \uFFFD and \u{1F6A2} \uFFFD.' })
    expect(await load({ ...article('a'), captured: odd })).toBe(1)
    const hashes = await db().query(
      `select text_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex') as same from version`,
    )
    expect(hashes).toEqual([{ same: true }])
  })
})

describe('ImportedArticle', () => {
  const line = {
    id: 'a',
    url: 'https://press.example/a',
    source: 'Hollin Courier',
    publishedAt: '2026-03-02T08:00:00+01:00',
    title: 'Ferry',
    text: 'The ferry is late.',
  }

  test('takes what is whole, and numbers as ids', () => {
    expect(ImportedArticle.parse(line)).toEqual(line)
    expect(ImportedArticle.parse({ ...line, id: 7, publishedAt: null, language: null, more: 1 })).toEqual({
      ...line,
      id: '7',
      publishedAt: null,
      language: null,
    })
  })

  test.each([
    ['without an id', { id: undefined }],
    ['with an empty id', { id: '' }],
    ['with an id that cannot be stored', { id: 'a\0' }],
    ['with a publisher that cannot be stored', { source: 'Hollin\0' }],
    ['with an address of mail', { url: 'mailto:desk@press.example' }],
    ['with half an address', { url: '/a' }],
    ['without a publisher', { source: '  ' }],
    ['with a day only', { publishedAt: '2026-03-02' }],
    ['with a time without its zone', { publishedAt: '2026-03-02T08:00:00' }],
    ['without a title', { title: ' ' }],
    ['without a text', { text: '' }],
  ])('refuses an article %s', (_what, wrong) => {
    expect(ImportedArticle.safeParse({ ...line, ...wrong }).success).toBe(false)
  })
})
