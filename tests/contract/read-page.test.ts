import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readPage as readHere, type PageToRead, type ReadPage } from '../../src/articles/read-page.ts'
import { openReaders } from '../../src/threads/reader-pool.ts'
import { readerScript } from '../support/reader-threads.ts'

interface OpenReader {
  readonly readPage: ReadPage
  close(): Promise<void>
}

const never = new AbortController().signal

const PARAGRAPHS = [
  'Der Rat von Übersee will die Brücke über die Lühe im Frühjahr sperren, sagte eine Sprecherin am Montag.',
  'Die Arbeiten sollen elf Wochen dauern; für Fußgänger bleibt „ein schmaler Steg“ offen, hieß es.',
  'Händler am Südufer fürchten, dass ihnen bis zum Sommer die Kundschaft ausbleibt.',
]

const html = `<!doctype html><html lang="de"><head><title>Brücke gesperrt</title>
<meta property="article:published_time" content="2026-03-02T07:30:00+01:00"></head>
<body><article><h1>Brücke über die Lühe wird gesperrt</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}
</article></body></html>`

function page(body: Uint8Array, contentType: string | null): PageToRead {
  const context = {
    url: 'https://bote.example/bruecke',
    fetchedAt: new Date('2026-03-02T12:00:00Z'),
    feedEntry: { title: 'Brücke über die Lühe wird gesperrt', summary: null },
  }
  return { body, contentType, context }
}

/** What the workers rely on, whatever thread a page is read on. */
function describeReader(name: string, open: () => OpenReader): void {
  describe(name, () => {
    let reader: OpenReader
    beforeAll(() => {
      reader = open()
    })
    afterAll(() => reader.close())

    test.each([
      ['UTF-8', page(Buffer.from(html), 'text/html; charset=utf-8')],
      [
        'Latin 1 by its header',
        page(Buffer.from(html.replace(/[„“]/g, '"'), 'latin1'), 'text/html; charset=iso-8859-1'),
      ],
      ['UTF-16 by its first bytes', page(Buffer.from(`\ufeff${html}`, 'utf16le'), null)],
      ['plain bytes that are no Buffer', page(new TextEncoder().encode(html), null)],
    ])('reads a page in %s as it is read here', async (_encoding, given) => {
      const article = await reader.readPage(given, never)
      expect(article).toEqual(readHere(given))
      expect(article).toMatchObject({ state: 'article', language: 'de', title: 'Brücke über die Lühe wird gesperrt' })
      expect(article.paragraphs[0]).toBe(PARAGRAPHS[0])
    })

    test('leaves the bytes with the caller', async () => {
      const given = page(Buffer.from(html), 'text/html; charset=utf-8')
      const first = await reader.readPage(given, never)
      expect(Buffer.from(given.body).toString()).toBe(html)
      expect(await reader.readPage(given, never)).toEqual(first)
    })

    test.each([
      ['empty', new Uint8Array()],
      ['noise', Uint8Array.from({ length: 50_000 }, (_none, i) => (i * 7_919) % 251)],
    ])('reads a body that is %s as it is read here', async (_what, body) => {
      const given = page(body, 'text/html')
      expect(await reader.readPage(given, never)).toEqual(readHere(given))
    })

    test('reads many pages at once, each as its own', async () => {
      const numbers = Array.from({ length: 9 }, (_none, i) => i)
      const titles = await Promise.all(
        numbers.map(async (i) => {
          const given = page(Buffer.from(html), null)
          const context = {
            ...given.context,
            url: `https://bote.example/${i}`,
            feedEntry: { title: null, summary: null },
          }
          const body = Buffer.from(html.replaceAll('Brücke', `Brücke ${i}`))
          return (await reader.readPage({ ...given, body, context }, never)).title
        }),
      )
      expect(titles).toEqual(numbers.map((i) => `Brücke ${i} über die Lühe wird gesperrt`))
    })
  })
}

describeReader("on the caller's thread", () => ({
  readPage: (given) => Promise.resolve(readHere(given)),
  close: () => Promise.resolve(),
}))
describeReader('on threads', () => openReaders({ script: readerScript, threads: 2, limitMs: 30_000 }))
