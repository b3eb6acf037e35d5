import { beforeEach, describe, expect, test } from '@jest/globals'
import { MOST_MUTES } from '../../../src/deliveries/mute.ts'
import { listMutes } from '../../../src/deliveries/repository-mute.ts'
import { findSubscriber } from '../../../src/deliveries/repository-subscriber.ts'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory } from '../../support/edition-factories.ts'
import { createArticle, createStory, one, storyId } from '../../support/factories.ts'
import { everyRow, readerLink, storeReader, useReaderPages } from '../../support/reader.ts'
import { setClock } from '../../support/set-clock.ts'
import { textOf } from '../../support/web.ts'

const db = useDatabase()
const clock = setClock('2026-11-23T06:00:00Z')
const pages = useReaderPages(db, clock)
const headline = 'Norhaven & Sund: <b>"a night ferry"</b>'
let id: string
let digestId: string

beforeEach(async () => {
  clock.set('2026-11-23T06:00:00Z')
  await createStory(db(), storyId(1), [{ article: await createArticle(db(), { publisher: 'Meridian' }) }])
  await createStory(db(), storyId(2), [{ article: await createArticle(db(), { publisher: 'Meridian' }) }])
  await createEdition(db(), [editionStory({ storyId: storyId(1), headline })])
  digestId = (await one<{ id: string }>(db(), `select id from digest where name = 'morning'`, [])).id
  id = await storeReader(db(), digestId, 'reader@desk.example', clock.now())
})

const post = (act: string, fields?: Parameters<typeof pages.post>[1]) => pages.post(`${readerLink(id)}/${act}`, fields)
const chosen = async () => {
  const found = await findSubscriber(db(), id)
  return found && { weekdays: found.weekdays, length: found.length, quiet: found.quiet }
}
const pausedUntil = async () => (await findSubscriber(db(), id))?.pausedUntil?.toISOString() ?? null
const mutes = () => listMutes(db(), id, clock.now())
/** The fields and the act of the button that brings back what stood before. */
const undoOf = (body: string) => {
  const form = /class="answer".*?action="[^"]*?([a-z]+)#[a-z]+">(.*?)<button/s.exec(body)
  const fields = [...(form?.[2] ?? '').matchAll(/name="(.*?)" value="(.*?)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  return { act: form?.[1] ?? '', fields }
}

describe('a pause', () => {
  test('lasts until a day of the digest’s zone, and Undo ends it', async () => {
    await db().query(`update digest set zone = 'America/New_York'`)
    const { body, statusCode } = await post('pause', { until: '2026-12-03' })
    expect(statusCode).toBe(200)
    expect(await pausedUntil()).toBe('2026-12-03T05:00:00.000Z')
    expect(textOf(body)).toContain('Paused: nothing is sent to r…r@desk.example before Thursday 3 December 2026.')
    const undo = undoOf(body)
    await post(undo.act, undo.fields)
    expect(await pausedUntil()).toBeNull()
  })

  test('is put back by Undo as it was', async () => {
    await post('pause', { until: '2026-12-03' })
    for (const pressed of [() => post('pause', { weeks: '4' }), () => post('resume')]) {
      const undo = undoOf((await pressed()).body)
      expect(undo.act).toBe('pause')
      await post(undo.act, undo.fields)
      expect(await pausedUntil()).toBe('2026-12-03T00:00:00.000Z')
    }
  })

  test.each([
    [{ until: '2026-11-23' }],
    [{ until: '2026-11-22' }],
    [{ until: '2027-05-25' }],
    [{ until: '2026-02-30' }],
    [{ until: 'tomorrow' }],
    [{ weeks: '0' }],
    [{ weeks: '27' }],
    [{ weeks: '1e1' }],
    [{}],
    [{ weeks: '1', until: '2026-12-03' }],
  ])('of %j is refused', async (fields) => {
    const { statusCode, body } = await post('pause', fields)
    expect(statusCode).toBe(400)
    expect(textOf(body)).toContain('Nothing was changed: a pause')
    expect(await pausedUntil()).toBeNull()
  })
})

describe('days, length and quiet days', () => {
  const choice = [
    ['weekday', '7'],
    ['weekday', '1'],
    ['length', 'top'],
    ['quiet', 'none'],
  ] as const

  test('are kept, shown, and put back by Undo', async () => {
    const { body } = await post('choose', choice)
    expect(await chosen()).toEqual({ weekdays: [1, 7], length: 'top', quiet: 'none' })
    expect(
      [...body.matchAll(/type="(?:checkbox|radio)" name="\w+" value="(\w+)" checked/g)].map(([, on]) => on),
    ).toEqual(['1', '7', 'top', 'none'])
    const undo = undoOf(body)
    await post(undo.act, undo.fields)
    expect(await chosen()).toEqual({ weekdays: [1, 2, 3, 4, 5, 6, 7], length: 'whole', quiet: 'mail' })
  })

  test.each([
    ['no day', choice.slice(2), 'choose at least one day'],
    ['a day that is none', [['weekday', '8'], ...choice], 'a weekday is a number'],
    ['a length that is none', [...choice.slice(0, 2), ['length', 'short'], ['quiet', 'mail']], 'how much'],
    ['a field twice', [...choice, ['quiet', 'mail']], 'came twice'],
    ['an unknown field', [...choice, ['address', 'other@desk.example']], 'can be chosen here'],
    ['a field of every object', [...choice, ['__proto__', 'x']], 'can be chosen here'],
  ])('are not changed by a form with %s', async (_what, fields, words) => {
    const before = await everyRow(db())
    const { statusCode, body } = await post('choose', fields as [string, string][])
    expect(statusCode).toBe(400)
    expect(textOf(body)).toContain(words)
    expect(await everyRow(db())).toEqual(before)
  })
})

describe('a mute', () => {
  test('of a story is asked for with its headline, lasts 30 days, and ends by its button', async () => {
    const page = await pages.get(`${readerLink(id)}/mute?story=${storyId(1)}`)
    expect(page.body).toContain('Norhaven &amp; Sund: &lt;b>&quot;a night ferry&quot;&lt;/b>')
    expect(page.body).toContain(`name="story" value="${storyId(1)}"`)
    expect(await mutes()).toEqual([])
    const answer = await post('mute', { story: storyId(1) })
    expect(textOf(answer.body)).toContain('story, until 23 Dec 2026')
    const [muted] = await mutes()
    expect(muted).toMatchObject({ storyId: storyId(1), headline, until: new Date('2026-12-23T06:00:00Z') })
    expect(undoOf(answer.body)).toEqual({ act: 'unmute', fields: [['mute', muted?.id]] })
    const ended = await post('unmute', { mute: muted?.id ?? '' })
    expect(await mutes()).toEqual([])
    expect(undoOf(ended.body)).toEqual({ act: 'mute', fields: [['story', storyId(1)]] })
    expect(textOf((await post('unmute', { mute: muted?.id ?? '' })).body)).toContain('It is not muted any more.')
  })

  test('that is made twice lasts 30 days from the second time, names without regard to case', async () => {
    await post('mute', { name: '  Örjan \t Holt ' })
    clock.advance(5 * 86_400)
    await Promise.all([post('mute', { name: 'ÖRJAN HOLT' }), post('mute', { name: 'O\u0308rjan holt' })])
    expect(await mutes()).toMatchObject([{ name: 'Örjan Holt', until: new Date('2026-12-28T06:00:00Z') }])
    clock.advance(30 * 86_400)
    expect(await mutes()).toEqual([])
    await post('mute', { name: 'örjan holt' })
    expect(await mutes()).toMatchObject([{ name: 'örjan holt' }])
  })

  test('of one name that is posted five times at once is one', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('mute', { name: 'Arne Holt' })))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
    expect(await mutes()).toHaveLength(1)
  })

  test('is one of a hundred at most', async () => {
    await db().query(
      `insert into subscriber_mute (subscriber_id, name, muted_at, until)
       select $1, 'Name ' || n, $2, $2::timestamptz + interval '1 day' from generate_series(1, $3::int) n`,
      [id, clock.now(), MOST_MUTES - 1],
    )
    const answers = await Promise.all(['Varn', 'Holt'].map((name) => post('mute', { name })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400])
    expect(await mutes()).toHaveLength(MOST_MUTES)
    expect((await post('mute', { name: 'name 7' })).statusCode).toBe(200)
  })

  test.each([
    ['a story that no edition told', { story: storyId(2) }],
    ['a story that is none', { story: 'ferry' }],
    ['a name without a letter', { name: ' \u202e\0 – ' }],
    ['a name that is too long', { name: 'a'.repeat(101) }],
    ['both', { name: 'Holt', story: storyId(1) }],
    ['neither', {}],
  ])('of %s is refused, and its link leads nowhere', async (_what, fields) => {
    const { statusCode, body } = await post('mute', fields)
    expect(statusCode).toBe(400)
    expect(textOf(body)).toContain('Nothing was changed: ')
    const query = new URLSearchParams(fields).toString()
    expect((await pages.get(`${readerLink(id)}/mute?${query}`)).statusCode).toBe(404)
    expect(await mutes()).toEqual([])
  })

  test('of a story of another digest is refused', async () => {
    await db().query(`update digest set name = 'evening'`)
    const other = await one<{ id: string }>(
      db(),
      `insert into digest (name, zone) values ('ports', 'UTC') returning id`,
      [],
    )
    id = await storeReader(db(), other.id, 'reader@desk.example', clock.now())
    expect((await post('mute', { story: storyId(1) })).statusCode).toBe(400)
  })

  test('shows its name as text, whatever it holds', async () => {
    const name = `<script>alert(1)</script> "x" 'y' &amp;`
    const { body } = await post('mute', { name })
    expect((await mutes())[0]?.name).toBe(name)
    for (const page of [
      body,
      (await pages.get(readerLink(id))).body,
      (await pages.get(`${readerLink(id)}/mute?name=${encodeURIComponent(name)}`)).body,
    ]) {
      expect(page).not.toContain('<script')
      expect(page).toContain('&lt;script>alert(1)&lt;/script>')
    }
  })
})

describe('a link', () => {
  const acts = ['pause', 'resume', 'choose', 'mute', 'unmute', 'unsubscribe'] as const
  const good: Record<string, [string, string][]> = {
    pause: [['weeks', '1']],
    choose: [
      ['weekday', '1'],
      ['length', 'top'],
      ['quiet', 'none'],
    ],
    mute: [['name', 'Holt']],
    unmute: [['mute', '1']],
  }

  test('of another subscriber, of another purpose, of another key or changed by a letter does nothing', async () => {
    const other = await storeReader(db(), digestId, 'other@desk.example', clock.now())
    await post('mute', { name: 'Holt' })
    const [muted] = await mutes()
    await pages.post(`${readerLink(other)}/unmute`, { mute: muted?.id ?? '' })
    expect(await mutes()).toHaveLength(1)
    const before = await everyRow(db())
    const token = readerLink(id)
    const wrong = [
      token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      token.replace(`/s/s${id}-`, `/s/s${other}-`),
      token.slice(0, -1),
      `${token}A`,
      readerLink(id, { purpose: 'confirm', generation: 1, expires: 4_000_000_000 }),
      readerLink(id, { expires: clock.now().getTime() / 1000 - 1 }),
      readerLink('4711'),
      '/s/x',
    ]
    for (const link of wrong) {
      for (const act of acts) expect((await pages.post(`${link}/${act}`, good[act] ?? '')).statusCode).toBe(404)
    }
    expect(await everyRow(db())).toEqual(before)
  })

  test('that a scanner follows changes nothing', async () => {
    await post('mute', { name: 'Holt' })
    const before = await everyRow(db())
    const below = ['', '/', ...acts.map((act) => `/${act}`), '/confirm', `/mute?story=${storyId(1)}`, '/mute?name=Holt']
    const queries = ['', '?weeks=2', '?List-Unsubscribe=One-Click']
    for (const path of [...below, '/editions/2026-11-22']) {
      for (const query of path.includes('?') ? [''] : queries) {
        for (const ask of [pages.get, pages.head]) await ask(`${readerLink(id)}${path}${query}`)
      }
    }
    expect(await everyRow(db())).toEqual(before)
  })

  test('is kept nowhere and named to nobody, whatever it is answered with', async () => {
    const answers = [
      await pages.get(readerLink(id)),
      await pages.get(`${readerLink(id)}/unsubscribe`),
      await pages.get(`${readerLink(id)}/mute?story=${storyId(1)}`),
      await pages.get(`${readerLink(id)}/editions/2026-11-22`),
      await pages.get('/s/x'),
      await pages.get(`${readerLink(id)}/nothing/here`),
      await post('pause', { weeks: '1' }),
      await post('pause', { weeks: 'x' }),
      await post('mute', 'a'.repeat(20_000)),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 404, 404, 404, 200, 400, 413])
    for (const { headers, body } of answers) {
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      })
      expect(body).not.toMatch(/ style=|<style|<script| on[a-z]+=|class="masthead"|feeds seen/)
      expect(body.match(/<h1/g)).toHaveLength(1)
    }
  })

  test('of one who has left says so, and brings nothing back', async () => {
    await post('unsubscribe')
    const before = await everyRow(db())
    for (const act of acts) {
      const { body } = await post(act, good[act] ?? '')
      expect(textOf(body)).toContain('You have left: no further edition is sent to r…r@desk.example.')
    }
    expect(await everyRow(db())).toEqual(before)
  })

  test('shows its pages with styles and fonts from below /s/ alone', async () => {
    const { body } = await pages.get(`${readerLink(id)}/unsubscribe`)
    const sheets = [...body.matchAll(/<link rel="(?:stylesheet|icon)" href="(.*?)"/g)].map(([, href = '']) => href)
    expect(sheets).toEqual(['../assets/reading.css', '../assets/reader.css', '../assets/icon.svg'])
    for (const path of [
      'assets/reading.css',
      'assets/reader.css',
      'assets/icon.svg',
      'fonts/source-sans-3-latin-wght-normal.woff2',
    ]) {
      expect((await pages.get(`/s/${path}`)).statusCode).toBe(200)
    }
    for (const path of ['assets/wirefold.css', 'assets/../server.ts', 'fonts/../package.json', 'assets/']) {
      expect((await pages.get(`/s/${path}`)).statusCode).toBe(404)
    }
    expect((await pages.get('/s/assets/reading.css')).body).not.toMatch(/url\('\//)
  })
})
