import { describe, expect, test } from '@jest/globals'
import { parseFeed } from '../../../../src/feeds/parse/parse-feed.ts'

const now = new Date('2026-03-02T12:00:00Z')
const read = (text: string) =>
  parseFeed(Buffer.from(text), { contentType: null, url: 'https://quay.example/feed', now })
const item = (id: string, more = '') => `{"id":"${id}","title":"Title ${id}"${more}}`
const feed = (items: string) => `{"version":"https://jsonfeed.org/version/1.1","title":"Quay","items":[${items}]}`
const ids = async (text: string) => (await read(text)).entries.map(({ guid }) => guid)

describe('JSON Feed', () => {
  test('authors of the feed wrote the items that name nobody, in both versions', async () => {
    const items = [
      { id: 'a' },
      { id: 'b', author: { name: 'Ida' } },
      { id: 'c', authors: [{ name: 'Per' }, { name: 'Liv' }] },
    ]
    for (const desk of [{ author: { name: 'Desk' } }, { authors: [{ name: 'Desk' }] }]) {
      const { entries } = await read(JSON.stringify({ ...desk, items }))
      expect(entries.map(({ authors }) => authors)).toEqual([['Desk'], ['Ida'], ['Per', 'Liv']])
    }
  })

  test('pictures and attachments', async () => {
    const attachments = [
      { url: 'a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 7 },
      { url: '/b.pdf' },
      { mime_type: 'x' },
    ]
    const { entries } = await read(JSON.stringify({ items: [{ id: 'a', image: 'i.png', attachments }] }))
    expect(entries[0]).toMatchObject({
      imageUrl: 'https://quay.example/i.png',
      enclosures: [
        { url: 'https://quay.example/a.mp3', type: 'audio/mpeg', length: 7 },
        { url: 'https://quay.example/b.pdf', type: null, length: null },
      ],
    })
  })
})

describe('a damaged JSON Feed', () => {
  const damaged = (places: number) => `the JSON is damaged: ${places} places were read by guess`

  test.each([
    ['a comma too many', feed(`${item('a')},${item('b')},`), [damaged(1)]],
    ['a comma too few', feed(`${item('a')} ${item('b')}`), [damaged(1)]],
    ['line ends in strings', feed(`${item('a', ',"summary":"x\ny"')},${item('b')}`), [damaged(1)]],
    ['a lost bracket of an object', feed(`${item('a').slice(0, -1)},${item('b')}`), null],
    ['a lost bracket of a list', feed(`${item('a', ',"tags":["x"')},${item('b')}`), null],
    ['a stray bracket of a list', feed(`${item('a', ',"x":"y"]')},${item('b')}`), null],
    ['a lost quote', feed(`${item('a').replace('a"}', 'a}')},${item('b')}`), null],
    ['its end lost', feed(`${item('a')},${item('b')}`).slice(0, -2), ['the JSON ends before its last bracket']],
    ['its beginning lost', feed(`${item('a')},${item('b')}`).slice(60), null],
    [
      'guards before it',
      `)]}',\n${feed(`${item('a')},${item('b')}`)}`,
      ['5 characters before the JSON were passed over'],
    ],
    ['a call around it', `show(${feed(`${item('a')},${item('b')}`)});`, null],
    [
      'a warning before it',
      `<br />\n<b>Warning</b>: no such file in <b>/srv/x.php</b> on line <b>2</b><br />\n${feed(`${item('a')},${item('b')}`)}`,
      null,
    ],
    ['two byte order marks', `\ufeff\ufeff${feed(`${item('a')},${item('b')}`)}`, []],
  ])('with %s keeps its items and says so', async (_, text, oddities) => {
    const document = await read(text)
    expect(document.entries.map(({ guid }) => guid)).toEqual(['a', 'b'])
    if (oddities) expect(document.oddities).toEqual(oddities)
    else expect(document.oddities.length).toBeGreaterThan(0)
  })

  test('an item cut short is read as far as it goes', async () => {
    const document = await read(feed(`${item('a')},{"id":"b","title":"The new bri`).slice(0, -2))
    expect(document.entries.map(({ title }) => title)).toEqual(['Title a', 'The new bri'])
  })

  test('items that cannot be told apart are counted', async () => {
    const document = await read(feed(`{"id":"a","title":"x" {"id":"b"} ,${item('c')}`))
    expect(document.oddities).toContain('the text holds 3 items, 2 could be read')
  })

  test('authors, attachments and extensions are no items', async () => {
    const more =
      ',"authors":[{"name":"Ida","url":"/ida"}],"attachments":[{"url":"a.mp3","title":"A"}],"_x":[{"id":"z","title":"Z"}]'
    expect(await ids(feed(`${item('a', more)},`))).toEqual(['a'])
  })

  test.each([
    ['an HTML page that holds JSON', `<!DOCTYPE html><script>x = ${feed(item('a'))}</script>`],
    ['JSON without items', '{"error":"items"'],
  ])('%s is no feed', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'FEED_UNREADABLE' })
  })
})
