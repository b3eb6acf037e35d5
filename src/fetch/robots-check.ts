import type { Clock } from '../clock.ts'
import { AppError, LaterError } from '../errors.ts'
import { type CheckRobots, readRobots, type RobotsFile } from './robots-rules.ts'

/** The rules of a file whose check may have to wait. */
export interface KeptRules {
  /**
   * The line of the rule that forbids an address of the origin, from 1, or null when it is allowed.
   * @throws LaterError (ROBOTS_UNREACHABLE) when finding that out takes longer than it may
   */
  forbiddenBy(url: string, signal: AbortSignal): Promise<number | null>
}

/** A check takes up to (characters of the file) × (of the address) steps. So many took 10 ms at most, by measurement. */
const MOST_STEPS = 4_000_000
/** A file that could not be checked is not tried again before. */
const LEAST_WAIT_MS = 300_000

/**
 * Rules to be kept in memory: short files are checked at once, long ones by `check`. After one check that took too long the
 * file counts as one that cannot be read, for as long as the rules are kept.
 * @param expiresAt when the file is asked for anew
 */
export function keptRules(file: RobotsFile, expiresAt: Date, clock: Clock, check: CheckRobots): KeptRules {
  const rules = readRobots(file.origin, file.text)
  let unknown: LaterError | null = null
  return {
    async forbiddenBy(url, signal) {
      if (file.text.length * url.length <= MOST_STEPS) return rules.forbiddenBy(url)
      if (unknown) throw unknown
      try {
        return await check(file, url, signal)
      } catch (error) {
        if (!(error instanceof AppError) || error.disposition !== 'discard') throw error
        unknown = notKnown(file, error, new Date(Math.max(expiresAt.getTime(), clock.now().getTime() + LEAST_WAIT_MS)))
        throw unknown
      }
    },
  }
}

function notKnown({ origin }: RobotsFile, error: AppError, notBefore: Date): LaterError {
  const message = `${origin} is not fetched while its robots.txt cannot be checked: ${error.message}`
  return new LaterError('ROBOTS_UNREACHABLE', message, notBefore)
}
