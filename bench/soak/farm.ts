/**
 * The publishers of the soak, in a process of their own: some hundred feeds on some dozen hosts of loopback, each with a
 * life and a fault of its own. Started by soak.ts, which speaks to it by messages; it ends with it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, plain } from './answer.ts'
import type { FarmOrders, FromFarm, ToFarm } from './farm-messages.ts'
import { CRAWL_DELAY_SECONDS, type PlannedFeed, type PlannedHost, planFarm } from './farm-plan.ts'
import { FarmRecorder, type SeenRequest } from './farm-record.ts'
import { articlePage } from './farm-text.ts'
import { answerOf } from './faults.ts'
import { feedLife, feedOfArticle, type Published } from './feed-life.ts'

const orders = JSON.parse(process.argv[2] ?? '{}') as FarmOrders
const plan = planFarm(orders.feeds, orders.hosts, orders.seed)
const startedAt = Date.now()
const lives = plan.feeds.map((feed) => feedLife(feed, startedAt))
const asked = plan.feeds.map(() => 0)
const recorder = new FarmRecorder()
/** Feeds whose last answer was a redirect within the farm. */
const sentOn = new Set<number>()
let publishesUntil = Number.POSITIVE_INFINITY

const send = (message: FromFarm): void => {
  process.send?.(message)
}

/** Every host has an address of its own where the system routes all of 127.0.0.0/8 to itself, else a port only. */
const addressOf = (host: number): string => (process.platform === 'linux' ? `127.0.10.${host + 1}` : '127.0.0.1')

async function listen(server: Server, address: string): Promise<string> {
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, address, resolve)
  })
  return `http://${address}:${(server.address() as AddressInfo).port}`
}

const forbidden = createServer((_request, response) => response.end('nobody may read this'))
forbidden.on('connection', () => {
  recorder.trespasses += 1
})
const traps = { forbidden: await listen(forbidden, '127.0.0.1') }
const origins = await Promise.all(plan.hosts.map((host) => listen(serverOf(host), addressOf(host.index))))

process.on('message', ({ kind }: ToFarm) => {
  if (kind === 'stop publishing') publishesUntil = Date.now()
  else send({ kind: 'record', record: recorder.record() })
})
process.on('disconnect', () => process.exit())
send({
  kind: 'ready',
  origins,
  feeds: plan.feeds.map(({ index, host }) => ({
    index,
    url: `${origins[host] ?? ''}/feed/${index}`,
    publisher: `Publisher ${host}`,
  })),
})

function serverOf(host: PlannedHost): Server {
  return createServer((request, response) => {
    response.on('error', () => undefined) // readers go away in the middle of what never ends
    void give(host, request, response)
  })
}

async function give(host: PlannedHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/'
  const [, kind = '', name = ''] = /^\/(\w*)(?:\.txt)?\/?(\d*)/.exec(path) ?? []
  const feed = kind === 'feed' || kind === 'moved' ? plan.feeds[Number(name)] : undefined
  recorder.follow(host.index, seenKind(kind, feed), response)
  if (kind === 'robots') await write(robotsOf(host), response)
  else if (kind === 'a') await write(pageOf(Number(name), path), response)
  else if (feed) await giveFeed(feed, kind === 'moved', request, response)
  else await write(plain(404, 'nothing here'), response)
}

function seenKind(kind: string, feed: PlannedFeed | undefined): SeenRequest['kind'] {
  if (feed) return sentOn.delete(feed.index) ? 'hop' : 'feed'
  return kind === 'robots' ? 'robots' : 'page'
}

async function giveFeed(
  feed: PlannedFeed,
  isMoved: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const count = (asked[feed.index] ?? 0) + 1
  asked[feed.index] = count
  const now = Date.now()
  const entries = entriesOf(feed, now)
  const home = origins[feed.host] ?? ''
  const answer = answerOf(
    { feed, count, isMoved, headers: request.headers, now, entries, home, pageOf: addressOfPage },
    traps,
  )
  recorder.show(entries.map(({ number }) => number))
  if (typeof answer !== 'function') {
    if (answer.headers['location']?.startsWith('/')) sentOn.add(feed.index)
    if (answer.heldUntil !== undefined) recorder.hold(feed.host, answer.heldUntil)
    response.once('finish', () => recorder.serve(feed.index, answer.carries))
  }
  await write(answer, response)
}

const entriesOf = (feed: PlannedFeed, now: number): readonly Published[] =>
  (lives[feed.mirrors ?? feed.index]?.at(Math.min(now, publishesUntil)) ?? []).slice(0, feed.window)

const addressOfPage = (number: number): string =>
  `${origins[plan.feeds[feedOfArticle(number)]?.host ?? 0] ?? ''}/a/${number}/report`

function pageOf(number: number, path: string): Answer {
  const life = lives[feedOfArticle(number)]
  if (!life || !/^\/a\/\d+\/report(?:-\d+)?(?:\?.*)?$/.test(path)) return plain(404, 'no such report')
  const html = articlePage(number, life.bornAt(number), addressOfPage(number))
  return plain(200, html, { 'content-type': 'text/html; charset=utf-8' })
}

const HUGE_ROBOTS = `User-agent: *\nDisallow: /nowhere\n${'# nothing to see in this line\n'.repeat(24_000)}`

function robotsOf({ robots }: PlannedHost): Answer {
  const text = (body: string) => plain(200, body, { 'content-type': 'text/plain' })
  if (robots === 'broken') return plain(500, 'out of order')
  if (robots === 'absent') return plain(404, 'none')
  if (robots === 'huge') return text(HUGE_ROBOTS)
  return text(
    robots === 'slow' ? `User-agent: *\nCrawl-delay: ${CRAWL_DELAY_SECONDS}\n` : 'User-agent: *\nDisallow: /nowhere\n',
  )
}

async function write(answer: Answer, response: ServerResponse): Promise<void> {
  if (typeof answer === 'function') {
    answer(response)
    return
  }
  response.writeHead(answer.status, answer.headers)
  const { drip, body } = answer
  if (drip && typeof body === 'string') {
    for (let at = drip.size; at < body.length + drip.size && !response.destroyed; at += drip.size) {
      response.write(body.slice(at - drip.size, at))
      await pause(drip.everyMs)
    }
    response.end()
  } else response.end(body)
}
