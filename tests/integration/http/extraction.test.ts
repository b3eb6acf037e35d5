import { beforeEach, expect, test } from '@jest/globals'
import { useDatabase } from '../../support/database.ts'
import { at, createFeed, createPublisher, one } from '../../support/factories.ts'
import { createArticle, createScraped } from '../../support/factories-store.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)

let feedId: string
beforeEach(async () => {
  await createFeed(db(), { publisher: 'Coast Radio', lastSuccessAt: at('04:10'), failures: 2 })
  feedId = await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('07:30') })
  const { id: publisher_id } = await one<{ id: string }>(db(), 'select id from publisher where name = $1', ['Meridian'])
  const seen = (clock: string, day?: string) => ({
    publisher_id,
    first_seen_at: at(clock, day),
    event_at: at(clock, day),
    next_scrape_at: at(clock, day),
  })
  const none = { state: 'not_article', state_code: 'NO_TEXT', state_reason: 'no text was found' }
  await createScraped(db(), { ...seen('06:00'), scraped_at: at('06:01') })
  await createScraped(db(), { ...seen('06:00', '2026-11-20'), scraped_at: at('06:01', '2026-11-20') })
  await createArticle(db(), { ...seen('06:10'), ...none })
  await createArticle(db(), { ...seen('06:20'), ...none })
})

const alarm = async (mark: string, reason: string): Promise<unknown> =>
  db().query(
    `insert into extraction_alarm (publisher_id, mark, since, reason, opened_at) values ($1, $2, $3, $4, $3)`,
    [await createPublisher(db(), 'Meridian'), mark, at('06:10'), reason],
  )

test('the sources say what the pages of a publisher gave', async () => {
  const text = textOf((await get('/sources')).body)
  expect(text).toContain('well Meridian Meridian: all news 0 1 of 3')
  expect(text).toContain('Coast Radio: all news failed 2 times in a row 0 no page read')
  expect(text).not.toContain('texts missing')
})

test('a publisher whose pages give no text any more stands before all feeds, with a word and the reason', async () => {
  await alarm('no_text', '2 of its newest 3 pages gave no text <NO_TEXT>')
  const { body } = await get('/sources')
  const text = textOf(body)
  expect(text).toContain('well texts missing Meridian')
  expect(text).toContain('since 22 Nov 06:10: 2 of its newest 3 pages gave no text <NO_TEXT>')
  expect(text.indexOf('Meridian: all news')).toBeLessThan(text.indexOf('Coast Radio: all news'))
})

test('other changes are odd, and an alarm that is closed is none', async () => {
  await alarm('no_author', '20 of its newest 20 texts name no author')
  expect(textOf((await get('/sources')).body)).toContain('well texts odd Meridian')
  await db().query('update extraction_alarm set closed_at = opened_at')
  expect(textOf((await get('/sources')).body)).not.toContain('texts odd')
})

test('the page of a feed draws the share of pages with a text for fourteen days, and says the same as a table', async () => {
  await alarm('no_text', '2 of its newest 3 pages gave no text')
  const { body } = await get(`/feeds/${feedId}`)
  const text = textOf(body)
  expect(body).toContain('<title>Pages that gave a text, from 9 Nov 2026 to 22 Nov 2026</title>')
  expect(body.match(/class="lost"/g)).toHaveLength(1)
  expect(text).toContain('Texts of Meridian texts missing since 22 Nov 06:10: 2 of its newest 3 pages gave no text')
  expect(text).toContain('22 Nov 2026 1 of 3 21 Nov 2026 no page read 20 Nov 2026 1 of 1')
})

test('the page of a feed without pages has no picture of them', async () => {
  await createFeed(db(), { publisher: 'Quiet Press', lastSuccessAt: at('07:30') })
  const { id } = await one<{ id: string }>(db(), 'select max(id) as id from feed', [])
  const { body } = await get(`/feeds/${id}`)
  expect(textOf(body)).toContain('Texts of Quiet Press No page was read in the last 14 days.')
  expect(body).not.toContain('Pages that gave a text')
})
