import { describe, expect, test } from '@jest/globals'
import { importArticles } from '../../src/articles/repository-import.ts'
import type { Database } from '../../src/db/database.ts'
import { findSettings } from '../../src/stories/repository-settings.ts'
import { featuresVersion } from '../../src/stories/features-codec.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { refreshFacts } from '../../src/stories/repository-facts.ts'
import { loadFeatures } from '../../src/stories/repository-features.ts'
import { defaultSettings, settingsVersion } from '../../src/stories/settings.ts'
import { useDatabase } from '../support/database.ts'
import { storedPartition } from '../support/demo-stories.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { overheard } from '../support/overheard.ts'
import { setClock } from '../support/set-clock.ts'
import { never, SETTLE_SECONDS, storyIds } from '../support/worker-needs.ts'

const db = useDatabase()
const clock = setClock('2026-04-01T00:00:00Z')
const stream = inventedStream(40, 6)

const ids = storyIds()
const lanesOn = (on: Database): Lanes => new Lanes({ db: on, clock, newStoryId: ids, settleSeconds: SETTLE_SECONDS })
const run = (): Promise<number> => lanesOn(db()).run('en', never)

const load = (from: number, to?: number, articles = stream): Promise<number> =>
  db().transaction((tx) => importArticles(tx, articles.slice(from, to), clock.now()))

/** The first report of that event. */
const firstReport = (event: number) => {
  const found = stream.find(({ externalId }) => externalId === `${event}-0`)
  if (!found) throw new Error(`the stream has no event ${event}`)
  return found
}

const originalIds = async () =>
  (await db().query<{ id: string }>('select article_id as id from story_article where original_id is null')).map(
    ({ id }) => id,
  )

const facts = () => db().query(`select to_jsonb(f) - 'refreshed_at' as fact from story_fact f order by story_id`)

describe('the lane', () => {
  test('keeps the features that it had to make, and which terms lead to each original', async () => {
    await load(0, 60)
    await run()
    const originals = await originalIds()
    const stored = await loadFeatures(db(), originals, defaultSettings)
    expect(stored.size).toBe(originals.length)
    for (const { indexTerms } of stored.values()) expect(indexTerms?.length).toBeGreaterThan(5)
    const [counts] = await db().query(
      'select count(*)::int as all, count(index_terms)::int as led from article_features',
    )
    expect(counts).toEqual({ all: 60, led: originals.length })
  })

  test('builds its index anew without reading a text, and goes on as if it had never lost it', async () => {
    await load(0)
    await run()
    const whole = await storedPartition(db())
    await db().query('truncate story, lane cascade; update article set clustered_at = null')
    const stopping = new AbortController()
    const stopAfterOne = () => {
      stopping.abort()
      return Promise.resolve()
    }
    await lanesOn(db()).run('en', stopping.signal, stopAfterOne)
    const statements: string[] = []
    expect(await lanesOn(overheard(db(), (sql) => statements.push(sql))).run('en', never)).toBe(40)
    expect(statements.filter((sql) => sql.includes('from open_article'))).toHaveLength(1)
    const ofEngine = statements.slice(
      0,
      statements.findIndex((sql) => sql.includes('insert into story_fact')),
    )
    expect(ofEngine.filter((sql) => sql.includes('version.text, coalesce(article.language'))).toEqual([])
    expect(await storedPartition(db())).toEqual(whole)
  })

  test('builds its index anew from every story that it would still have open, to the last hour', async () => {
    const opening = Date.UTC(2026, 2, 1, 8, 10)
    const halfAnHourLonger = (defaultSettings.openDays * 24 + 0.5) * 3_600_000
    const first = { ...firstReport(0), publishedAt: new Date(opening) }
    const last = { ...firstReport(30), publishedAt: new Date(opening + halfAnHourLonger) }
    const copy = { ...first, externalId: 'copy', url: `${first.url}-copy`, publishedAt: last.publishedAt }
    await load(0, 2, [first, last])
    await run()
    await load(0, 1, [copy])
    await run()
    expect(await storedPartition(db())).toContain(`${first.url} ${copy.url}`)
  })

  test('makes features anew that are missing or of other settings, and keeps them', async () => {
    await load(0, 100) // ten days, in which no story is closed
    await run()
    await db().query(`delete from article_features where article_id % 3 = 0`)
    await db().query(`update article_features set features_version = 'of old' where article_id % 3 = 1`)
    await load(100, 120)
    expect(await run()).toBe(20)
    const versions = await db().query(
      'select features_version as v, count(*)::int as n from article_features group by 1',
    )
    expect(versions).toEqual([{ v: featuresVersion(defaultSettings), n: 120 }])
  })

  test('makes the facts of the stories that it changes, merged ones among them', async () => {
    await load(0)
    await run()
    const made = await facts()
    const stories = await db().query<{ id: string }>('select id from story where merged_into is null')
    expect(made).toHaveLength(stories.length)
    await db().query('truncate story_fact')
    await db().transaction((tx) =>
      refreshFacts(
        tx,
        stories.map(({ id }) => id),
        clock.now(),
      ),
    )
    expect(await facts()).toEqual(made)
  })

  test('makes the facts of stories that are older than facts, some a batch', async () => {
    const many = inventedStream(110, 2)
    await load(0, 200, many)
    await run()
    const before = (await facts()).length
    expect(before).toBeGreaterThan(70)
    await db().query('truncate story_fact')
    await load(200, 202, many)
    await run()
    expect((await facts()).length).toBeLessThan(before)
    for (const from of [202, 204, 206]) {
      await load(from, from + 2, many)
      await run()
    }
    const [row] = await db().query('select count(*)::int as n from story where merged_into is null')
    expect(row).toEqual({ n: (await facts()).length })
  })

  test('writes down once what its settings are', async () => {
    await load(0, 12)
    await run()
    expect(await findSettings(db(), settingsVersion)).toEqual(defaultSettings)
    await load(12, 24)
    await run()
    expect(await db().query('select version from story_settings')).toHaveLength(1)
  })
})
