import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { readStoredFilters } from '../../src/digests/repository-filter.ts'
import { matchStories } from '../../src/search/repository-window.ts'
import { findWatched } from '../../src/watches/find-watched.ts'
import { addWatch, removeWatch } from '../../src/watches/repository.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { type ArticleFacts, at, createArticle, createStory, createVersion, storyId } from '../support/factories.ts'
import { createDigest } from '../support/factories-store.ts'
import { until } from '../support/until.ts'

const { db, url } = useDatabaseAndUrl()
const day = { from: at('00:00'), to: at('00:00', '2026-11-23') }

const filler = 'The county met in the morning and went through a long list of small matters of the year. '.repeat(8)

/** A story of one article; `n` names both. */
async function story(n: number, facts: Partial<ArticleFacts>): Promise<void> {
  const article = await createArticle(db(), {
    publisher: 'Tarn Gazette',
    title: 'County meets',
    text: filler,
    ...facts,
  })
  await createStory(db(), storyId(n), [{ article }])
}

const found = async (query: string) => Object.fromEntries(await matchStories(db(), query, day))

describe('the stories that a query finds in a window', () => {
  test('are told by the strongest field of any of their articles', async () => {
    await story(1, { title: 'Ferries stay in harbour' })
    await story(2, { text: `The ferry to Ostrel stays in harbour. ${filler}` })
    await story(3, { text: `${filler}\n\nThe ferry was one point of many.` })
    await story(4, {})
    expect(await found('ferry')).toEqual({ [storyId(1)]: 'title', [storyId(2)]: 'lead', [storyId(3)]: 'body' })

    const [one, two] = [
      await createArticle(db(), { publisher: 'Sund Post', text: `${filler} A ferry.` }),
      await createArticle(db(), { publisher: 'Fen News', title: 'A ferry' }),
    ]
    await createStory(db(), storyId(5), [{ article: one }, { article: two }])
    expect(await found('ferry')).toMatchObject({ [storyId(5)]: 'title' })
  })

  test('a field counts only when all words stand in it', async () => {
    await story(1, { title: 'Ferry in harbour', text: `Dense fog lay over Ostrel. ${filler}` })
    await story(2, { title: 'Ferry in harbour', text: `${filler} Dense fog lay over Ostrel.` })
    await story(3, { title: 'Ferry in fog' })
    expect(await found('ferry fog')).toEqual({ [storyId(1)]: 'lead', [storyId(2)]: 'body', [storyId(3)]: 'title' })
  })

  test('phrases and exclusions hold over the whole article, and no word is let go', async () => {
    await story(1, { title: 'Night ferry sails' })
    await story(2, { title: 'Ferry sails at night' })
    await story(3, { title: 'Night ferry sails', text: `${filler} A strike is near.` })
    expect(await found('"night ferry" -strike')).toEqual({ [storyId(1)]: 'title' })
    expect(await found('night ferry xylophone')).toEqual({})
    expect(await found('-strike')).toEqual({})
  })

  test('a copy finds its story too, and only what was first published within the window does', async () => {
    const original = await createArticle(db(), { publisher: 'Meridian', title: 'Boats wait' })
    const copy = await createArticle(db(), { publisher: 'Valley Times', title: 'Ferry waits' })
    await createStory(db(), storyId(1), [{ article: original }, { article: copy, original }])
    await story(2, { title: 'Ferry waits', eventAt: at('23:59', '2026-11-21') })
    await story(3, { title: 'Ferry waits', eventAt: at('00:00', '2026-11-22') })
    await story(4, { title: 'Ferry waits', eventAt: at('00:00', '2026-11-23') })
    expect(Object.keys(await found('ferry'))).toEqual([storyId(1), storyId(3)])
  })

  test('the newest version of an article is what matches', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', title: 'Boats wait', text: filler })
    await createStory(db(), storyId(1), [{ article }])
    await createVersion(db(), article.id, 2, 'Boats wait', `The ferry waits too. ${filler}`, at('09:00'))
    expect(await found('ferry')).toEqual({ [storyId(1)]: 'lead' })
  })

  test('are not crowded out by thousands of newer matches', async () => {
    await story(1, { title: 'Ferry waits' })
    await db().query(
      `with made as (
         insert into article (canonical_url, publisher_id, title, first_seen_at, event_at, language, state, next_scrape_at, scraped_at)
         select 'https://later.example/' || n, (select min(id) from publisher), 'Ferry', $1, $1, 'en', 'scraped', $1, $1
           from generate_series(1, 2100) n returning id)
       insert into article_search (article_id, event_at, document) select id, $1, to_tsvector('english', 'ferry') from made`,
      [at('08:00', '2026-11-25')],
    )
    expect(await found('ferry')).toEqual({ [storyId(1)]: 'title' })
  })
})

test('watches add up by story, titles before bodies, up to a limit', async () => {
  await story(1, { title: 'Night ferry in fog at Ostrel' })
  await story(2, { text: `${filler} A ferry.` })
  const watches = []
  for (const query of ['ferry', 'fog', 'ostrel']) {
    watches.push(await addWatch(db(), { name: query, query }, at('06:00')))
  }
  const strengths = await findWatched(
    db(),
    watches.flatMap((watch) => watch ?? []),
    day,
  )
  expect(strengths).toEqual(
    new Map([
      [storyId(1), 6],
      [storyId(2), 1],
    ]),
  )
  expect(await findWatched(db(), [], day)).toBeNull()
})

describe('wirefold watches', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirefold-watches-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const watches = (...args: readonly string[]) =>
    runInProcess(['watches', ...args], { DATABASE_URL: url(), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' })
  const names = async () =>
    (await db().query<{ name: string }>('select name from watch order by name')).map(({ name }) => name)

  let digestId: string
  beforeEach(async () => {
    digestId = await createDigest(db(), { name: 'morning' })
  })
  const use = (name: string) =>
    db().query('insert into digest_watch (digest_id, watch_id) select $1, id from watch where name = $2', [
      digestId,
      name,
    ])

  test('adds, lists and removes', async () => {
    expect(await watches('list')).toMatchObject({
      code: 0,
      output: 'nothing is watched: wirefold watches add NAME WORDS\n',
    })
    expect(await watches('add', 'ferries', 'night ferry', '"Sund"')).toMatchObject({
      code: 0,
      output: 'watch ferries: night ferry "Sund"\n',
    })
    expect(await watches('add', 'dam', 'alder dam -concert')).toMatchObject({ code: 0 })
    await use('ferries')
    const { output } = await watches('list')
    expect(output.trimEnd().split('\n')).toEqual([
      'name     digests  query',
      'dam      -        alder dam -concert',
      'ferries  morning  night ferry "Sund"',
    ])
    const lines = (await watches('list', '--json')).output.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { name: 'dam', digests: [] },
      { name: 'ferries', query: 'night ferry "Sund"', digests: ['morning'] },
    ])
    expect(await watches('remove', 'dam')).toMatchObject({ code: 0, output: 'watch dam removed\n' })
    expect(await names()).toEqual(['ferries'])
  })

  test.each([
    ['a name of other letters', ['Night Ferry', 'ferry'], 'a watch cannot be called Night Ferry'],
    [
      'a search that only excludes',
      ['calm', '--', '-strike'],
      'watch calm would find nothing: “-strike” asks for no word',
    ],
    ['a search of signs', ['signs', '"?!"'], 'asks for no word'],
  ])('refuses %s', async (_what, args, message) => {
    const answer = await watches('add', ...args)
    expect(answer).toMatchObject({ code: 2 })
    expect(answer.errors).toContain(message)
    expect(await names()).toEqual([])
  })

  test('a name is given once, and what stands under it is said', async () => {
    await watches('add', 'ferries', 'ferry')
    const again = await watches('add', 'ferries', 'trawler')
    expect(again.code).toBe(2)
    expect(again.errors).toContain('there is a watch ferries already, for “ferry”')
    expect((await watches('list')).output).not.toContain('trawler')
  })

  test('a watch that digests use is not removed; an unknown one is named', async () => {
    await watches('add', 'ferries', 'ferry')
    await use('ferries')
    const refused = await watches('remove', 'ferries')
    expect(refused.code).toBe(2)
    expect(refused.errors).toContain('watch ferries is not removed: morning would tell other stories')
    expect(await names()).toEqual(['ferries'])
    expect((await watches('remove', 'boats')).errors).toContain('there is no watch boats')
  })

  test('a digest that takes a watch up while it is being removed keeps it', async () => {
    await watches('add', 'ferries', 'ferry')
    let removal: ReturnType<typeof removeWatch> | undefined
    await db().transaction(async (tx) => {
      await tx.query('insert into digest_watch (digest_id, watch_id) select $1, id from watch', [digestId])
      removal = removeWatch(db(), 'ferries')
      await until('the removal to wait for the digest', async () => {
        const rows = await db().query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length > 0
      })
    })
    expect(await removal).toEqual({ outcome: 'used', digests: ['morning'] })
    expect((await readStoredFilters(db(), digestId)).watches).toMatchObject([{ name: 'ferries' }])
  })
})
