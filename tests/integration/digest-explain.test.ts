import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { explainCommand } from '../../src/cli/digest-explain.ts'
import { loadConfig } from '../../src/config.ts'
import type { Digest } from '../../src/digests/digest.ts'
import { freezeEdition } from '../../src/digests/freeze-edition.ts'
import { listCandidates } from '../../src/digests/repository-candidate.ts'
import { addDigest, getDigest } from '../../src/digests/repository-digest.ts'
import { UsageError } from '../../src/errors.ts'
import { openLog } from '../../src/log.ts'
import { addWatch } from '../../src/watches/repository.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { at, createArticle, createStory, storyId } from '../support/factories.ts'
import { setClock } from '../support/set-clock.ts'

const { db, url } = useDatabaseAndUrl()
const clock = setClock('2026-11-22T07:05:00Z')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-explain-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let morning: Digest
beforeEach(async () => {
  clock.set('2026-11-22T07:05:00Z')
  morning = await addDigest(db(), { name: 'morning', zone: 'UTC' }, at('00:00', '2026-11-01'))
})

/** What the command prints, as one line. */
async function explain(...args: readonly string[]): Promise<string> {
  const env = { DATABASE_URL: url(), DATA_DIR: join(folder, 'data'), ZONE: 'UTC' }
  const lines: string[] = []
  const command = explainCommand({
    terminal: {
      input: new PassThrough().end(),
      output: new PassThrough(),
      errors: new PassThrough(),
      onSignal: () => undefined,
    },
    clock,
    signal: new AbortController().signal,
    config: () => loadConfig(env, () => ''),
    log: (name) => openLog('silent', name),
    print: (line) => lines.push(line),
  })
  await command.parseAsync([...args], { from: 'user' })
  return lines.join('\n').replaceAll(/\s+/g, ' ')
}

const report = `The lighthouse of Skerry has a new lamp after sixty years of service of the old one.
The new one uses a tenth of the power and is seen from 24 miles, the coast office said.`
const evening = at('20:00', '2026-11-21')

/** The edition of a date, of the 24 hours up to seven o'clock, made five minutes later. */
async function freeze(digest: Digest, day: string) {
  const to = at('07:00', day)
  clock.set(`${day}T07:05:00Z`)
  return freezeEdition({ db: db(), clock }, digest, day, { from: new Date(to.getTime() - 86_400_000), to })
}

async function createReported(
  n: number,
  more: { publisher?: string; text?: string; title?: string; eventAt?: Date } = {},
) {
  const article = await createArticle(db(), { publisher: 'Harbour Post', text: report, eventAt: evening, ...more })
  await createStory(db(), storyId(n), [{ article }])
  return article
}

describe('wirefold digest explain', () => {
  test('an article of the evening is in the edition of the next day', async () => {
    const { url: told } = await createReported(1)
    expect(await explain(told)).toContain('edition waiting The edition of its day has not been made yet.')
    await freeze(morning, '2026-11-22')
    const answer = await explain(told)
    expect(answer).toContain('It went all the way into an edition')
    expect(answer).toContain('edition passed Number 1 of the edition morning of 2026-11-22.')
  })

  test('a notice that nobody else has stayed below the bar, which is told with its number', async () => {
    await createReported(1)
    const { url: thin } = await createReported(2, { text: 'The quay of Skerry is closed to lorries on Friday.' })
    const { id } = await freeze(morning, '2026-11-22')
    expect(await explain(thin)).toContain('Left out of morning of 2026-11-22: admission 0.5, the bar is 1.')
    expect(await listCandidates(db(), id)).toMatchObject([
      { storyId: storyId(1), rank: 1, fate: 'told', admission: 1 },
      { storyId: storyId(2), rank: 2, fate: 'below_bar', admission: 0.5 },
    ])
  })

  test('each digest has its own reason: its languages, its watches, its publishers', async () => {
    const { url: page } = await createReported(1)
    const digests = []
    for (const name of ['german', 'watching', 'choosy']) {
      digests.push(await addDigest(db(), { name, zone: 'UTC' }, at('00:00', '2026-11-01')))
    }
    const [german, watching, choosy] = digests as [Digest, Digest, Digest]
    await db().query(`update digest set languages = '{de}' where id = $1`, [german.id])
    const watch = await addWatch(db(), { name: 'dams', query: 'alder dam' }, at('00:00', '2026-11-01'))
    await db().query('insert into digest_watch values ($1, $2)', [watching.id, watch?.id])
    await db().query(
      `with one as (insert into publisher (name) values ('Evening Ledger') returning id)
       insert into digest_publisher select $1, id from one`,
      [choosy.id],
    )
    for (const { id } of digests) {
      const { content } = await freeze(await getDigest(db(), id), '2026-11-22')
      expect(content).toMatchObject({ stories: [], leftOut: 0, nearest: null })
    }
    const answer = await explain(page)
    expect(answer).toContain('Left out of german of 2026-11-22: no report of it is in German, which is all')
    expect(answer).toContain('Left out of watching of 2026-11-22: it is found by no watch of the digest (dams).')
    expect(answer).toContain('Left out of choosy of 2026-11-22: no report of it is by Evening Ledger, which is all')
    const one = await explain(page, '--digest', 'watching')
    expect(one).toContain('no watch')
    expect(one).not.toContain('German')
  })

  test('what came too late for its edition is told by the next one', async () => {
    await createReported(1)
    await freeze(morning, '2026-11-22')
    const late = await createArticle(db(), {
      publisher: 'Tarn Gazette',
      text: report,
      eventAt: at('23:00', '2026-11-21'),
    })
    const fresh = await createArticle(db(), { publisher: 'Fen News', text: report, eventAt: at('09:00') })
    await createStory(db(), storyId(2), [{ article: late }, { article: fresh }])
    await db().query('update article set clustered_at = $1 where id = $2', [at('08:00'), late.id])
    const frozen = 'It came after the edition morning of 2026-11-22 had been frozen 22 Nov 07:05.'
    const before = await explain(late.url)
    expect(before).toContain(`edition stopped here ${frozen}`)
    expect(before).not.toContain('2026-11-23')

    await freeze(morning, '2026-11-23')
    expect(await explain(late.url)).toContain('Number 1 of the edition morning of 2026-11-23.')
    expect(await explain(fresh.url)).toContain('Number 1 of the edition morning of 2026-11-23.')
  })

  test('of a day that is asked about it says that it lies outside the window', async () => {
    const { url: page } = await createReported(1)
    await createReported(2, { eventAt: at('12:00') })
    await freeze(morning, '2026-11-23')
    expect(await explain(page, '--date', '2026-11-23')).toContain(
      'It was published 21 Nov 20:00; the edition morning of 2026-11-23 covers 22 Nov 07:00 to 23 Nov 07:00.',
    )
    expect(await explain(page, '--date', '2026-11-24', '--digest', 'morning')).toContain(
      'edition waiting No edition of morning for 2026-11-24 has been made yet.',
    )
  })

  test('a page that no feed carried is followed as far as it came; as JSON too', async () => {
    expect(await explain('https://nobody.example/x')).toContain('No feed carried it')
    const answer = JSON.parse(await explain('https://nobody.example/x?utm_source=mail', '--json')) as object
    expect(answer).toMatchObject({ url: 'https://nobody.example/x', stoppedAt: 'feed' })
  })

  test.each([
    ['what is no address', ['the ferry'], 'the ferry is no address of a page'],
    ['an unknown digest', ['https://a.example/x', '--digest', 'noon'], 'there is no digest noon'],
    ['what is no day', ['https://a.example/x', '--date', '2026-02-30'], '--date is 2026-02-30: expected a day'],
  ])('refuses %s', async (_what, args, message) => {
    const refused = explain(...args)
    await expect(refused).rejects.toThrow(UsageError)
    await expect(refused).rejects.toThrow(message)
  })
})
