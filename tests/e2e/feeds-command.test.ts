import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { useDatabaseAndUrl } from '../support/database.ts'
import { useServer } from '../support/misbehaving-server.ts'
import { runWirefold, startWirefold } from '../support/wirefold-process.ts'

const { db, url } = useDatabaseAndUrl()
const server = useServer()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-feeds-'))
  expect(await run(['migrate'])).toMatchObject({ code: 0 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const settings = () => ({
  DATABASE_URL: url(),
  DATA_DIR: join(folder, 'data'),
  FETCH_ALLOW_ORIGINS: server().origin,
  HOST_SPACING_MS: '0',
  LOG_LEVEL: 'error',
})
const run = (args: readonly string[]) => runWirefold(args, settings())
const wirefold = (...args: readonly string[]) => run(['feeds', ...args])
/** Of the lines that a command printed, those that are JSON. */
const jsonOf = (output: string): Record<string, unknown>[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const rss = (section: string) => ({
  headers: { 'content-type': 'application/rss+xml', etag: `"${section}"` },
  body: `<rss version="2.0"><channel><title>Hollin Courier: ${section}</title>
    <item><title>Late again at the ${section}</title><link>/${section}/late</link><guid>${section}</guid>
    <pubDate>${new Date(Date.now() - 3_600_000).toUTCString()}</pubDate></item></channel></rss>`,
})
const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`
const page = (...links: readonly string[]) => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><html lang="en"><meta property="og:site_name" content="Hollin Courier">${links.map(link).join('')}`,
})

beforeEach(() => {
  server().on('/', page('/ports', '/roads'))
  server().on('/world', page('/ports'))
  for (const section of ['ports', 'roads']) server().on(`/${section}`, rss(section))
})

describe('feeds add', () => {
  test('watches the one feed of a page, under the name of the site', async () => {
    const { origin } = server()
    const added = await wirefold(
      'add',
      `${origin}/world`,
      '--tag',
      'sea',
      'daily',
      '--every',
      '900',
      '--owner',
      'North',
    )
    expect(added).toEqual({ code: 0, output: `feed 1 of Hollin Courier is watched: ${origin}/ports\n` })
    expect(await db().query('select url, tags, interval_seconds as every from feed')).toEqual([
      { url: `${origin}/ports`, tags: ['sea', 'daily'], every: 900 },
    ])
    expect((await wirefold('add', `${origin}/ports`)).output).toContain('was watched already')
    await wirefold('add', `${origin}/ports`, '--every', '120')
    expect(await db().query('select interval_seconds as every from feed')).toEqual([{ every: 120 }])
  })

  test('of several feeds it takes none until it is told which', async () => {
    const { origin } = server()
    const several = await wirefold('add', origin)
    expect(several.code).toBe(2)
    expect(several.output).toMatch(/ {2}1 {2}http\S+\n.*\n {2}2 {2}http\S+\n/)
    expect(several.output).toContain('--all')
    expect(await db().query('select from feed')).toEqual([])

    const all = await wirefold('add', origin, '--all', '--json')
    expect(all.code).toBe(0)
    expect(jsonOf(all.output)).toMatchObject([{ watched: [{ isNew: true }, { isNew: true }], feeds: [{}, {}] }])
    expect(await db().query('select from feed')).toHaveLength(2)
  })

  test('says what was tried where there is none', async () => {
    server().on('/', { headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>Welcome' })
    const { code, output } = await wirefold('add', server().origin)
    expect(code).toBe(1)
    expect(output).toContain(`${server().origin}/feed/: answered 404`)
  })

  test.each([
    [['add', 'ftp://courier.example/'], 'expected one such as https://courier.example/'],
    [['add', 'https://courier.example/', '--every', '5'], 'expected seconds from 60 to 86400'],
  ])('%j is refused before anything is asked', async (args, message) => {
    const { code, output } = await wirefold(...args)
    expect(code).toBe(2)
    expect(output).toContain(message)
    expect(server().connections).toBe(0)
  })
})

describe('feeds check', () => {
  test('shows the trail of a feed without a database', async () => {
    server().on('/old', { status: 301, headers: { location: '/ports' } })
    const bare = { FETCH_ALLOW_ORIGINS: server().origin, HOST_SPACING_MS: '0', DATA_DIR: join(folder, 'none') }
    const { code, output } = await runWirefold(['feeds', 'check', `${server().origin}/old`], bare)
    expect(code).toBe(0)
    for (const fact of ['301', `→ ${server().origin}/ports`, 'etag', 'Late again at the ports', 'nothing odd']) {
      expect(output).toContain(fact)
    }
    await expect(readFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('of a page ends with 1 and names the feeds there', async () => {
    const { code, output } = await wirefold('check', server().origin, '--json')
    expect(code).toBe(1)
    expect(jsonOf(output)).toMatchObject([
      { feed: null, failure: { code: 'FEED_UNREADABLE' }, found: { feeds: [{}, {}] } },
    ])
  })

  test('obeys robots.txt where it looks around by itself', async () => {
    server().on('/robots.txt', { body: 'User-agent: *\nDisallow: /' })
    const { code, output } = await wirefold('check', `${server().origin}/nowhere`)
    expect(code).toBe(1)
    expect(output).toMatch(/robots\.txt +forbids it/)
    expect(new Set(server().requests.map(({ path }) => path))).toEqual(new Set(['/robots.txt', '/nowhere']))
  })
})

describe('feeds poll, pause, resume and list', () => {
  test('a feed is polled now, paused with a reason, polled once all the same, and resumed', async () => {
    const address = `${server().origin}/ports`
    await wirefold('add', address)
    expect((await wirefold('list')).output).toMatch(/not read yet +never +due/)

    expect(await wirefold('poll', '1')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/read, 1 entries, 1 new/),
    })
    expect(await db().query('select outcome from poll')).toEqual([{ outcome: 'read' }])

    expect(await wirefold('pause', address, '--reason', 'asked to stop')).toMatchObject({ code: 0 })
    expect(jsonOf((await wirefold('list', '--json')).output)).toMatchObject([
      {
        id: '1',
        url: address,
        state: 'paused',
        reasons: ['asked to stop'],
        nextPollAt: null,
        health: { volume: null },
      },
    ])
    expect((await wirefold('poll', '1')).output).toContain('it stays paused')
    expect(await db().query('select state from feed')).toEqual([{ state: 'paused' }])

    expect((await wirefold('resume', '1')).output).toContain('was paused: asked to stop')
    expect(await db().query('select state, state_reason from feed')).toEqual([{ state: 'active', state_reason: null }])
  })

  test('a poll that fails says why and ends with 1; the worst feed is listed first', async () => {
    await wirefold('add', `${server().origin}/ports`)
    await wirefold('add', `${server().origin}/roads`)
    server().on('/roads', { status: 404 })
    await wirefold('poll', '1')
    const failed = await wirefold('poll', '2')
    expect(failed).toMatchObject({ code: 1, output: expect.stringContaining('answered 404') })
    const [, first, reason, second] = (await wirefold('list')).output.split('\n')
    expect(first).toMatch(/^2 +failing .*\/roads$/)
    expect(reason).toMatch(/^ +.*answered 404/)
    expect(second).toMatch(/^1 +well .*\/ports$/)
  })

  describe('a poll whose turn at the host is yet to come', () => {
    const holdHost = (seconds: number) =>
      db().query(`update host_pace set next_free_at = now() + $1 * interval '1 second' returning next_free_at as at`, [
        seconds,
      ])

    test('waits for it', async () => {
      await wirefold('add', `${server().origin}/ports`)
      const [slot] = (await holdHost(4)) as { at: Date }[]
      expect(await wirefold('poll', '1')).toMatchObject({ code: 0, output: expect.stringContaining('1 new') })
      const [poll] = await db().query<{ at: Date }>('select finished_at as at from poll')
      expect(poll?.at.getTime()).toBeGreaterThanOrEqual(slot?.at.getTime() ?? Number.NaN)
    })

    test('is left to the scheduler when it is stopped', async () => {
      await wirefold('add', `${server().origin}/ports`)
      await holdHost(600)
      const waiting = startWirefold(['feeds', 'poll', '1'], settings())
      await waiting.waitFor(/waiting until \d{4}-/)
      waiting.signal('SIGINT')
      expect(await waiting.exited).toBe(1)
      expect(waiting.output()).toContain('stopped before the poll was made')
      expect(await db().query('select outcome from poll')).toEqual([{ outcome: null }])
    })
  })

  test.each([
    [['poll', '77'], 'the id 77'],
    [['pause', 'https://quay.example/', '--reason', 'x'], 'the address https://quay.example/'],
    [['resume', '77'], 'wirefold feeds list'],
  ])('%j of a feed that is not watched is refused', async (args, message) => {
    const { code, output } = await wirefold(...args)
    expect(code).toBe(2)
    expect(output).toContain(message)
  })
})

describe('feeds robots', () => {
  test('keeps the reason for which a robots.txt is ignored', async () => {
    await wirefold('add', `${server().origin}/world`)
    const policy = () => db().query('select robots_policy as policy, robots_reason as reason from publisher')
    const ignored = await wirefold('robots', 'Hollin Courier', '--ignore', '--reason', 'agreed by letter')
    expect(ignored).toMatchObject({ code: 0, output: expect.stringContaining('is ignored: agreed by letter') })
    expect(await policy()).toEqual([{ policy: 'ignore', reason: 'agreed by letter' }])
    expect(await wirefold('robots', 'Hollin Courier', '--obey')).toMatchObject({ code: 0 })
    expect(await policy()).toEqual([{ policy: 'obey', reason: null }])
    expect(await wirefold('robots', 'Hollin Courier', '--ignore')).toMatchObject({ code: 2 })
    expect(await wirefold('robots', 'Quay Post', '--obey')).toMatchObject({ code: 2 })
  })
})

describe('feeds import and export', () => {
  const list = `<?xml version="1.0" encoding="windows-1252"?><opml version="1.0"><body>
    <outline text="C\xf4te"><outline text="Ports"><outline type="rss" text="Quay" xmlUrl="https://quay.example/rss"/></outline></outline>
    <outline text="Mail" xmlUrl="mailto:desk@quay.example"/><outline text="Fell" xmlUrl="https://fell.example/atom"/></body></opml>`

  test('takes over what can be polled, names the rest, and gives it all back', async () => {
    const file = join(folder, 'list.opml')
    await writeFile(file, Buffer.from(list, 'latin1'))
    const imported = await wirefold('import', file)
    expect(imported.code).toBe(0)
    expect(imported.output).toContain('not imported: Mail (mailto:desk@quay.example)')
    expect(imported.output).toContain('2 feeds added, 0 were watched already, 1 not imported')
    expect(await db().query('select tags from feed order by id')).toEqual([{ tags: ['Côte', 'Ports'] }, { tags: [] }])

    const written = join(folder, 'written.opml')
    await wirefold('pause', '2', '--reason', 'asked to stop')
    expect((await wirefold('export', written)).output).toContain('2 feeds written to')
    expect((await wirefold('export')).output).toBe(await readFile(written, 'utf8'))

    await db().query('delete from feed')
    expect((await wirefold('import', written)).output).toContain('2 feeds added')
    expect(await db().query('select url, tags, state, state_reason as reason from feed order by url')).toEqual([
      { url: 'https://fell.example/atom', tags: [], state: 'paused', reason: 'asked to stop' },
      { url: 'https://quay.example/rss', tags: ['Côte', 'Ports'], state: 'active', reason: null },
    ])
    expect((await wirefold('import', file)).output).toContain('0 feeds added, 2 were watched already')
  })
})
