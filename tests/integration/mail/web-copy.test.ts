import { beforeEach, describe, expect, test } from '@jest/globals'
import { storeOverlays } from '../../../src/deliveries/repository-overlay.ts'
import type { EditionOverlay } from '../../../src/digests/overlay.ts'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../../support/edition-factories.ts'
import { createArticle, createStory, one, storyId } from '../../support/factories.ts'
import { readerLink, storeReader, useReaderPages } from '../../support/reader.ts'
import { setClock } from '../../support/set-clock.ts'
import { textOf } from '../../support/web.ts'

const db = useDatabase()
const clock = setClock('2026-11-23T06:00:00Z')
const pages = useReaderPages(db, clock)
let id: string

beforeEach(async () => {
  const article = await createArticle(db(), { publisher: 'Meridian', url: 'https://meridian.example/ferry' })
  const other = await createArticle(db(), { publisher: 'Valley Times', url: 'javascript:alert(1)' })
  await createStory(db(), storyId(1), [{ article }])
  await createStory(db(), storyId(2), [{ article: other }])
  const lead = [sentenceOf(article, 'Fares are still open.', [1, 2])]
  const copies = [{ ...sourceOf(3, other), kind: 'identical' as const, containment: 1 }]
  const sources = [
    { ...sourceOf(1, article), copies },
    { ...sourceOf(2, other), subscription: true },
  ]
  await createEdition(db(), [
    editionStory({ storyId: storyId(2), form: 'line', headline: '<i>Brief</i>', sources: [sourceOf(1, article)] }),
    editionStory({ rank: 2, storyId: storyId(1), form: 'full', lead, sources }),
  ])
  const digest = await one<{ id: string }>(db(), `select id from digest where name = 'morning'`, [])
  id = await storeReader(db(), digest.id, 'reader@desk.example', clock.now())
})

/** A delivery of the one edition to the reader, in a state that deliveries can be in. */
async function deliver(state: 'pending' | 'sending' | 'sent' | 'uncertain' | 'failed'): Promise<void> {
  const { id: delivery } = await one<{ id: string }>(
    db(),
    `insert into delivery (edition_id, subscriber_id) select id, $1 from edition returning id`,
    [id],
  )
  const way = state === 'pending' ? [] : state === 'sending' ? ['sending'] : ['sending', state]
  for (const step of way) await db().query('update delivery set state = $2 where id = $1', [delivery, step])
}

const copy = (day = '2026-11-22') => pages.get(`${readerLink(id)}/editions/${day}`)

describe('the web copy', () => {
  test('is the edition that was sent, in the order of the mail, and leads to publishers and settings alone', async () => {
    await deliver('sent')
    const { body, statusCode, headers } = await copy()
    const text = textOf(body)
    expect(statusCode).toBe(200)
    expect(text).toContain('Fares are still open. [ 1 2 ]')
    expect(text.indexOf('Norhaven and Sund agree')).toBeLessThan(text.indexOf('<i>Brief</i>'))
    expect(text).toContain('Valley Times · 06:12 · subscription')
    expect(headers['referrer-policy']).toBe('no-referrer')
    const token = readerLink(id).slice('/s/'.length)
    const links = [...body.matchAll(/<a [^>]*?href="(.*?)"/g)].map(([, href = '']) => href)
    expect(new Set(links.map((href) => href.replace(/#.*/, '#').replace(token, 'TOKEN')))).toEqual(
      new Set([
        '#',
        'https://meridian.example/ferry',
        `../../TOKEN/mute?story=${storyId(1)}`,
        `../../TOKEN/mute?story=${storyId(2)}`,
        '../../TOKEN',
      ]),
    )
    for (const [, target = ''] of body.matchAll(/href="#(.*?)"/g)) expect(body).toContain(`id="${target}"`)
  })

  test('shows what is new to this subscriber, and not what they muted', async () => {
    await deliver('sent')
    const newness = { previousDate: '2026-11-19', newReports: 2, newFigures: ['41 million'], newNames: [] }
    const overlay: EditionOverlay = {
      since: '2026-11-20',
      stories: [{ storyId: storyId(1), state: 'developed', ...newness }],
      corrections: [],
      leftOut: 0,
      muted: 1,
    }
    const { id: edition } = await one<{ id: string }>(db(), 'select id from edition', [])
    const ids = await storeOverlays(db(), edition, new Set([overlay]))
    await db().query('update delivery set overlay_id = $1', [ids.get(overlay)])
    const text = textOf((await copy()).body)
    expect(text).toContain('1 developed since your edition of Friday 20 November')
    expect(text).toContain('developed +2 since 19 Nov 2026')
    expect(text).toContain('New figures: 41 million.')
    expect(text).toContain('Left out by your own settings: 1 story.')
    expect(text).not.toContain('Brief')
  })

  test.each([
    ['sending', 200],
    ['uncertain', 200],
    ['pending', 404],
    ['failed', 404],
  ] as const)('of a mail that is %s is answered with %i', async (state, status) => {
    await deliver(state)
    expect((await copy()).statusCode).toBe(status)
  })

  test('of a day without a mail to this subscriber is said to be none, in plain words', async () => {
    await deliver('sent')
    const { body, statusCode } = await copy('2026-11-21')
    expect(statusCode).toBe(404)
    expect(textOf(body)).toContain('You were sent no edition of morning of Saturday 21 November 2026.')
    const other = await storeReader(
      db(),
      (await one<{ id: string }>(db(), 'select digest_id as id from subscriber', [])).id,
      'other@desk.example',
      clock.now(),
    )
    expect((await pages.get(`${readerLink(other)}/editions/2026-11-22`)).statusCode).toBe(404)
    expect((await copy('2026-02-30')).statusCode).toBe(404)
    expect((await copy('latest')).statusCode).toBe(404)
  })

  test('can be read on by one who has left', async () => {
    await deliver('sent')
    await pages.post(`${readerLink(id)}/unsubscribe`)
    expect((await copy()).statusCode).toBe(200)
  })
})
