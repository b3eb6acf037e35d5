import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/db/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded/launch.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { type EditionContent, type EditionStory, sentencesOfStory } from '../../src/digests/edition.ts'
import { intendedPartition, storedEditions, storedPartition } from '../support/demo-stories.ts'
import { runProduction } from '../support/production.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { hasRedis, useRedis } from '../support/redis.ts'
import { findServerPostgres } from '../support/server-postgres.ts'
import { until } from '../support/until.ts'
import { runWirefold, startWirefold } from '../support/wirefold-process.ts'

/** Origins of the demo press: its ports are fixed. */
const ORIGINS = {
  agency: 'http://127.0.0.1:4101',
  broadcaster: 'http://127.0.0.1:4102',
  broadsheet: 'http://127.0.0.1:4103',
  regional: 'http://127.0.0.1:4104',
  ministry: 'http://127.0.0.1:4105',
}
const WEB_PORT = '3917'

let dataDir: string
let first: { code: number | null; output: string }

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wirefold-demo-'))
  await chmod(folder, 0o755) // else, run as root, the data would have to lie where the server's user may go
  dataDir = join(folder, 'data')
  first = await runWirefold(['up', '--once'], { DATA_DIR: dataDir })
}, 120_000)

afterAll(() => rm(join(dataDir, '..'), { recursive: true, force: true }))

/** Looks into the demo's database while no Wirefold runs. */
async function inDemo<T>(look: (db: Database) => Promise<T>): Promise<T> {
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir })
  const db = openPostgres({
    ...server.connectionFor('wirefold_demo'),
    poolSize: 2,
    applicationName: 'test',
    onError: () => undefined,
  })
  try {
    return await look(db)
  } finally {
    await db.close()
    await server.stop()
  }
}

const told = (edition: EditionContent, title: RegExp): EditionStory => {
  const story = edition.stories.find(({ sources }) => sources.some((source) => title.test(source.title)))
  if (!story) throw new Error(`no story of ${edition.localDate} has a source like ${String(title)}`)
  return story
}

describe('wirefold up --once', () => {
  test('does the main job, says how far it is and where the editions lie', () => {
    expect(first).toMatchObject({ code: 0 })
    for (const stage of ['feeds polled: 6 of 6', 'pages fetched: 78 of 78', 'stories grouped: 77 of 77']) {
      expect(first.output).toContain(stage)
    }
    for (const day of ['2026-03-03', '2026-03-04']) {
      for (const kind of ['html', 'txt']) {
        const file = join(dataDir, 'editions', 'daily', `${day}.${kind}`)
        expect(first.output).toContain(file)
        expect(existsSync(file)).toBe(true)
      }
    }
  })

  test('groups the demo press into its events, to the last article', async () => {
    expect(await inDemo(storedPartition)).toEqual(intendedPartition(ORIGINS))
  })

  test('tells the sample story in the form of the sample', async () => {
    const [day] = await inDemo(storedEditions)
    const story = told(day!, /Joint Statement/)
    expect(story.form).toBe('full')
    expect(story.headline).not.toBe('')
    expect(story.standfirst?.text).toMatch(/[.!?]["”]?$/)
    expect(story.lead.length).toBeGreaterThanOrEqual(2)
    expect(story.sections).toHaveLength(2)
    for (const section of story.sections) {
      expect(section.heading.split(' ').length).toBeGreaterThanOrEqual(2)
      expect(section.paragraphs.length).toBeGreaterThanOrEqual(1)
    }
    expect(story.sources).toHaveLength(5)
    for (const { title, cutTitle } of story.sources) {
      const points = [...title]
      expect(cutTitle).toBe(points.length > 50 ? `${points.slice(0, 50).join('').trimEnd()}...` : title)
    }
    const copies = story.sources.flatMap((source) => source.copies.map((copy) => [source.publisher, copy.publisher]))
    expect(copies).toEqual([['Quillon Press', 'Wendmoor Courier']])
    expect(story.counts).toEqual({ independent: 4, publishers: 5, articles: 6 })
  })

  test('proves every sentence: the span of the version is the sentence', async () => {
    await inDemo(async (db) => {
      const editions = await storedEditions(db)
      const sentences = editions.flatMap(({ stories }) => stories.flatMap(sentencesOfStory))
      expect(sentences.length).toBeGreaterThan(60)
      for (const { text, versionId, start, end, sources } of sentences) {
        const [row] = await db.query<{ text: string }>('select text from version where id = $1', [versionId])
        expect([...row!.text].slice(start, end).join('')).toBe(text)
        expect(sources.length).toBeGreaterThanOrEqual(1)
      }
    })
  })

  test('shows the number of injured that two publishers give differently', async () => {
    const stories = (await inDemo(storedEditions)).flatMap((edition) => edition.stories)
    const differing = stories.flatMap((story) => story.differing ?? [])
    expect(differing.map(({ what, values }) => [what, ...values.map(({ shown }) => shown)])).toEqual([
      ['number of people injured', '14', '11'],
    ])
    const passages = differing.flatMap(({ values }) => values.flatMap((value) => value.passages))
    for (const { versionId, start, end } of passages) {
      const [row] = await inDemo((db) =>
        db.query<{ text: string }>('select text from version where id = $1', [versionId]),
      )
      expect([...row!.text].slice(start, end).join('')).toMatch(/\b(?:14|11)\b.* injured/)
    }
  })

  test('tells the follow-up as developed, keeps notices apart, knows the Spanish story and what could not be read', async () => {
    const [dayOne, dayTwo] = await inDemo(storedEditions)
    const developed = dayTwo!.stories.filter(({ state }) => state === 'developed')
    expect(developed.map(({ previousDate }) => previousDate)).toEqual(['2026-03-03'])
    const notices = dayOne!.stories.filter(({ headline }) => headline.startsWith('Notice of closure'))
    expect(notices.map(({ counts }) => counts.articles)).toEqual([1, 1])
    const spanish = dayTwo!.stories.filter(({ language }) => language === 'es')
    expect(spanish.map(({ counts }) => counts.independent)).toEqual([2])
    expect(dayTwo!.coverage.pagesUnread).toBe(1)
  })

  test('does nothing twice when it is run again', async () => {
    const count = (db: Database) =>
      db.query(`select (select count(*) from article) as articles, (select count(*) from version) as versions,
                       (select count(*) from entry) as entries, (select count(*) from ledger) as ledger,
                       (select string_agg(content_hash, ' ' order by local_date) from edition) as editions`)
    const before = await inDemo(count)
    const again = await runWirefold(['up', '--once'], { DATA_DIR: dataDir })
    expect(again.code).toBe(0)
    expect(await inDemo(count)).toEqual(before)
  })
})

describe('wirefold up', () => {
  test('serves the edition and the three links, refuses a second on its data, and leaves nothing behind', async () => {
    const up = startWirefold(['up'], { DATA_DIR: dataDir, WEB_PORT })
    try {
      const output = await up.waitFor(/Ctrl-C stops it/)
      for (const link of ['prove a sentence', 'who copied whom', 'where did it stop']) {
        const path = new RegExp(`${link}\\s+(http://127\\.0\\.0\\.1:${WEB_PORT}/\\S+)`).exec(output)?.[1]
        const answer = await fetch(path ?? '')
        expect({ link, status: answer.status }).toEqual({ link, status: 200 })
      }
      const edition = await fetch(`http://127.0.0.1:${WEB_PORT}/editions/daily/2026-03-03`)
      expect(await edition.text()).toContain('4 independent · 5 publishers · 6 articles')

      const second = await runWirefold(['up'], { DATA_DIR: dataDir, WEB_PORT: '3918' })
      expect(second.code).toBe(1)
      expect(second.output).toMatch(new RegExp(`wirefold: .*${String(up.pid)}`))
    } finally {
      const asked = performance.now()
      up.signal('SIGINT')
      expect(await up.exited).toBe(0)
      expect(performance.now() - asked).toBeLessThan(5_000)
    }
    await until('the press to give its ports back', () => isFree(4101), 5_000)
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })
})

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** The text twins of both editions without what a run stamps on them. */
const readTexts = (folder: string) =>
  Promise.all(
    ['2026-03-03', '2026-03-04'].map((day) => readFile(join(folder, 'editions', 'daily', `${day}.txt`), 'utf8')),
  )

const server = await findServerPostgres()

describe('the same as separate processes', () => {
  test('gives the same stories and the same editions on one Postgres', async () => {
    await expectTheSame(await createEmptyDatabase(), null)
  }, 120_000)

  const everything = hasRedis() && server !== null
  ;(everything ? test : test.skip)(
    'gives the same stories and the same editions on a Postgres server and Redis',
    async () => {
      const redis = await useRedis(11)
      try {
        await expectTheSame(await createEmptyDatabase(server ?? ''), redis.url)
      } finally {
        await redis.stop()
      }
    },
    120_000,
  )
})

async function expectTheSame(own: Awaited<ReturnType<typeof createEmptyDatabase>>, redisUrl: string | null) {
  const folder = await mkdtemp(join(tmpdir(), 'wirefold-production-'))
  try {
    await runProduction({ db: own.db, databaseUrl: own.url, redisUrl, dataDir: folder })
    expect(await storedPartition(own.db)).toEqual(intendedPartition(ORIGINS))
    expect(await readTexts(folder)).toEqual(await readTexts(dataDir))
  } finally {
    await own.drop()
    await rm(folder, { recursive: true, force: true })
  }
}
