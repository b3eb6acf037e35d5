import { pick, randomFrom } from '../random.ts'

/** What a feed does wrong, now and then or always. */
export const FAULTS = [
  'flapping-500',
  'overload-seconds', // 429 with Retry-After in seconds
  'overload-date', // 503 with Retry-After as a date
  'lying-304', // 304 to every conditional request, whatever changed
  'constant-etag', // the same ETag for ever, and whole answers
  'unasked-304', // a 304 to a request without conditions
  'slow-drip',
  'endless-drip',
  'endless-body',
  'gzip-bomb',
  'length-too-long',
  'length-too-short',
  'reset',
  'private-redirect',
  'redirect-loop',
  'moved-for-good',
  'moved-for-now',
  'gone',
  'html-at-times',
  'empty-at-times',
  'truncated-at-times',
  'bot-wall-at-times',
  'renamed-guids', // every guid is another one with each poll
  'repeated-guids', // two entries share one guid
  'renamed-slugs', // every address is another one with each poll, under the same guid
  'no-guids',
  'no-dates',
  'twin-section', // another feed of the same publisher has the same entries under tracked addresses
  'twin-aggregator', // another publisher's feed has them
  'twin-retitled', // with other titles and times, under a parameter that only the page can explain
] as const

export type Fault = 'none' | (typeof FAULTS)[number]
export type Format = 'rss' | 'atom' | 'json' | 'rdf'

/** `slow` asks for a crawl-delay, `broken` answers 500, `huge` is 700 KB. */
export type Robots = 'absent' | 'open' | 'slow' | 'broken' | 'huge'

export interface PlannedHost {
  readonly index: number
  readonly robots: Robots
}

export interface PlannedFeed {
  readonly index: number
  readonly host: number
  readonly format: Format
  readonly fault: Fault
  /** Mean milliseconds between two new entries. */
  readonly everyMs: number
  /** The newest so many entries stand in the feed. */
  readonly window: number
  /** Entries that it has at the start. */
  readonly firstEntries: number
  /** The feed whose entries these are, when they are another's. */
  readonly mirrors: number | null
  readonly seed: number
}

export interface FarmPlan {
  readonly hosts: readonly PlannedHost[]
  readonly feeds: readonly PlannedFeed[]
}

/** Seconds that `slow` hosts ask to be left between two requests. */
export const CRAWL_DELAY_SECONDS = 1

/** Every second feed is well and the others take the faults in turn; neighbours share a host. */
export function planFarm(feedCount: number, hostCount: number, seed: number): FarmPlan {
  const hosts = Array.from({ length: hostCount }, (_, index) => ({ index, robots: robotsOf(index) }))
  const hostOf = (feed: number): number => Math.floor((feed * hostCount) / feedCount)
  const feeds = Array.from({ length: feedCount }, (_, index): PlannedFeed => {
    const fault = faultOf(index)
    const mirrors = mirroredBy(fault, index, feedCount)
    const isMisplacedTwin = mirrors !== null && (hostOf(mirrors) === hostOf(index)) !== (fault !== 'twin-aggregator')
    const isSlow = hosts[hostOf(index)]?.robots === 'slow'
    return {
      index,
      host: hostOf(index),
      ...lifeOf(randomFrom(seed * 7_919 + index), isSlow),
      fault: isMisplacedTwin ? 'none' : fault,
      mirrors: isMisplacedTwin ? null : mirrors,
      seed: seed * 104_729 + index,
    }
  })
  return { hosts, feeds }
}

/** Some hosts have a robots.txt with something special about it. */
function robotsOf(host: number): Robots {
  const special: Readonly<Record<number, Robots>> = { 4: 'slow', 14: 'huge', 29: 'broken' }
  return special[host % 30] ?? (host % 3 === 0 ? 'open' : 'absent')
}

function faultOf(index: number): Fault {
  return index % 2 === 0 ? 'none' : (FAULTS[((index - 1) / 2) % FAULTS.length] ?? 'none')
}

/** The well neighbour, or a well feed at the other end of the farm. */
function mirroredBy(fault: Fault, index: number, feedCount: number): number | null {
  if (fault === 'twin-section' || fault === 'twin-retitled') return index - 1
  if (fault !== 'twin-aggregator') return null
  const opposite = (index - 1 + Math.floor(feedCount / 2)) % feedCount
  return opposite - (opposite % 2)
}

function lifeOf(random: () => number, isSlow: boolean) {
  const tempo = random()
  const busy = { everyMs: 3_000, window: 20 } // its entries are gone within a minute
  const quiet = { everyMs: 3_600_000, window: 50 }
  const usual = { everyMs: 30_000 + random() * 60_000, window: pick([20, 30, 40, 50], random) }
  const life = tempo < 0.05 && !isSlow ? busy : tempo > 0.85 ? quiet : usual
  return {
    ...life,
    everyMs: isSlow ? life.everyMs * 2 : life.everyMs,
    firstEntries: isSlow ? 2 : 3 + Math.floor(random() * 4),
    format: pick<Format>(['rss', 'rss', 'atom', 'json', 'rdf'], random),
  }
}
