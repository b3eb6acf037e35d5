import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from '@jest/globals'
import { ulid } from 'ulid'
import { captureVersion } from '../../src/articles/capture-version.ts'
import { importArticles } from '../../src/articles/repository-import.ts'
import { canonicalJson } from '../../src/digests/canonical-json.ts'
import type { EditionContent } from '../../src/digests/edition.ts'
import { freezeDate, freezeEdition } from '../../src/digests/freeze-edition.ts'
import { findEdition } from '../../src/digests/repository.ts'
import { addDigest, getDigest } from '../../src/digests/repository-digest.ts'
import { planSlots } from '../../src/digests/repository-slot.ts'
import { dueDates } from '../../src/digests/schedule.ts'
import { Lanes } from '../../src/stories/lane.ts'
import { buildEditionWorker } from '../../workers/build-edition.ts'
import { useDatabase } from '../support/database.ts'
import { setClock } from '../support/set-clock.ts'
import { never } from '../support/worker-needs.ts'

const db = useDatabase()
const clock = setClock('2026-03-03T00:00:00Z')
/** Due at midnight, so that it tells the day before. */
const localDate = '2026-03-03'

const reports: Readonly<Record<string, { publisher: string; at: string; title: string; text: string }>> = {
  ferry: {
    publisher: 'Hollin Courier',
    at: '2026-03-02T07:00:00Z',
    title: 'Fog stops ferries at Ostrel',
    text: `All ferries between Ostrel and the mainland were cancelled on Monday morning because of dense fog, the harbour office said.

About ninety passengers spent the night in the gym of the Ostrel school. The harbour office expects the first boat on Tuesday at six.`,
  },
  boats: {
    publisher: 'Tarn Gazette',
    at: '2026-03-02T09:30:00Z',
    title: 'Ferries at Ostrel cancelled in dense fog',
    text: `Dense fog kept all ferries between Ostrel and the mainland in harbour on Monday, and ninety passengers slept in the gym of a school.

The harbour office said that the boats would leave again on Tuesday if the wind turned. Two cruise ships waited outside Ostrel.`,
  },
  bridge: {
    publisher: 'Tarn Gazette',
    at: '2026-03-02T21:30:00Z',
    title: 'Tarn bridge closed after inspection',
    text: `The road bridge at Tarn was closed to lorries on Monday after engineers had found cracks in two of its pylons, the county said.

Repairs will take until June and cost 2.4 million crowns. Cars may cross at walking pace.`,
  },
  tomorrow: {
    publisher: 'Hollin Courier',
    at: '2026-03-02T23:30:00Z',
    title: 'Library of Fen opens its archive',
    text: `The library of Fen will open its archive of maps to visitors from Saturday, its director said on Tuesday.

The oldest sheet shows the coast in 1612. Entrance is free for pupils and students.`,
  },
}

function load(...ids: readonly string[]): Promise<number> {
  const none = { standfirst: null, authors: [], agencyCredit: null, section: null, siteName: null, language: 'en' }
  const articles = ids.flatMap((id) => {
    const report = reports[id]
    if (!report) return []
    const { publisher, at, title, text } = report
    const captured = captureVersion({ ...none, title, text })
    return [{ externalId: id, url: `https://press.example/${id}`, publisher, publishedAt: new Date(at), captured }]
  })
  return db().transaction((tx) => importArticles(tx, articles, clock.now()))
}

const openLanes = () => new Lanes({ db: db(), clock, newStoryId: (at) => ulid(at.getTime()), settleSeconds: 0 })

let digestId: string
beforeEach(async () => {
  clock.set('2026-03-03T00:00:00Z')
  await load('ferry', 'bridge', 'tomorrow')
  await openLanes().run('en', never)
  const created = new Date('2026-03-01T12:00:00Z')
  const digest = await addDigest(db(), { name: 'morning', zone: 'Europe/Berlin', sendAt: '00:00' }, created)
  digestId = digest.id
  await db().transaction((tx) => planSlots(tx, digest, dueDates(digest, '2026-03-01', clock.now()), created))
})

const needs = () => ({ db: db(), clock, editionGraceMs: 0 })
const build = () => buildEditionWorker.run({ digestId, localDate }, needs(), never)

const stored = async () => ({
  editions: await db().query('select * from edition order by id'),
  stories: await db().query('select * from edition_story order by edition_id, rank'),
  sentences: await db().query('select * from edition_sentence order by id'),
  supports: await db().query('select * from edition_support order by sentence_id, article_id'),
})

test('an edition holds the stories of the day before it is due, each with sentences that are proved', async () => {
  await build()
  const { editions, stories, sentences } = await stored()
  expect(editions).toMatchObject([
    { window_from: new Date('2026-03-01T23:00:00Z'), window_to: new Date('2026-03-02T23:00:00Z') },
  ])
  expect(stories).toHaveLength(2)
  const unproved = await db().query(
    `select id from edition_sentence where not exists (select 1 from edition_support where sentence_id = edition_sentence.id)`,
  )
  expect(sentences.length).toBeGreaterThanOrEqual(stories.length)
  expect(unproved).toEqual([])
})

test('the hash is that of the content, as it comes back from the store', async () => {
  await build()
  const edition = await findEdition(db(), digestId, localDate)
  const hash = createHash('sha256').update(canonicalJson(edition?.content)).digest('hex')
  expect(edition?.contentHash).toBe(hash)
})

test('an edition that is built twice stays as it was, even when more has come since', async () => {
  await build()
  const once = await stored()
  await load('boats')
  expect(await openLanes().run('en', never)).toBe(1)
  await build()
  expect(await stored()).toEqual(once)
})

test('an edition that three workers build at once is built once', async () => {
  await Promise.all([build(), build(), build()])
  const once = await stored()
  expect(once.editions).toHaveLength(1)
  await build()
  expect(await stored()).toEqual(once)
})

test('an edition that breaks off leaves nothing behind', async () => {
  const breaking = {
    ...db(),
    transaction: <T>(work: Parameters<ReturnType<typeof db>['transaction']>[0]) =>
      db().transaction(async (tx) => {
        await work(tx)
        throw new Error('the machine stopped')
      }) as Promise<T>,
  }
  const broken = buildEditionWorker.run({ digestId, localDate }, { ...needs(), db: breaking }, never)
  await expect(broken).rejects.toThrow('the machine stopped')
  expect(await stored()).toEqual({ editions: [], stories: [], sentences: [], supports: [] })
  await build()
  expect((await stored()).editions).toHaveLength(1)
})

test('an edition of an unknown digest is an error', async () => {
  const run = buildEditionWorker.run({ digestId: '4711', localDate }, needs(), never)
  await expect(run).rejects.toThrow('there is no digest 4711')
})

test.each([
  ['before its day was over leaves the rest to the next', '2026-03-02T08:00:00Z', ['bridge', 'tomorrow']],
  ['into the next day is not told again', '2026-03-02T23:15:00Z', ['tomorrow']],
])('an edition that reaches %s', async (_what, until, told) => {
  const digest = await getDigest(db(), digestId)
  const window = { from: new Date('2026-03-01T08:00:00Z'), to: new Date(until) }
  await freezeEdition({ db: db(), clock }, digest, localDate, window)
  clock.set('2026-03-03T23:00:00Z')
  await freezeDate(needs(), digest, '2026-03-04', 0)

  const next = await findEdition(db(), digestId, '2026-03-04')
  expect(next?.content.windowFrom).toBe(window.to.toISOString())
  const urls = next?.content.stories.flatMap(({ sources }) => sources.map(({ url }) => url))
  expect(urls?.sort()).toEqual(told.map((id) => `https://press.example/${id}`))
})

test('what rewords an edition is heard before it is frozen, and once', async () => {
  let asked = 0
  const reword = (content: EditionContent) => {
    asked++
    const stories = content.stories.map((story) => ({
      ...story,
      headline: 'In other words',
      headlineBy: 'writer' as const,
    }))
    return Promise.resolve({ ...content, stories })
  }
  await buildEditionWorker.run({ digestId, localDate }, { ...needs(), reword }, never)
  await buildEditionWorker.run({ digestId, localDate }, { ...needs(), reword }, never)
  const frozen = await findEdition(db(), digestId, localDate)
  expect(frozen?.content.stories[0]).toMatchObject({ headline: 'In other words', headlineBy: 'writer' })
  expect(frozen?.contentHash).toBe(createHash('sha256').update(canonicalJson(frozen?.content)).digest('hex'))
  expect(asked).toBe(1)
})
