import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { useDatabaseAndUrl } from '../support/database.ts'
import { createArticle, createPublisher, createScraped } from '../support/factories-store.ts'
import { runWirefold } from '../support/wirefold-process.ts'

const { db, url } = useDatabaseAndUrl()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-publishers-'))
  expect(await run('migrate')).toMatchObject({ code: 0 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: readonly string[]) =>
  runWirefold(args, { DATABASE_URL: url(), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' })
const health = (...args: readonly string[]) => run('publishers', 'health', ...args)

test('publishers health shows alarms alone, everything with --all, and closes what is accepted', async () => {
  expect((await health()).output).toContain('no page was read in the last two weeks')
  const seen = new Date(Date.now() - 3_600_000)
  const page = { first_seen_at: seen, event_at: seen, next_scrape_at: seen }
  const publisher_id = await createPublisher(db(), { name: 'Hollin Courier' })
  await createScraped(db(), { ...page, publisher_id, scraped_at: seen })
  const none = { state: 'not_article', state_code: 'NO_TEXT', state_reason: 'no text was found' }
  await createArticle(db(), { ...page, publisher_id, ...none })
  expect((await health()).output).toContain('1 judged, none with an alarm')
  expect((await health('--all')).output).toMatch(/Hollin Courier {2}too few pages {2}1 of 2/)

  await db().query(
    `insert into extraction_alarm (publisher_id, mark, since, reason, opened_at) values ($1, 'no_text', $2, 'no text', $2)`,
    [publisher_id, seen],
  )
  expect((await health()).output).toMatch(/Hollin Courier {2}texts missing[^]*begun 1 h ago: no text/)
  expect((await health('--json')).output).toContain('"state":"texts missing"')
  expect((await health('--accept', 'Nobody')).code).toBe(2)
  expect((await health('--accept', 'Hollin Courier')).output).toContain('1 alarm of Hollin Courier closed')
  expect((await health()).output).toContain('none with an alarm')
})
