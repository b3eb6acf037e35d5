import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Agent } from 'undici'
import { storedRules } from '../../src/articles/stored-rules.ts'
import { revisitArticleWorker } from '../../workers/revisit-article.ts'
import { scrapeArticleWorker } from '../../workers/scrape-article.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { createArticle, createFeed, createPublisher } from '../support/factories-store.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { agentFor, never, type TestNeeds, workerNeeds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const server = useServer()

let folder: string
let agent: Agent
let needs: TestNeeds
let publisherId: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-rules-'))
  agent = agentFor(server().origin)
  expect(await wirefold('migrate')).toMatchObject({ code: 0 })
})
beforeEach(async () => {
  needs = workerNeeds(db(), agent)
  publisherId = await createPublisher(db(), { name: 'Quay Post' })
})
afterAll(async () => {
  await agent.close()
  await rm(folder, { recursive: true, force: true })
})

const wirefold = (...args: readonly string[]) =>
  runInProcess(args, { DATABASE_URL: url(), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' })
const publishers = (...args: readonly string[]) => wirefold('publishers', ...args)
const file = async (rules: object): Promise<string> => {
  const path = join(folder, 'rules.json')
  await writeFile(path, JSON.stringify(rules))
  return path
}
const store = (rules: object) =>
  db().query('update publisher set extraction_rules = $1 where id = $2', [JSON.stringify(rules), publisherId])

const TEXT =
  'The toll of the Ostrel ferry rises by a tenth in April, the harbour office said on Monday after its meeting.'
const LETTER = 'Our letter brings you the harbour every morning, and nobody else reads it earlier than you will.'
const PAGE = `<!doctype html><html lang="en"><head><title>Ferry tolls rise</title></head><body><main><h1>Ferry tolls rise</h1>
  <div class="s"><p>${TEXT}</p><p class="x">${LETTER}</p></div></main></body></html>`

async function scrape(path = '/ferry'): Promise<string> {
  server().on(path, { headers: { 'content-type': 'text/html; charset=utf-8' }, body: PAGE })
  const now = needs.clock.now()
  const id = await createArticle(db(), {
    publisher_id: publisherId,
    canonical_url: server().origin + path,
    first_seen_at: now,
    event_at: now,
    next_scrape_at: now,
  })
  await scrapeArticleWorker.run({ articleId: id }, needs, never)
  return id
}
const versionsOf = (id: string) =>
  db().query('select number, text, found_by as "foundBy" from version where article_id = $1 order by number', [id])

const plain = { text: `${TEXT}\n\n${LETTER}`, foundBy: 'displayed' }
const ruled = { text: TEXT, foundBy: 'rules' }

describe('the rules of a publisher', () => {
  test('are set, used by the next scrape, shown and cleared', async () => {
    const rules = { body: '.s', remove: ['.x'] }
    expect(await versionsOf(await scrape('/1'))).toMatchObject([plain])
    const set = await publishers('rules', 'Quay Post', '--set', await file(rules))
    expect(set).toMatchObject({ code: 0, output: expect.stringMatching(/Quay Post are read by .*: body, remove\n$/) })
    expect(await versionsOf(await scrape('/2'))).toMatchObject([ruled])
    expect(JSON.parse((await publishers('rules', publisherId)).output)).toEqual(rules)
    expect(await publishers('rules', publisherId, '--clear')).toMatchObject({ code: 0 })
    expect(await versionsOf(await scrape('/3'))).toMatchObject([plain])
    expect((await publishers('rules', 'Quay Post')).output).toContain('has no extraction rules')
  })

  test('are used when a page is looked at again', async () => {
    await store({ body: '.s', remove: ['.x'] })
    const id = await scrape()
    needs.clock.advance(86_400)
    await revisitArticleWorker.run({ articleId: id }, needs, never)
    expect(server().requests).toHaveLength(2)
    expect(await versionsOf(id)).toMatchObject([ruled])
  })

  test('of one publisher are not those of another', async () => {
    await store({ body: '.s', remove: ['.x'] })
    publisherId = await createPublisher(db())
    expect(await versionsOf(await scrape())).toMatchObject([plain])
  })

  test('that this release does not accept stop no scrape, and are told of once until they change', async () => {
    const told: string[] = []
    needs = { ...needs, readRules: storedRules((problem) => told.push(problem)) }
    await store({ body: 'p:first-child', old: 1 })
    expect(await versionsOf(await scrape('/1'))).toMatchObject([plain])
    await scrape('/2')
    expect(told).toEqual([
      expect.stringMatching(/^the extraction rules of Quay Post are ignored: body: .*; there is no "old"/),
    ])
    await store({ body: '.s', remove: ['.x'] })
    expect(await versionsOf(await scrape('/3'))).toMatchObject([ruled])
    await store({ body: 7 })
    await scrape('/4')
    expect(told).toHaveLength(2)
    expect(await publishers('rules', 'Quay Post')).toMatchObject({
      code: 1,
      output: expect.stringContaining('"body": 7'),
      errors: expect.stringContaining('body: expected a CSS selector'),
    })
    expect((await publishers('list')).output).toContain('ignored, since they are not accepted')
  })

  test('are an object', async () => {
    await expect(store([1])).rejects.toMatchObject({
      details: expect.objectContaining({ constraint: 'publisher_extraction_rules_check' }),
    })
  })
})

describe('wirefold publishers', () => {
  test('lists them by name', async () => {
    await createFeed(db(), { publisher_id: publisherId })
    await createPublisher(db(), { name: 'Ablett News', robots_policy: 'ignore', robots_reason: 'they agreed' })
    await store({ title: 'h1', body: '.s' })
    const { output } = await publishers('list')
    expect(output.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['id', 'publisher', 'feeds', 'robots.txt', 'extraction rules'],
      ['2', 'Ablett News', '0', 'ignored', '-'],
      ['1', 'Quay Post', '1', 'obeyed', 'body, title'],
      [''],
    ])
    const [first] = (await publishers('list', '--json')).output.split('\n')
    expect(JSON.parse(first ?? '')).toMatchObject({ name: 'Ablett News', extractionRules: null })
  })

  test('knows one by its name before its id', async () => {
    const named = await createPublisher(db(), { name: publisherId })
    await publishers('rules', publisherId, '--set', await file({ title: 'h1' }))
    const rows = await db().query('select id from publisher where extraction_rules is not null')
    expect(rows).toEqual([{ id: named }])
  })

  test('is misused, and changes nothing', async () => {
    await store({ title: 'h1' })
    const cases: [string[], RegExp][] = [
      [['rules', 'Nobody'], /there is no publisher Nobody: wirefold publishers list/],
      [['rules', '4711'], /there is no publisher 4711/],
      [['rules', 'Quay Post', '--clear', '--set', 'x'], /expected one of --set and --clear/],
      [['rules', 'Quay Post', '--set', await file({ titel: 'h1' })], /there is no "titel"/],
      [['rules', 'Quay Post', '--set', join(folder, 'none.json')], /cannot read the extraction rules/],
    ]
    for (const [args, problem] of cases) {
      const { code, errors } = await publishers(...args)
      expect(code).toBe(2)
      expect(errors).toMatch(problem)
    }
    expect(await db().query('select extraction_rules as rules from publisher')).toEqual([{ rules: { title: 'h1' } }])
  })
})
