import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runWirefold, startWirefold } from '../support/wirefold-process.ts'

/** A publisher of today: one feed that works, one that is gone. */
const published = new Date(Date.now() - 3_600_000)
const paragraphs = [
  'The harbour board of Sundmark has bought a second-hand icebreaker for nine million crowns, its chairwoman said.',
  'The ship was built in 1998 and is to keep the channel to the outer islands open from December on.',
  'Until now the board had hired a tug each winter, which gave up in ice of more than forty centimetres.',
]
const page = `<!doctype html><html lang="en"><head><title>Sundmark buys an icebreaker</title></head><body>
<article><h1>Sundmark buys an icebreaker</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`
const feed = (origin: string) => `<rss version="2.0"><channel><title>Harbour News</title><link>${origin}/</link>
<item><title>Sundmark buys an icebreaker</title><link>${origin}/icebreaker</link><guid>1</guid>
<pubDate>${published.toUTCString()}</pubDate></item></channel></rss>`

let folder: string
let site: Server
let origin: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-own-'))
  await chmod(folder, 0o755)
  site = createServer((request, answer) => {
    if (request.url === '/feed') answer.setHeader('content-type', 'application/rss+xml').end(feed(origin))
    else if (request.url === '/icebreaker') answer.setHeader('content-type', 'text/html').end(page)
    else answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
afterAll(async () => {
  site.close()
  await rm(folder, { recursive: true, force: true })
})

test('--opml --once reads each feed once, makes the edition of the last 24 hours and names the feed that failed', async () => {
  const opml = join(folder, 'feeds.opml')
  const outline = (path: string) =>
    `<outline type="rss" text="${path}" xmlUrl="${origin}/${path}" htmlUrl="${origin}/"/>`
  await writeFile(opml, `<opml version="2.0"><body>${outline('feed')}${outline('gone')}</body></opml>`)
  const env = { DATA_DIR: join(folder, 'data'), FETCH_ALLOW_ORIGINS: origin, HOST_SPACING_MS: '0' }

  const { code, output } = await runWirefold(['up', '--once', '--opml', opml], env)
  expect(code).toBe(0)
  expect(output).toContain(`not read: ${origin}/gone (${origin}/gone answered 404)`)
  expect(output).toContain('1 of 2 feeds read')

  const file = /(\S+\/editions\/\S+\.txt)/.exec(output)?.[1] ?? ''
  expect(existsSync(file)).toBe(true)
  const text = await readFile(file, 'utf8')
  expect(text).toContain('Sundmark buys an icebreaker')
  expect(text).toContain('Seen 1 of 2 feeds.')
  expect(text).toContain(`${origin}/icebreaker`)

  // The digest has its edition now: going on with it makes no second one of the same hours.
  const on = startWirefold(['up', '--opml', opml], { ...env, WEB_PORT: '0' })
  await on.waitFor(/Wirefold is at/)
  on.signal('SIGINT')
  expect(await on.exited).toBe(0)
  expect(on.output()).toContain(file)
  expect(await readdir(join(folder, 'data', 'editions', 'daily'))).toHaveLength(2)
})
