import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { importArticles } from '../../src/articles/repository-import.ts'
import { systemClock } from '../../src/clock.ts'
import type { Lanes } from '../../src/stories/lane.ts'
import { LaneHolding } from '../../src/stories/lane-holding.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { lanesOf } from '../support/lanes-of.ts'
import { inventedStream } from '../support/invented-stream.ts'
import { never, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-stories-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Stands for a worker beside the command. */
let lanes: Lanes
beforeEach(async () => {
  lanes = lanesOf(db(), systemClock, storyIds())
  await db().transaction((tx) => importArticles(tx, inventedStream(3, 6), systemClock.now()))
  await lanes.run('en', never)
})

const stories = (...args: readonly string[]) =>
  runInProcess(['stories', ...args], { DATABASE_URL: url(), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' })

/** Runs a command while a worker looks for work, as in production. */
async function withWorker(...args: readonly string[]) {
  const stopping = new AbortController()
  const work = (async () => {
    while (!stopping.signal.aborted) {
      await lanes.run('en', stopping.signal)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  try {
    return await stories(...args)
  } finally {
    stopping.abort()
    await work
  }
}

const signed = ['--author', 'Ada Renn', '--reason', 'one ferry, not two'] as const

async function placed(externalId: string): Promise<{ id: string; url: string; storyId: string }> {
  const [row] = await db().query<{ id: string; url: string; storyId: string }>(
    `select article.id, canonical_url as url, story_id as "storyId" from article
       join story_article on article_id = article.id where external_id = $1`,
    [externalId],
  )
  if (!row) throw new Error(`${externalId} is in no story`)
  return row
}

const widest = (output: string): number => Math.max(...output.split('\n').map((line) => [...line].length))

describe('stories show', () => {
  test('tells counts, articles and who copied whom, by id or by the address of an article', async () => {
    const first = await placed('0-0')
    const { code, output } = await stories('show', first.storyId)
    expect(code).toBe(0)
    expect(output).toMatch(/^ {2}\d+ independent · \d+ publishers? · \d+ articles · en$/m)
    expect(output).toMatch(new RegExp(`copy of ${first.id}: identical, 100 % of its text taken over`))
    expect(widest(output)).toBeLessThanOrEqual(100)
    expect((await stories('show', first.url)).output).toBe(output)
    expect((await stories('show', `http://127.0.0.1:3000/stories/${first.storyId}`)).output).toBe(output)

    const json = JSON.parse((await stories('show', first.storyId, '--json')).output) as { counts: object }
    expect(Object.keys(json.counts)).toEqual(['independent', 'publishers', 'articles'])
    expect(json).toMatchObject({ id: first.storyId, language: 'en', formerIds: [], decisions: [] })
  })

  test.each([
    ['an id of nobody', ['show', '01ZZZZZZZZZZZZZZZZZZZZZZZZ'], /there is no story 01Z/],
    ['no id', ['show', 'ferry'], /expected the id of a story \(26 letters and digits\) or an address/],
    ['an unknown address', ['show', 'https://press.example/none'], /no feed carried an article/],
    ['no time', ['show', '01000000000000000000000001', '--as-of', 'noon'], /noon is no time/],
    ['a time before it began', ['show', '01000000000000000000000001', '--as-of', '2020-01-01'], /had not begun/],
    ['an article of nobody', ['explain', '999999'], /stands in no story/],
    ['no decision', ['undo', '77', ...signed], /there is no decision 77/],
    ['no lock', ['unlock', '01000000000000000000000001', ...signed], /is not locked/],
  ])('is misused with %s', async (_what, args, message) => {
    const { code, errors } = await stories(...args)
    expect(code).toBe(2)
    expect(errors).toMatch(message)
  })
})

describe('an act on stories', () => {
  test.each([
    ['--author', 'Ada Renn'],
    ['--reason', 'one ferry'],
  ])('is misused with nothing but %s', async (...option) => {
    expect(await stories('lock', '01000000000000000000000001', ...option)).toMatchObject({ code: 2 })
    expect(await db().query('select id from story_decision')).toEqual([])
  })

  test('is done by the worker, told in show and history, and undone', async () => {
    const [from, into] = [(await placed('0-0')).storyId, (await placed('1-0')).storyId]
    const before = (await stories('show', from)).output
    const time = new Date().toISOString()
    const merged = await withWorker('merge', from, into, ...signed)
    expect(merged).toMatchObject({ code: 0, errors: '' })
    expect(merged.output).toBe(`decision 1: ${from} is now part of ${into}; wirefold stories undo 1 takes it back\n`)

    const shown = (await stories('show', from)).output
    expect(shown).toMatch(new RegExp(`${from} is now ${into}:\\n {4}merged .* by Ada Renn: one ferry, not two`))
    expect(widest(shown)).toBeLessThanOrEqual(100)
    expect(shown).toMatch(/^decisions\n {2}decision 1, merge by Ada Renn, .*: “one ferry, not two”$/m)
    const then = (await stories('show', from, '--as-of', time)).output
    expect(then.split('\n').filter((line) => !line.includes('as of'))).toEqual(before.split('\n'))

    const history = (await stories('history', from)).output
    expect(history).toContain(`${from} is now ${into}`)
    expect(history).toMatch(/by Ada Renn: one ferry, not two \(decision 1\)/)
    expect(widest(history)).toBeLessThanOrEqual(100)
    const page = (await stories('history', into, '--limit', '3')).output
    const after = /--after (\d+)/.exec(page)?.[1] ?? 'no further page'
    const lines = (await stories('history', into, '--after', after, '--json', '--limit', '9999')).output
      .trim()
      .split('\n')
    const all = (await stories('history', into, '--json', '--limit', '9999')).output.trim().split('\n')
    expect(lines).toEqual(all.slice(3))

    const undone = await withWorker('undo', '1', '--author', 'Bo Lind', '--reason', 'they are two')
    expect(undone).toMatchObject({ code: 0, output: 'decision 1 is undone, and what it moved is back where it was\n' })
    expect((await stories('show', from)).output).toBe(before)
    expect((await stories('history', from)).output).toContain('undone by Bo Lind')
  })

  test('that contradicts an earlier one fails, and says whose, why and what to do', async () => {
    const [one, other] = [await placed('0-0'), await placed('1-0')]
    expect((await withWorker('part', one.url, other.id, ...signed)).code).toBe(0)
    const merge = await stories('merge', one.storyId, other.storyId, '--author', 'Bo Lind', '--reason', 'one event')
    expect(merge.code).toBe(1)
    expect(merge.errors).toMatch(/against it stands decision 1, part by Ada Renn on .* UTC: “one ferry, not two”/)
    expect(merge.errors).toContain('wirefold stories undo 1 ')
    expect((await stories('problems')).output).toBe('no decision contradicts another\n')
  })

  test('stays written down when no lane is there in time', async () => {
    const needs = { db: db(), clock: systemClock, newStoryId: storyIds(), settleSeconds: 0 }
    const holding = await LaneHolding.take(needs, 'en') // which does nothing
    const { storyId } = await placed('0-0')
    const lock = await stories('lock', storyId, '--wait', '1', ...signed).finally(() => holding?.end())
    expect(lock.code).toBe(1)
    expect(lock.errors).toContain('decision 1 is written down and not applied yet')
    expect((await stories('show', storyId)).output).toContain('waits for the lane')
  })

  test('splits, pins, locks, links and unlocks', async () => {
    const [first, copy] = [await placed('2-0'), await placed('2-2')]
    const split = await withWorker('split', first.storyId, '--articles', first.id, ...signed)
    expect(split.output).toMatch(/left \S+ for the new story \S+; wirefold stories undo 1 /)
    const opened = (await placed('2-0')).storyId
    expect((await placed('2-2')).storyId).toBe(opened)
    expect((await withWorker('pin', copy.id, opened, ...signed)).output).toContain(`stays in ${opened}`)
    expect((await withWorker('link', first.id, copy.id, ...signed)).output).toContain('stay together')
    expect((await withWorker('part', first.id, (await placed('1-0')).id, ...signed)).output).toContain('stay apart')
    expect((await withWorker('lock', opened, ...signed)).output).toContain('by itself')
    expect((await withWorker('unlock', opened, ...signed)).output).toContain('is undone')
    const json = JSON.parse((await stories('show', opened, '--json')).output) as { decisions: { kind: string }[] }
    expect(json.decisions.map(({ kind }) => kind)).toEqual(['split', 'pin', 'must_link', 'cannot_link'])
  })
})

describe('stories explain', () => {
  test('gives every number and recomputes the decision', async () => {
    const joined = await db().query<{ id: string }>(
      `select article_id as id from ledger where event = 'joined' and reason = 'join' order by id limit 1`,
    )
    const { code, output } = await stories('explain', joined[0]?.id ?? 'none joined')
    expect(code).toBe(0)
    expect(output).toMatch(/score 0\.\d{3} · threshold 0\.\d{3} · margin \+0\.\d{3}/)
    expect(output).toMatch(/feature +value +weight +contribution/)
    expect(output).toMatch(/^recomputed beside the \d+ articles that the lane had then, settings version \S+: equal$/m)
    expect(widest(output)).toBeLessThanOrEqual(100)
    const copy = await placed('0-2')
    const told = (await stories('explain', copy.url)).output
    expect(told).toMatch(/copy of \d+: identical, 100 % of its text taken over\n {4}the original: /)
    const json = JSON.parse((await stories('explain', copy.url, '--json')).output)
    expect(json).toMatchObject({ articleId: copy.id, recomputed: { differences: [] } })
  })
})
