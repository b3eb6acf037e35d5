import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runUnread, runWirefold } from '../support/wirefold-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-misuse-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const lines = (output: string): string[] => output.trim().split('\n')
const dataDir = (name: string): string => join(folder, name)
const madeIn = (name: string): Promise<string[]> => readdir(dataDir(name)).catch(() => [])

describe('wrong input gets one clear answer and makes nothing', () => {
  test('every wrong setting at once, by name, with what was expected and an example', async () => {
    const { code, output } = await runWirefold(['up', '--once'], {
      DATA_DIR: dataDir('settings'),
      WEB_PORT: 'eighty',
      ZONE: 'Mars/Olympus',
      DATABASE_URL: 'mysql://reader:hush@db.example/x',
      REDIS_URL: 'localhost',
    })
    expect(code).toBe(2)
    for (const name of ['WEB_PORT', 'ZONE', 'DATABASE_URL', 'REDIS_URL'])
      expect(output).toContain(`  ${name}: expected`)
    expect(output).toContain('Europe/Berlin')
    expect(output).not.toContain('hush')
    expect(await madeIn('settings')).toEqual([])
  })

  test('REDIS_URL without DATABASE_URL is refused with the reason', async () => {
    const { code, output } = await runWirefold(['work'], {
      REDIS_URL: 'redis://127.0.0.1:6379',
      DATA_DIR: dataDir('redis'),
    })
    expect(code).toBe(2)
    expect(output).toMatch(
      /REDIS_URL: needs DATABASE_URL as well, because the embedded Postgres serves one machine only/,
    )
  })

  test('a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const opml = join(folder, 'one.opml')
    await writeFile(
      opml,
      '<opml version="2.0"><body><outline text="A" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>',
    )
    const { code, output } = await runWirefold(['up', '--opml', opml], { WEB_PORT: port, DATA_DIR: dataDir('port') })
    other.close()
    expect(code).toBe(1)
    expect(lines(output)).toHaveLength(1)
    expect(output).toMatch(new RegExp(`cannot serve the pages .*${port}.*WEB_PORT`))
    expect(await madeIn('port')).toEqual(['locks']) // no cluster, no editions: only where its owner was noted
  })

  test('a data folder that cannot be one', async () => {
    await writeFile(join(folder, 'file'), '')
    const { code, output } = await runWirefold(['up', '--once'], { DATA_DIR: join(folder, 'file', 'data') })
    expect(code).toBe(1)
    expect(lines(output)).toHaveLength(1)
    expect(output).toContain(join(folder, 'file'))
  })

  test('a data folder of another Postgres', async () => {
    const cluster = join(dataDir('old'), 'postgres')
    await mkdir(cluster, { recursive: true })
    await writeFile(join(cluster, 'PG_VERSION'), '14\n')
    const { code, output } = await runWirefold(['up', '--once'], { DATA_DIR: dataDir('old') })
    expect(code).toBe(1)
    expect(lines(output)).toHaveLength(1)
    expect(output).toMatch(/14.*18|18.*14/)
    expect(await readdir(cluster)).toEqual(['PG_VERSION'])
  })

  test.each([
    ['is missing', null],
    ['is no OPML', 'not a list'],
    ['names no feed', '<opml version="2.0"><body><outline text="empty"/></body></opml>'],
  ])('an OPML file that %s', async (_what, text) => {
    const file = join(folder, 'feeds.opml')
    await rm(file, { force: true })
    if (text !== null) await writeFile(file, text)
    const { code, output } = await runWirefold(['up', '--once', '--opml', file], { DATA_DIR: dataDir('opml') })
    expect(code).toBe(2)
    expect(lines(output)).toHaveLength(1)
    expect(output).toContain(file)
    expect(await madeIn('opml')).toEqual([])
  })

  test('feeds of which none answers: the reason of each, and exit 1', async () => {
    const file = join(folder, 'dead.opml')
    await writeFile(
      file,
      '<opml version="2.0"><body><outline text="A" xmlUrl="http://127.0.0.1:9/a.rss"/><outline text="B" xmlUrl="http://10.0.0.1/b.rss"/></body></opml>',
    )
    const { code, output } = await runWirefold(['up', '--once', '--opml', file], { DATA_DIR: dataDir('dead') })
    expect(code).toBe(1)
    expect(output).toMatch(/not read: http:\/\/127\.0\.0\.1:9\/a\.rss \(refused to connect/)
    expect(output).toMatch(/not read: http:\/\/10\.0\.0\.1\/b\.rss \(refused to connect/)
    expect(output).toContain('none of 2 feeds could be read')
  })

  test('a Node that is too old', async () => {
    const pretend = join(folder, 'pretend.cjs')
    await writeFile(
      pretend,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })\n",
    )
    const { code, output } = await runWirefold(['up'], {
      NODE_OPTIONS: `--require ${pretend}`,
      DATA_DIR: dataDir('node'),
    })
    expect(code).toBe(1)
    expect(lines(output)).toEqual(['wirefold needs Node 20.19 or newer, and this is 18.20.4'])
  })

  test('a reader that has seen enough', async () => {
    expect(await runUnread(['config', '--markdown'])).toEqual({ code: 0, errors: '' })
  })

  test('an unknown command and a wrong option', async () => {
    expect(await runWirefold(['uppp'], {})).toMatchObject({ code: 2 })
    expect(await runWirefold(['up', '--twice'], {})).toMatchObject({ code: 2 })
    expect(await runWirefold(['--help'], {})).toMatchObject({ code: 0, output: expect.stringContaining('feeds') })
  })
})
