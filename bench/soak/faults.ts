import { Buffer } from 'node:buffer'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { type Answer, type FeedRequest, honest, plain, usualEntry, wholeFeed } from './answer.ts'
import type { Fault } from './farm-plan.ts'
import type { Published } from './feed-life.ts'

/** Where redirects lead that must not be followed. */
export interface Traps {
  /** A server of the farm's that nobody may reach: a connection to it is a hole. */
  readonly forbidden: string
}

type Misbehave = (asked: FeedRequest, traps: Traps) => Answer

const HOLD_SECONDS = 6
const MEGABYTE = 1024 * 1024

/** Above the 20 MB that a feed may have, in 21 KB. */
const bomb = gzipSync(Buffer.alloc(21 * MEGABYTE, '<!-- -->'))

const wall = `<!doctype html><html><head><title>Just a moment...</title>
<script>window._cf_chl_opt = { cType: 'managed' }</script></head><body></body></html>`
const frontPage = '<!doctype html><html><head><title>Welcome</title></head><body><p>Read our news.</p></body></html>'

const every = (times: number, { count }: FeedRequest): boolean => count % times === 0

const faults: Readonly<Record<Fault, Misbehave>> = {
  none: (asked) => honest(asked),
  'flapping-500': (asked) => (every(2, asked) ? plain(500, 'out of order') : honest(asked)),
  'overload-seconds': (asked) =>
    every(3, asked) ? overloaded(429, String(HOLD_SECONDS), asked.now + HOLD_SECONDS * 1_000) : honest(asked),
  'overload-date': (asked) => (every(3, asked) ? overloadedUntil(asked.now + HOLD_SECONDS * 1_000) : honest(asked)),
  'lying-304': (asked) => (isConditional(asked) ? plain(304) : withEtag(asked, '"always"')),
  'constant-etag': (asked) => withEtag(asked, '"always"'),
  'unasked-304': (asked) => (every(4, asked) ? plain(304) : honest(asked)),
  'slow-drip': (asked) => slowly(wholeFeed(asked)),
  'endless-drip': () => dripForEver,
  'endless-body': () => pourForEver,
  'gzip-bomb': () => ({
    status: 200,
    headers: { 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' },
    body: bomb,
    carries: [],
  }),
  'length-too-long': (asked) => (every(2, asked) ? wrongLength(asked, 500) : honest(asked)),
  'length-too-short': (asked) => (every(2, asked) ? wrongLength(asked, -500) : honest(asked)),
  reset: (asked) => (every(2, asked) ? breakOff(asked) : honest(asked)),
  'private-redirect': ({ count }, { forbidden }) =>
    redirect(302, ['http://10.0.0.1/feed', forbidden, 'http://[::ffff:192.168.0.1]/feed'][count % 3] ?? forbidden),
  'redirect-loop': ({ feed, count }) => redirect(302, `/feed/${feed.index}?again=${count}`),
  'moved-for-good': (asked) => movedTo(asked, 301),
  'moved-for-now': (asked) => movedTo(asked, 302),
  gone: (asked) => (asked.count > 3 ? plain(410, 'gone') : honest(asked)),
  'html-at-times': (asked) =>
    every(3, asked) ? plain(200, frontPage, { 'content-type': 'text/html' }) : honest(asked),
  'empty-at-times': (asked) => (every(3, asked) ? plain(200) : honest(asked)),
  'truncated-at-times': (asked) => (every(3, asked) ? cutShort(asked) : honest(asked)),
  'bot-wall-at-times': (asked) =>
    every(3, asked) ? plain(403, wall, { 'content-type': 'text/html', 'cf-mitigated': 'challenge' }) : honest(asked),
  'renamed-guids': (asked) => changed(asked, (entry) => ({ guid: `again-${asked.count}-${entry.number}` })),
  'repeated-guids': (asked) => changed(asked, (entry) => ({ guid: `pair-${Math.floor(entry.number / 2)}` })),
  'renamed-slugs': (asked) => changed(asked, ({ number }) => ({ link: `${asked.pageOf(number)}-${asked.count}` })),
  'no-guids': (asked) => changed(asked, () => ({ guid: null })),
  'no-dates': (asked) => changed(asked, () => ({ published: null })),
  'twin-section': (asked) => changed(asked, ({ number }) => ({ link: `${asked.pageOf(number)}?via=section` })),
  'twin-aggregator': (asked) =>
    changed(asked, ({ number }) => ({ link: `${asked.pageOf(number)}?utm_source=feed&utm_medium=rss#top` })),
  'twin-retitled': (asked) =>
    changed(asked, ({ number, bornAt }) => ({
      link: `${asked.pageOf(number)}?via=letter`,
      title: `From the letter, number ${number}`,
      published: new Date(bornAt + 60_000),
    })),
}

/** What the publisher of a feed answers. */
export const answerOf = (asked: FeedRequest, traps: Traps): Answer => faults[asked.feed.fault](asked, traps)

const isConditional = ({ headers }: FeedRequest): boolean =>
  headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined

function changed(asked: FeedRequest, change: (entry: Published) => object): Answer {
  const usual = usualEntry(asked)
  return honest(asked, (entry) => ({ ...usual(entry), ...change(entry) }))
}

function withEtag(asked: FeedRequest, etag: string): Answer {
  const whole = wholeFeed(asked)
  return { ...whole, headers: { ...whole.headers, etag } }
}

const overloaded = (status: number, retryAfter: string, heldUntil: number): Answer => ({
  status,
  headers: { 'retry-after': retryAfter },
  body: 'too much to do',
  carries: [],
  heldUntil,
})

/** A date of HTTP has no fractions of a second. */
function overloadedUntil(time: number): Answer {
  const second = Math.ceil(time / 1_000) * 1_000
  return overloaded(503, new Date(second).toUTCString(), second)
}

const redirect = (status: number, location: string): Answer => plain(status, '', { location })

/** The first address leads to a second one, which answers as it should. */
function movedTo(asked: FeedRequest, status: number): Answer {
  return asked.isMoved ? honest(asked) : redirect(status, `/moved/${asked.feed.index}`)
}

function cutShort(asked: FeedRequest): Answer {
  const whole = wholeFeed(asked)
  return { ...whole, body: whole.body.slice(0, Math.floor(whole.body.length * 0.6)), carries: [] }
}

/** The connection ends where the body does, so that a length that is too long is never reached. */
const wrongLength =
  (asked: FeedRequest, by: number): Answer =>
  (response: ServerResponse) => {
    const { headers, body } = wholeFeed(asked)
    const length = Math.max(1, Buffer.byteLength(body) + by)
    const lines = [`content-type: ${headers['content-type']}`, `content-length: ${length}`, 'connection: close']
    response.socket?.end(`HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
  }

const breakOff =
  (asked: FeedRequest): Answer =>
  (response: ServerResponse) => {
    const { headers, body } = wholeFeed(asked)
    response.writeHead(200, headers)
    response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy())
  }

const DRIPS = 8
const DRIP_EVERY_MS = 200

/** In parts that come one after the other for more than a second. */
function slowly(whole: ReturnType<typeof wholeFeed>): Answer {
  return { ...whole, drip: { size: Math.ceil(whole.body.length / DRIPS), everyMs: DRIP_EVERY_MS } }
}

const dripForEver = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' })
  const timer = setInterval(() => response.write(' '), 500)
  response.on('close', () => clearInterval(timer))
}

const pourForEver = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/rss+xml' })
  const part = Buffer.alloc(65_536, '<!-- more -->')
  const pour = () => {
    while (!response.destroyed && response.write(part));
  }
  response.on('drain', pour)
  pour()
}
