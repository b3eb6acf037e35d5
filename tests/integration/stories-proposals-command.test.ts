import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/clock.ts'
import type { Lanes } from '../../src/stories/lane.ts'
import { listOpenSplits } from '../../src/stories/repository-split-read.ts'
import { runSplitPass } from '../../src/stories/split-pass.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { lanesOf } from '../support/lanes-of.ts'
import { mergeByLane, placeTwoEvents } from '../support/glued-story.ts'
import { never, storyIds } from '../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-proposals-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let lanes: Lanes
let storyId: string
beforeEach(async () => {
  lanes = lanesOf(db(), systemClock, storyIds())
  const [first, second] = await placeTwoEvents(db(), lanes, systemClock.now())
  storyId = first
  await mergeByLane(db(), { from: second, into: first }, systemClock.now())
})

const propose = () => runSplitPass({ db: db(), clock: systemClock }, never)
const proposals = (...args: readonly string[]) =>
  runInProcess(['stories', 'proposals', ...args], {
    DATABASE_URL: url(),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'silent',
  })
const signed = ['--author', 'Ada Renn', '--reason', 'a takeover and a resignation'] as const
const widest = (output: string): number => Math.max(...output.split('\n').map((line) => [...line].length))

describe('stories proposals', () => {
  test('shows for each part its reports, its central headline and the linkages', async () => {
    expect(await proposals()).toMatchObject({ code: 0, output: 'no story looks like several\n' })
    await propose()
    const [proposal] = await listOpenSplits(db(), 'en')
    const [larger, smaller] = proposal?.parts ?? []
    const { code, output, errors } = await proposals()
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    const [heading, summary, ...parts] = output.trimEnd().split('\n')
    expect(heading).toMatch(new RegExp(`^proposal 1 {2}${storyId} · en · `))
    expect(summary).toMatch(/^ {2}32 independent reports in 2 parts; linkage between parts 0\.\d\d at most$/)
    expect(parts.map((line) => line.replace(/0\.\d\d/, '0.nn').slice(0, 90))).toEqual([
      `  stays     19 reports, linkage 0.nn  ${larger?.headline ?? ''}`.slice(0, 90),
      `  leaves    13 reports, linkage 0.nn  ${smaller?.headline ?? ''}`.slice(0, 90),
    ])
    expect(widest(output)).toBeLessThanOrEqual(100)
    expect((await proposals('--language', 'en')).output).toBe(output)
    expect((await proposals('--language', 'de')).output).toBe('no story looks like several\n')
  })

  test('gives everything as JSON lines', async () => {
    expect((await proposals('--json')).output).toBe('')
    await propose()
    const told = JSON.parse((await proposals('--json')).output) as object
    const [proposal] = await listOpenSplits(db(), null)
    expect(told).toEqual(JSON.parse(JSON.stringify(proposal)))
  })

  test('accept splits the story by a decision that can be undone', async () => {
    await propose()
    const { code, output, errors } = await proposals('accept', '1', ...signed)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(output).toMatch(
      new RegExp(
        `^decision 1: 39 articles left ${storyId} for the new story\\s+\\w{26};\\s+wirefold stories undo 1 takes it back\n$`,
      ),
    )
    expect(widest(output)).toBeLessThanOrEqual(100)
    expect((await proposals()).output).toBe('no story looks like several\n')
    const again = await proposals('accept', '1', ...signed)
    expect(again.code).toBe(2)
    expect(again.errors).toContain('proposal 1 was accepted before by Ada Renn')
  })

  test('dismiss takes it off the list', async () => {
    await propose()
    const { code, output } = await proposals('dismiss', '1', ...signed)
    expect(code).toBe(0)
    expect(output).toBe('proposal 1 is dismissed, and much the same parts are not proposed again\n')
    expect((await proposals()).output).toBe('no story looks like several\n')
  })

  test.each([
    ['an empty reason', ['dismiss', '1', '--author', 'Ada Renn', '--reason', ' '], /an answer needs a reason/],
    ['the number of no proposal', ['accept', '7', ...signed], /there is no proposal 7/],
    ['no number', ['accept', 'both', ...signed], /there is no proposal both/],
  ])('is misused with %s', async (_what, args, message) => {
    const { code, errors } = await proposals(...args)
    expect(code).toBe(2)
    expect(errors).toMatch(message)
  })

  test.each([
    ['no author', ['accept', '1', '--reason', 'two events']],
    ['no reason', ['dismiss', '1', '--author', 'Ada Renn']],
    ['an unknown answer', ['perhaps', '1']],
    ['no time to wait', ['accept', '1', ...signed, '--wait', 'long']],
  ])('is misused with %s, and answers nothing', async (_what, args) => {
    await propose()
    expect(await proposals(...args)).toMatchObject({ code: 2 })
    expect(await listOpenSplits(db(), null)).toHaveLength(1)
  })
})
