import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openDraft } from '../../src/digests/desk/draft.ts'
import { getDigest } from '../../src/digests/repository-digest.ts'
import { findSlot, planSlots, saveNewDraft } from '../../src/digests/repository-slot.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { plainEdition } from '../support/edition-factories.ts'
import { deliveryStates, storeSubscribers } from '../support/mail-store.ts'

const { db, url } = useDatabaseAndUrl()
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wirefold-digest-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

const run = (...args: readonly string[]) =>
  runInProcess(['digest', ...args], { DATABASE_URL: url(), DATA_DIR: dataDir, LOG_LEVEL: 'silent' })

const digestId = async (): Promise<string> => {
  const [row] = await db().query<{ id: string }>(`select id from digest where name = 'morning'`)
  return row?.id ?? ''
}

const publisher = (name: string) => db().query('insert into publisher (name) values ($1)', [name])

describe('digest add and set', () => {
  test('a digest is what was asked for, and the rest as it comes', async () => {
    await publisher('Harbour Post')
    const { code, output } = await run(
      ...['add', 'morning', '--zone', 'Europe/Berlin', '--at', '06:45', '--weekdays', 'mon-fri'],
      ...['--languages', 'en,de', '--publisher', 'Harbour Post', '--approval', 'hold', '--floor', '80'],
    )
    expect({ code, output }).toEqual({
      code: 0,
      output: `digest morning: mon-fri at 06:45 Europe/Berlin, sent when a desk has approved it
  tells stories from a score of 1 on, usual length, only in en, de, reported by Harbour Post
  held up to 120 min while fewer than 80 % of the feeds are seen; given up after 360 min
`,
    })
  })

  test('what is not given to set stays as it is', async () => {
    await publisher('Harbour Post')
    await run('add', 'morning', '--at', '06:45', '--publisher', 'Harbour Post', '--languages', 'de')
    const { output } = await run('set', 'morning', '--publisher', 'all', '--admission', '1.5')
    expect(output).toContain('daily at 06:45 UTC')
    expect(output).toContain('tells stories from a score of 1.5 on, usual length, only in de\n')
  })

  test('all that is wrong is said at once, and nothing is stored', async () => {
    const { code, errors } = await run('add', 'morning', '--at', '25:00', '--weekdays', 'never', '--floor', '101')
    expect(code).toBe(2)
    for (const part of ['--at is 25:00', '--weekdays is never', '--floor is 101']) expect(errors).toContain(part)
    expect(await digestId()).toBe('')
  })

  test.each([
    [['--publisher', 'Nobody'], 'there is no publisher Nobody'],
    [['--watch', 'ports'], 'there is no watch ports'],
    [['--hold', '600'], '--catch-up must not be less than --hold'],
    [['--length', 'endless'], 'short, usual, long'],
  ])('%j is refused', async (args, message) => {
    expect(await run('add', 'morning', ...args)).toMatchObject({ code: 2, errors: expect.stringContaining(message) })
    expect(await digestId()).toBe('')
  })

  test('a digest that stands is not added again', async () => {
    await run('add', 'morning')
    expect(await run('add', 'morning', '--at', '09:00')).toMatchObject({ code: 2 })
    expect((await getDigest(db(), await digestId())).sendAt).toBe('07:00')
  })
})

describe('editions by hand', () => {
  test('a preview stores nothing; a build freezes, writes its files and is listed', async () => {
    await run('add', 'morning')
    expect((await run('preview', 'morning', '--date', '2026-11-22')).output).toContain(
      'MORNING - Sunday 22 November 2026',
    )
    expect(await db().query('select id from edition')).toEqual([])
    const { output } = await run('build', 'morning', '--date', '2026-11-22')
    expect(output).toContain('edition of 2026-11-22 frozen')
    const text = await readFile(join(dataDir, 'editions', 'morning', '2026-11-22.txt'), 'utf8')
    expect(text).toContain('MORNING - Sunday 22 November 2026')
    expect((await run('list')).output).toMatch(/digest morning: daily at 07:00 UTC.*\n[^]*2026-11-22 {2}frozen/)
  })

  test('a frozen edition is planned for its subscribers once, whatever its age', async () => {
    await run('add', 'morning')
    await storeSubscribers(db(), await digestId(), 3)
    await run('build', 'morning', '--date', '2026-11-22')
    expect(await run('send', 'morning', '--date', '2026-11-22')).toMatchObject({
      code: 0,
      output: 'morning of 2026-11-22 goes to 3 subscribers\n',
    })
    expect((await run('send', 'morning', '--date', '2026-11-22')).output).toContain('was planned before')
    expect(await deliveryStates(db())).toEqual({ pending: 3 })
  })

  test('what is not made cannot be sent', async () => {
    await run('add', 'morning')
    expect(await run('send', 'morning', '--date', '2026-11-22')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('there is no edition of morning of 2026-11-22'),
    })
    expect(await run('send', 'evening')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no digest evening'),
    })
    expect(await run('build', 'morning', '--date', 'tomorrow')).toMatchObject({ code: 2 })
  })

  test('a draft is not built anew, and approved once', async () => {
    await run('add', 'morning', '--approval', 'hold')
    const digest = await getDigest(db(), await digestId())
    const now = new Date()
    const localDate = '2999-11-22'
    await storeSubscribers(db(), digest.id, 2)
    await db().transaction((tx) => planSlots(tx, digest, [{ localDate, dueAt: new Date('2999-11-22T07:00:00Z') }], now))
    const slot = await findSlot(db(), digest.id, localDate)
    if (!slot) throw new Error('no slot')
    await saveNewDraft(
      db(),
      slot,
      openDraft({ content: { ...plainEdition, localDate }, candidates: [], spares: {} }),
      now,
    )
    expect(await run('build', 'morning', '--date', localDate)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is with its desk'),
    })
    expect(await run('approve', 'morning', '--date', localDate)).toMatchObject({
      code: 0,
      output: 'morning of 2999-11-22 is approved and goes to 2 subscribers\n',
    })
    expect(await run('approve', 'morning', '--date', localDate)).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/no draft of morning waits for approval: 2999-11-22 {2}frozen/),
    })
  })
})
