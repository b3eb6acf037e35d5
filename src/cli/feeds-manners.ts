import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { DiscoveryPorts } from '../feeds/discover-search.ts'
import type { FetchedPage, FetchPage } from '../fetch/fetch-page.ts'
import { type RobotsAnswer, readRobotsAnswer, readRobotsFailure } from '../fetch/robots-answer.ts'
import { readRobots, type RobotsRules } from '../fetch/robots-rules.ts'

/** RFC 9309 2.5 wants at least 500 KiB to be read. */
const MOST_ROBOTS_BYTES = 512_000

/** When the next request to the host of `url` may start. `spacingMs` is what its robots.txt asks for, 0 for nothing. */
export type NextSlot = (url: string, spacingMs: number) => Promise<Date>

/** What is known of an origin's robots.txt: the rules, and the answer itself for whoever asks for it afterwards. */
interface KnownRobots {
  readonly rules: RobotsRules | null
  readonly page: FetchedPage | null
  /** Why nothing may be fetched; null when the rules say what may. */
  readonly problem: string | null
}

/**
 * The manners of a command that looks around by itself: robots.txt is read once an origin and obeyed, and every request
 * waits for its slot.
 */
export function wellMannered(
  fetchPage: FetchPage,
  nextSlot: NextSlot,
  clock: Clock,
  signal: AbortSignal,
): DiscoveryPorts {
  const known = new Map<string, KnownRobots>()
  const wait = async (url: string, spacingMs: number) => {
    const slot = await nextSlot(url, spacingMs)
    const ms = slot.getTime() - clock.now().getTime()
    if (ms > 0) await pause(ms, undefined, { signal })
  }
  const robotsOf = async (url: string): Promise<KnownRobots> => {
    const { origin } = new URL(url)
    const standing = known.get(origin)
    if (standing) return standing
    await wait(url, 0)
    const robots = await askForRobots(origin, fetchPage, clock, signal)
    known.set(origin, robots)
    return robots
  }
  return {
    signal,
    now: clock.now(),
    turn: (url) => wait(url, known.get(new URL(url).origin)?.rules?.crawlDelayMs ?? 0),
    async mayFetch(url) {
      const { rules, problem } = await robotsOf(url)
      if (problem !== null) throw new AppError('ROBOTS_UNREACHABLE', problem, { disposition: 'retry' })
      if (isRobots(url)) return true
      if (rules && rules.forbiddenBy(url) !== null) return false
      await wait(url, rules?.crawlDelayMs ?? 0)
      return true
    },
    fetchPage: (url, asked) => {
      const page = isRobots(url) ? known.get(new URL(url).origin)?.page : null
      return page ? Promise.resolve(page) : fetchPage(url, asked)
    },
  }
}

const isRobots = (url: string): boolean => new URL(url).pathname === '/robots.txt'

async function askForRobots(
  origin: string,
  fetchPage: FetchPage,
  clock: Clock,
  signal: AbortSignal,
): Promise<KnownRobots> {
  const url = `${origin}/robots.txt`
  try {
    const page = await fetchPage(url, { accept: 'text/plain', maxBytes: MOST_ROBOTS_BYTES, whenLonger: 'cut', signal })
    const answer = readRobotsAnswer(page, clock.now())
    return { page, rules: rulesOf(origin, answer), problem: problemOf(origin, answer) }
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error
    // A host that does not answer at all says so better when it is asked for the address itself.
    return { page: null, rules: rulesOf(origin, readRobotsFailure(error, clock.now())), problem: null }
  }
}

const rulesOf = (origin: string, answer: RobotsAnswer): RobotsRules | null =>
  answer.kind === 'settled' && answer.body !== null ? readRobots(origin, answer.body) : null

/** RFC 9309 2.3.1.4: while a server fails at its robots.txt, nothing is allowed. */
const problemOf = (origin: string, answer: RobotsAnswer): string | null =>
  answer.kind === 'unknown'
    ? `could not learn what ${origin} allows: ${answer.reason}; nothing is asked of it until its robots.txt can be read`
    : null

/** The slots of this process alone, for commands that have no database to share the pace of the workers. */
export function ownSlots(spacingMs: number, clock: Clock): NextSlot {
  const next = new Map<string, number>()
  return (url, askedMs) => {
    const { host } = new URL(url)
    const slot = Math.max(next.get(host) ?? 0, clock.now().getTime())
    next.set(host, slot + Math.max(spacingMs, askedMs))
    return Promise.resolve(new Date(slot))
  }
}
