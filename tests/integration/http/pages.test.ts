import { describe, expect, test } from '@jest/globals'
import type { EditionContent } from '../../../src/digests/edition.ts'
import { viewOf } from '../../../src/digests/edition-view.ts'
import type { RenderOptions } from '../../../src/digests/edition-words.ts'
import { renderHtml } from '../../../src/digests/render-html.tsx'
import { findNamedEdition } from '../../../src/digests/repository-read.ts'
import type { FrozenEdition } from '../../../src/digests/repository.ts'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../../support/edition-factories.ts'
import { at, createArticle, createFeed, createPoll, createStory, storyId } from '../../support/factories.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)

async function createPrinted() {
  const article = await createArticle(db(), { publisher: 'Meridian', url: 'https://meridian.example/ferry' })
  await createStory(db(), storyId(1), [{ article }])
  const lead = [sentenceOf(article, 'Fares are still open.', [1])]
  return createEdition(db(), [editionStory({ storyId: storyId(1), lead, sources: [sourceOf(1, article)] })])
}

const renderMail = (content: EditionContent, options: RenderOptions) => renderHtml(viewOf(content, null), options)

describe('every page', () => {
  test('says as of when, in which zone, and what of the press is not seen', async () => {
    await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('07:30') })
    const feedId = await createFeed(db(), { publisher: 'Coast Radio', lastSuccessAt: at('04:10'), failures: 3 })
    await createPoll(db(), {
      feedId,
      finishedAt: at('07:30'),
      outcome: 'failed',
      httpStatus: 404,
      error: 'it answered 404',
    })
    const { body } = await get('/editions')
    expect(textOf(body)).toContain('Sun 22 Nov 2026, 07:42 UTC · 1 of 2 feeds seen · Coast Radio not since 04:10 (404)')
    expect(body).toContain(`href="/feeds/${feedId}"`)
  })

  test('carries the security headers, errors and files included', async () => {
    for (const path of ['/editions', '/nothing', '/assets/wirefold.css', '/health']) {
      const { headers } = await get(path)
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; " +
          "base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['set-cookie']).toBeUndefined()
    }
  })

  test('has one heading, a title of its own, and no inline style or script', async () => {
    await createPrinted()
    const feedId = await createFeed(db(), { publisher: 'Meridian' })
    const paths = [
      '/days/2026-11-22',
      `/stories/${storyId(1)}`,
      `/stories/${storyId(1)}/why/1`,
      '/articles/1',
      '/editions',
      '/editions/morning/2026-11-22',
      '/sources',
      `/feeds/${feedId}`,
      '/trace',
      '/search',
      '/search?q=ferry',
      '/nothing',
    ]
    const titles = new Set<string | undefined>()
    for (const path of paths) {
      const { body } = await get(path)
      expect(body.match(/<h1/g)).toHaveLength(1)
      expect(body).not.toMatch(/ style=|<style|<script| on[a-z]+=/)
      titles.add(/<title>(.*?)<\/title>/.exec(body)?.[1])
    }
    expect(titles.size).toBe(paths.length)
  })

  test('says who can read it', async () => {
    expect(textOf((await get('/editions')).body)).toContain('Bound to loopback')
    expect(textOf((await get('/editions', { isOpen: true })).body)).toContain(
      'Open to other machines without a sign-in',
    )
  })
})

describe('editions', () => {
  test('are listed, and none is said to be none', async () => {
    expect(textOf((await get('/editions')).body)).toContain('No edition has been made yet.')
    await createPrinted()
    expect(textOf((await get('/editions')).body)).toContain('Sunday 22 November 2026 morning 1 story 2 of 2')
  })

  test('are shown as frozen, with what the rank was made of', async () => {
    await createPrinted()
    const { body } = await get('/editions/morning/2026-11-22')
    const text = textOf(body)
    expect(body).toContain('id="s1"')
    expect(body).toContain('id="s1-n1"')
    expect(text).toContain('Fares are still open. [ 1 only ]')
    expect(text).toContain('together 1.75')
    expect(text).toContain('sha256 abab')
  })

  test('name a foreign language and a subscription before the click', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', url: 'https://meridian.example/ferry' })
    await createStory(db(), storyId(1), [{ article }])
    await db().query('update article set is_free = false')
    const source = { ...sourceOf(1, article), language: 'es', subscription: true }
    await createEdition(db(), [editionStory({ storyId: storyId(1), sources: [source] })])
    expect(textOf((await get('/editions/morning/2026-11-22')).body)).toContain(
      'Meridian · 06:12 · Spanish · subscription',
    )
    expect(textOf((await get(`/stories/${storyId(1)}`)).body)).toContain('06:12 · subscription · why')
  })

  test('have a plain text where the server can write one', async () => {
    await createPrinted()
    const path = '/editions/morning/2026-11-22.txt'
    const answer = await get(path, { renderText: ({ digest }) => `${digest}\n` })
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.body).toBe('morning\n')
    expect((await get('/editions/morning/2026-11-21.txt', { renderText: () => '' })).statusCode).toBe(404)
    expect((await get(path)).statusCode).toBe(400)
  })
})

describe('the mail of an edition', () => {
  test('is shown as it is rendered, with its own styles and nothing else', async () => {
    await createPrinted()
    const path = '/editions/morning/2026-11-22/mail'
    const answer = await get(path, { renderMail })
    const { content, contentHash } = (await findNamedEdition(db(), 'morning', '2026-11-22')) as FrozenEdition
    expect(answer.body).toBe(renderMail(content, { contentHash }))
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    )
    expect((await get('/editions/morning/2026-11-22', { renderMail })).body).toContain(`href="${path}"`)
    expect((await get(path.replace('22/', '21/'), { renderMail })).statusCode).toBe(404)
    expect((await get(path)).statusCode).toBe(404)
    expect((await get('/editions/morning/2026-11-22')).body).not.toContain(path)
  })
})

describe('sources', () => {
  test('come with the worst first, each with its reason', async () => {
    await createFeed(db(), { publisher: 'Well Press', lastSuccessAt: at('07:30') })
    const odd = await createFeed(db(), { publisher: 'Odd Press', lastSuccessAt: at('07:30') })
    await createPoll(db(), {
      feedId: odd,
      finishedAt: at('07:30'),
      outcome: 'read',
      httpStatus: 200,
      oddities: ['a date names no year'],
    })
    const failing = await createFeed(db(), { publisher: 'Coast Radio', lastSuccessAt: at('04:10'), failures: 2 })
    await createPoll(db(), {
      feedId: failing,
      finishedAt: at('07:31'),
      outcome: 'failed',
      httpStatus: 404,
      error: 'it answered 404',
    })
    await createFeed(db(), { publisher: 'Quiet Press', state: 'paused', stateReason: 'paused by the desk' })
    const silent = { publisher: 'Silent Press', lastSuccessAt: at('07:30'), lastEntryAt: at('06:00', '2026-10-10') }
    await createFeed(db(), silent)

    const text = textOf((await get('/sources')).body)
    const names = ['Coast Radio', 'Silent Press', 'Odd Press', 'Quiet Press', 'Well Press']
    const order = names.map((name) => text.lastIndexOf(`${name}: all news`))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(text).toContain('failed 2 times in a row: it answered 404')
    expect(text).toContain('a date names no year')
    expect(text).toContain('paused by the desk')
    expect(text).toContain('nothing new since 10 Oct 06:00, which is longer than usual')
  })

  test('say when a feed brings less than on this weekday in past weeks', async () => {
    const feedId = await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('07:30') })
    for (const day of ['2026-11-15', '2026-11-08', '2026-11-01']) {
      await db().query(`insert into feed_day (feed_id, day, reads) values ($1, $2, 5)`, [feedId, day])
      await db().query(
        `insert into entry (feed_id, guid, first_seen_at) select $1, $2 || n, $3 from generate_series(1, 20) n`,
        [feedId, day, at('07:00', day)],
      )
    }
    const text = textOf((await get('/sources')).body)
    expect(text).toContain('unusual Meridian')
    expect(text).toContain('0 new today, where 20 are usual by this time')
    expect(text).toContain('0, usually 20')
  })

  test('show the polls of a feed, the newest first', async () => {
    const feedId = await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('07:30') })
    await createPoll(db(), {
      feedId,
      finishedAt: at('07:00'),
      outcome: 'failed',
      httpStatus: 503,
      error: 'it answered 503',
    })
    await createPoll(db(), { feedId, finishedAt: at('07:30'), outcome: 'read', httpStatus: 200 })
    await db().query(`insert into feed_day (feed_id, day, reads, new_entries) values ($1, '2026-11-21', 3, 14)`, [
      feedId,
    ])
    const { body } = await get(`/feeds/${feedId}`)
    const text = textOf(body)
    expect(body).toContain('<title>New entries a day from 26 Oct 2026 to 22 Nov 2026, at most 14</title>')
    expect(text).toContain('22 Nov 2026 never read 21 Nov 2026 14 20 Nov 2026 never read')
    expect(text).toContain('22 Nov 07:30 read, 12 entries, 3 new nothing 22 Nov 07:00 failed (503) it answered 503')
    expect((await get('/feeds/999')).statusCode).toBe(404)
  })
})

describe('search', () => {
  test('groups articles by story', async () => {
    await createPrinted()
    const text = textOf((await get('/search?q=ministries')).body)
    expect(text).toContain('1 article, in 1 story.')
    expect(text).toContain('Ministers sign accord for a night ferry')
    expect(text).toContain('1 independent · 1 publisher · 1 article')
  })

  test('says when no article has all the words, and when none has any', async () => {
    await createPrinted()
    expect(textOf((await get('/search?q=ministries+volcano')).body)).toContain('No article has all the words.')
    expect(textOf((await get('/search?q=volcano')).body)).toContain('No article has these words.')
  })

  test('reads queries that no parser would like', async () => {
    for (const q of ['"', '-', '((', "'; drop table article; --", '\0', ':*', '%']) {
      expect((await get(`/search?q=${encodeURIComponent(q)}`)).statusCode).toBe(200)
    }
    expect((await get('/search?q=a&q=b')).statusCode).toBe(400)
  })
})

describe('programs', () => {
  test('get errors as problem details', async () => {
    const answer = await get('/stories/nothing', { accept: 'application/json' })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 400, code: 'BAD_ADDRESS', instance: '/stories/nothing' })
  })

  test('learn whether the process lives and whether it can serve', async () => {
    expect((await get('/health')).json()).toEqual({ status: 'ok' })
    expect((await get('/ready')).json()).toEqual({ status: 'ok' })
    const lacking = await get('/ready', { missingMigrations: () => Promise.resolve(['0009_x.sql']) })
    expect(lacking.statusCode).toBe(503)
    expect(lacking.body).toContain('0009_x.sql')
    const dead = await get('/ready', { missingMigrations: () => Promise.reject(new Error('the database is gone')) })
    expect(dead.json()).toEqual({ status: 'not ready', reason: 'the database is gone' })
  })

  test('get words even when the database is gone', async () => {
    const gone = { ...db(), query: () => Promise.reject(new Error('gone')) }
    const logged: string[] = []
    const log = { error: (_details: object, message: string) => void logged.push(message) }
    const answer = await get('/editions', { db: gone, log })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).toBe('Something went wrong here. The cause is in the log of the server.')
    expect(logged).toEqual(['could not answer a request'])
  })
})

describe('files', () => {
  test('are the style sheet, the icon and the fonts, and nothing beside them', async () => {
    expect((await get('/assets/wirefold.css')).headers['content-type']).toContain('text/css')
    expect((await get('/assets/icon.svg')).statusCode).toBe(200)
    const font = await get('/fonts/source-serif-4-latin-wght-normal.woff2')
    expect(font.headers['content-type']).toBe('font/woff2')
    expect(font.headers['cache-control']).toContain('max-age=2592000')
    for (const path of ['/assets/', '/assets/../server.ts', '/assets/%2e%2e/server.ts', '/fonts/../package.json']) {
      expect((await get(path)).statusCode).not.toBe(200)
    }
  })
})
