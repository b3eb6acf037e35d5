import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { ulid } from 'ulid'
import { captureVersion } from '../../src/articles/capture-version.ts'
import { type ArticleToImport, importArticles } from '../../src/articles/repository-import.ts'
import type { Wish } from '../../src/stories/decision-draft.ts'
import { decide, undo } from '../../src/stories/decision-entry.ts'
import type { Lanes } from '../../src/stories/lane.ts'
import { replaySettings } from '../../src/stories/replay-settings.ts'
import { type Replayed, type ReplayNeeds, replayStories, type ReplayWish } from '../../src/stories/replay.ts'
import { listReadyLanguages } from '../../src/stories/repository.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { lanesOf } from '../support/lanes-of.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { type LabelledArticle, shuffledArrival } from '../support/labelled-stream.ts'
import { coverage } from '../support/labelled-streams.ts'
import { setClock } from '../support/set-clock.ts'
import { never, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const clock = setClock('2026-05-01T00:00:00Z')
const day = (date: string): Date => new Date(`${date}T00:00:00Z`)

const toImport = ({ id, url, publisher, publishedAt, title, text, language }: LabelledArticle): ArticleToImport => ({
  externalId: id,
  url,
  publisher,
  publishedAt,
  captured: captureVersion({
    ...{ title, text, language, standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null },
  }),
})

/** News of a week, each article late by up to a day: batches hold articles of other days than those around them. */
const news = shuffledArrival(coverage(), 24, 7).map(toImport)
/** Reports of events over 20 days, more than stories stay open, beside which two events become one now and then. */
const weeks = inventedStream(30, 8)
const batchesOf = (articles: readonly ArticleToImport[], size: number) =>
  Array.from({ length: Math.ceil(articles.length / size) }, (_none, i) => articles.slice(i * size, (i + 1) * size))

const allNews = { from: day('2026-04-01'), to: day('2026-05-01') }
const someNews = { from: day('2026-04-08'), to: day('2026-04-10') }

let lanes: Lanes
beforeEach(() => {
  clock.set('2026-05-01T00:00:00Z')
  lanes = lanesOf(db(), clock, storyIds())
})

/** Loads articles and lets the lanes place them, a minute after what came before. */
async function place(articles: readonly ArticleToImport[]): Promise<void> {
  clock.advance(60)
  await db().transaction((tx) => importArticles(tx, articles, clock.now()))
  for (const language of await listReadyLanguages(db(), clock.now())) await lanes.run(language, never)
}

async function act(wish: Wish): Promise<string> {
  clock.advance(60)
  const { id } = await decide(db(), wish, { author: 'Ada Renn', reason: 'two ferries, not one' }, clock.now())
  await lanes.run('en', never)
  return id
}

async function takeBack(id: string): Promise<void> {
  clock.advance(60)
  await undo(db(), id, { author: 'Bo Lind', reason: 'it was one after all' }, clock.now())
  await lanes.run('en', never)
}

const sameSettings = replaySettings({}, 'the test')

function replay(wish: Partial<ReplayWish> = {}, needs: Partial<ReplayNeeds> = {}): Promise<Replayed> {
  clock.advance(60)
  return replayStories(
    {
      db: db(),
      now: clock.now(),
      newStoryId: (at) => ulid(at.getTime()),
      stop: never,
      onProgress: () => undefined,
      ...needs,
    },
    {
      span: allNews,
      settings: sameSettings,
      language: null,
      obeysDecisions: true,
      schema: `replay_${ulid().toLowerCase()}`,
      keepsSchema: false,
      ...wish,
    },
  )
}

/** Everything that a replay may change. */
const differences = ({ diff }: Replayed) => {
  const { renamed, split, merged, moved, newCopies, copiesNoMore, otherOriginals } = diff
  return [renamed, split, merged, moved, newCopies, copiesNoMore, otherOriginals].flat()
}

interface StoredStory {
  readonly id: string
  readonly articleIds: readonly string[]
  readonly originalIds: readonly string[]
}

/** Stories with two originals at least, largest first. */
const largeStories = (): Promise<StoredStory[]> =>
  db().query<StoredStory>(
    `select story_id as id, array_agg(article_id::text order by position) as "articleIds",
            array_agg(article_id::text order by position) filter (where original_id is null) as "originalIds"
       from story_article group by story_id having count(*) filter (where original_id is null) > 1
      order by count(*) desc, story_id`,
  )

async function scratchSchemas(): Promise<readonly string[]> {
  const rows = await db().query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname like 'replay%'`,
  )
  return rows.map(({ name }) => name)
}

/** A sum over every row of every table of the product. */
async function checksums(): Promise<ReadonlyMap<string, unknown>> {
  const tables = await db().query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  )
  const sums = new Map<string, unknown>()
  for (const { name } of tables) {
    const [row] = await db().query(`select md5(string_agg(t::text, ' ' order by t::text)) as sum from ${name} t`)
    sums.set(name, row)
  }
  return sums
}

describe('a replay by the same settings', () => {
  test('gives the stored stories of the whole stream and of days within it, and changes nothing', async () => {
    for (const batch of batchesOf(news, 60)) await place(batch)
    const before = await checksums()

    const whole = await replay()
    expect(differences(whole)).toEqual([])
    expect(whole.diff).toMatchObject({ articles: news.length, pairs: { f1: 1 }, bcubed: { f1: 1 } })
    expect(whole.diff.unchanged).toBe(whole.diff.stored)
    expect(whole.standing).toBe(0)

    const days = await replay({ span: someNews })
    expect(differences(days)).toEqual([])
    expect(days.standing).toBeGreaterThan(0)
    const within = news.filter(({ publishedAt }) => publishedAt! >= someNews.from && publishedAt! < someNews.to)
    expect(days.diff.articles).toBe(within.length)

    expect(await checksums()).toEqual(before)
    expect(await scratchSchemas()).toEqual([])
  })

  test('knows stories that are one by now, and does not count merges by later articles', async () => {
    for (const batch of batchesOf(weeks, 50)) await place(batch)
    const [merges] = await db().query<{ count: number }>(`select count(*)::int from ledger where event = 'merged'`)
    expect(merges?.count).toBeGreaterThan(0)
    expect(differences(await replay({ span: { from: day('2026-03-01'), to: day('2026-04-01') } }))).toEqual([])
    for (let from = 1; from < 20; from += 4) {
      const span = { from: new Date(Date.UTC(2026, 2, from)), to: new Date(Date.UTC(2026, 2, from + 3)) }
      expect(differences(await replay({ span }))).toEqual([])
    }
  })

  test('obeys decisions from when the lane did, and those that were undone until then', async () => {
    const batches = batchesOf(news, 60)
    for (const batch of batches.slice(0, 3)) await place(batch)
    const [one, two, three, four, five, six] = await largeStories()
    if (!one || !two || !three || !four || !five || !six) throw new Error('the stream has too few stories')
    await act({ kind: 'split', storyId: one.id, articleIds: [one.originalIds[0] ?? ''] })
    const merge = await act({ kind: 'merge', from: two.id, into: three.id })
    await act({ kind: 'move', articleId: four.originalIds[1] ?? '', storyId: five.id })
    await act({ kind: 'lock', storyId: six.id })
    await place(batches[3] ?? [])
    await takeBack(merge)
    for (const batch of batches.slice(4)) await place(batch)
    await act({ kind: 'merge', from: five.id, into: one.id })

    for (const span of [allNews, someNews, { from: day('2026-04-10'), to: day('2026-04-12') }]) {
      const replayed = await replay({ span })
      expect(differences(replayed)).toEqual([])
      expect(replayed.decisions).toBe(4)
    }
    const without = await replay({ obeysDecisions: false })
    expect(without.diff.moved.length + without.diff.merged.length + without.diff.split.length).toBeGreaterThan(0)
    expect(without.decisions).toBe(0)
  })

  test('is not led astray by old articles that came much later', async () => {
    const [early, late] = [news.filter((_one, i) => i % 9 !== 0), news.filter((_one, i) => i % 9 === 0)]
    for (const batch of batchesOf(early, 80)) await place(batch)
    await place(inventedStream(5, 4).map((one) => ({ ...one, publishedAt: new Date('2026-04-28T10:00:00Z') })))
    await place(late)
    expect(differences(await replay({ span: someNews }))).toEqual([])
    expect(differences(await replay({ span: someNews }, { gap: 10 }))).toEqual([])
  })
})

describe('a replay by other settings', () => {
  const stricter = replaySettings({ joinThreshold: 0.99, mergeThreshold: 0.99 }, 'the test')

  test('tells which stories fall apart, keeps what was open before, and obeys what was decided', async () => {
    const batches = batchesOf(news, 60)
    for (const batch of batches.slice(0, 3)) await place(batch)
    const [one, two] = await largeStories()
    if (!one || !two) throw new Error('the stream has too few stories')
    const articleId = one.originalIds[0] ?? ''
    await act({ kind: 'move', articleId, storyId: two.id })
    for (const batch of batches.slice(3)) await place(batch)

    const schema = `replay_${ulid().toLowerCase()}`
    const replayed = await replay({ settings: stricter, keepsSchema: true, schema })
    const { diff } = replayed
    expect(diff.split.length).toBeGreaterThan(0)
    expect(diff.replayed).toBeGreaterThan(diff.stored)
    expect(diff.pairs.recall).toBeLessThan(1)
    for (const { parts } of diff.split) expect(replayed.headlines.get(parts[0]?.articleIds[0] ?? '')).toBeTruthy()
    expect(await scratchSchemas()).toEqual([schema])
    const [moved] = await db().query(
      `select story_id as "storyId" from ${schema}.story_article where article_id = $1::bigint`,
      [articleId],
    )
    expect(moved).toEqual({ storyId: two.id })
    const [kept] = await db().query(
      `select (select count(*)::int from ${schema}.story_article) as articles, settings_version as version,
              (select count(distinct article_id)::int from ${schema}.ledger where actor = 'lane') as decided
         from ${schema}.replay`,
    )
    expect(kept).toEqual({ articles: news.length, version: stricter.version, decided: news.length })
    await db().query(`drop schema ${schema} cascade`)
  })

  test('that is stopped or fails leaves no schema', async () => {
    await place(news.slice(0, 120))
    const stopping = new AbortController()
    const stopped = replay({}, { stop: stopping.signal, onProgress: () => stopping.abort() })
    await expect(stopped).rejects.toMatchObject({ code: 'REPLAY_STOPPED', disposition: 'retry' })
    const failing = replay(
      {},
      {
        onProgress: () => {
          throw new Error('the terminal is gone')
        },
      },
    )
    await expect(failing).rejects.toThrow('the terminal is gone')
    expect(await scratchSchemas()).toEqual([])
  })

  test('goes on beside a lane that works', async () => {
    await place(news.slice(0, 200))
    const [replayed] = await Promise.all([replay({ settings: stricter }), place(news.slice(200))])
    expect(replayed.diff.articles).toBeGreaterThanOrEqual(200)
    expect(differences(await replay())).toEqual([])
  })
})

describe('wirefold replay', () => {
  const run = (...args: string[]) =>
    runInProcess(['replay', ...args], { DATABASE_URL: url(), ZONE: 'Europe/Oslo', LOG_LEVEL: 'warn' })

  test('prints the figures and the largest differences in 100 columns, or all as JSON', async () => {
    await place(news)
    const directory = await mkdtemp(join(tmpdir(), 'wirefold-'))
    const file = join(directory, 'settings.json')
    await writeFile(file, '{ "joinThreshold": 0.97, "fullTextWeights": { "gap": -2 } }')

    const told = await run('2026-04-01..2026-05-01', '--settings', file)
    expect(told).toMatchObject({ code: 0, errors: '' })
    expect(told.output).toMatch(/^settings version [\da-z.]+\+[0-9a-f]{8}: joinThreshold [\d.]+ → 0\.97/m)
    expect(told.output).toMatch(/^split: [0-9A-Z]{26}, \d+ articles {2}“.+/m)
    expect(told.output).toMatch(/^placed anew: \d+ of \d+$/m)
    expect(Math.max(...told.output.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(100)

    const kept = await run('2026-04-01..2026-05-01', '--settings', file, '--json', '--keep')
    expect(kept.code).toBe(0)
    const json = JSON.parse(kept.output) as { schema: string; split: object[]; articles: number }
    expect(json).toMatchObject({ articles: news.length, changes: [{ path: 'joinThreshold', to: 0.97 }, {}] })
    expect(kept.errors).toContain(`kept: schema ${json.schema}; drop schema ${json.schema} cascade removes it`)
    expect(await scratchSchemas()).toEqual([json.schema])
    await db().query(`drop schema ${json.schema} cascade`)
    expect((await run('2026-04-01..2026-05-01', '--language', 'de')).output).toContain('no stored article has its time')

    await writeFile(
      file,
      '{ "joinTreshold": 0.9, "openDays": "many", "copyNames": 3, "mixedWeights": { "luck": 1, "gap": null } }',
    )
    const refused = await run('2026-04-01..2026-05-01', '--settings', file)
    expect(refused.code).toBe(2)
    for (const path of ['joinTreshold', 'openDays', 'copyNames', 'mixedWeights.luck', 'mixedWeights.gap']) {
      expect(refused.errors).toContain(`\n  ${path}: `)
    }
    expect((await run('2026-04-01..2026-05-01', '--settings', join(directory, 'none.json'))).errors).toMatch(
      /^wirefold: cannot read the settings of .*none\.json/,
    )
    await rm(directory, { recursive: true })
    expect(await scratchSchemas()).toEqual([])
  })
})
