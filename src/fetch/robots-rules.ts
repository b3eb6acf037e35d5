import parse from 'robots-parser'

/** The name that a robots.txt knows Wirefold by (RFC 9309 2.2.1): its User-Agent begins with it. */
const PRODUCT_TOKEN = 'Wirefold'
/** Some files ask for days between two requests, by mistake or to say no; saying no has a notation of its own. */
const LONGEST_DELAY_MS = 3_600_000

/** What the robots.txt of an origin says. */
export interface RobotsRules {
  /** The line of the rule that forbids an address of the origin, from 1, or null when it is allowed. */
  forbiddenBy(url: string): number | null
  /** Milliseconds between two requests, 0 when it asks for nothing. Not in RFC 9309, but widely used. */
  readonly crawlDelayMs: number
}

/** A robots.txt as it was read. */
export interface RobotsFile {
  readonly origin: string
  readonly text: string
}

/**
 * The line of the rule that forbids an address of the file's origin, from 1, or null when it is allowed.
 * @throws AppError `ROBOTS_TOO_SLOW` or `ROBOTS_TOO_LARGE` (discard) when that takes longer or more than it may
 */
export type CheckRobots = (file: RobotsFile, url: string, signal: AbortSignal) => Promise<number | null>

/** Checks on the caller's thread. */
export const checkRobots = ({ origin, text }: RobotsFile, url: string): number | null =>
  readRobots(origin, text).forbiddenBy(url)

/**
 * Reads a robots.txt. Anything is one: lines that are no rules are passed over.
 * @param origin whose addresses it is about, whatever address it was read from in the end (RFC 9309 2.3.1.2)
 */
export function readRobots(origin: string, text: string): RobotsRules {
  const address = `${origin}/robots.txt`
  const file = parse(address, text)
  const delayMs = Math.ceil((file.getCrawlDelay(PRODUCT_TOKEN) ?? 0) * 1_000)
  return {
    forbiddenBy: (url) =>
      url !== address && file.isAllowed(url, PRODUCT_TOKEN) === false
        ? file.getMatchingLineNumber(url, PRODUCT_TOKEN)
        : null,
    crawlDelayMs: Math.max(0, Math.min(delayMs, LONGEST_DELAY_MS)),
  }
}
