import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Queryable } from '../db/database.ts'
import { LaterError } from '../errors.ts'
import type { FetchPage } from './fetch-page.ts'
import { heedRetryAfter } from './heed-retry-after.ts'
import type { Pace } from './host-pace.ts'
import { isFetchFailure } from './is-fetch-failure.ts'
import { hostOf, setCrawlDelay } from './pace-store.ts'
import { type RobotsAnswer, readRobotsAnswer, readRobotsFailure } from './robots-answer.ts'
import { robotsMemory } from './robots-memory.ts'
import { type KeptRules, keptRules } from './robots-check.ts'
import { type CheckRobots, readRobots } from './robots-rules.ts'
import {
  claimRobots,
  findRobots,
  releaseRobots,
  saveRobots,
  saveRobotsSlot,
  type StoredRobots,
} from './robots-store.ts'

export type RobotsVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string }

export interface Robots {
  /**
   * Whether robots.txt lets Wirefold fetch `url`.
   * @throws LaterError (ROBOTS_UNREACHABLE, or HOST_PACE) when it cannot be known yet
   */
  check(url: string, signal: AbortSignal): Promise<RobotsVerdict>
}

export interface RobotsNeeds {
  readonly db: Queryable
  readonly fetchPage: FetchPage
  readonly pace: Pace
  readonly clock: Clock
  /** For what takes long. */
  readonly checkRobots: CheckRobots
}

/** RFC 9309 2.5 wants at least 500 KiB to be read; what comes after it is not. */
const MOST_BYTES = 512_000
/** After this long without an answer the file may be taken for one that is not there (2.3.1.4). */
const UNREACHABLE_MEANS_NONE_MS = 30 * 86_400_000
/** Longer than any request takes. */
const ASKING_LASTS_MS = 150_000
/** While another worker asks, its answer is looked for so often and so long, and then the job is put off for as long. */
const LOOK_EVERY_MS = 50
const LOOK_FOR_MS = 1_500

const ALLOW_ALL: KeptRules = { forbiddenBy: () => Promise.resolve(null) }

/**
 * robots.txt by RFC 9309, read once for all workers: an origin's file is kept in Postgres for a day or as long as it says,
 * and its rules a few minutes in the process. A file that cannot be read any more goes on being obeyed as it was.
 */
export function robotsTxt(needs: RobotsNeeds): Robots {
  const memory = robotsMemory<KeptRules>()
  const recall = async (origin: string, signal: AbortSignal): Promise<KeptRules> => {
    const remembered = memory.find(origin, needs.clock.now())
    if (remembered) return remembered
    const stored = await upToDate(origin, needs, signal)
    const rules = rulesOf(stored, needs)
    memory.keep(origin, rules, stored.body?.length ?? 0, needs.clock.now())
    return rules
  }
  return {
    async check(url, signal) {
      const { origin } = new URL(url)
      const line = await (await recall(origin, signal)).forbiddenBy(url, signal)
      if (line === null) return { allowed: true }
      return { allowed: false, reason: `${origin}/robots.txt forbids it to Wirefold in line ${line}` }
    },
  }
}

/** @throws LaterError (ROBOTS_UNREACHABLE) */
function rulesOf(stored: StoredRobots, { clock, checkRobots }: RobotsNeeds): KeptRules {
  const { origin, body, fetchedAt, failingSince, failure, expiresAt } = stored
  const now = clock.now()
  if (fetchedAt !== null)
    return body === null ? ALLOW_ALL : keptRules({ origin, text: body }, expiresAt, clock, checkRobots)
  if (failingSince !== null && now.getTime() - failingSince.getTime() >= UNREACHABLE_MEANS_NONE_MS) return ALLOW_ALL
  const message = `${origin} is not fetched before its robots.txt has been read: ${failure ?? 'it is being asked for'}`
  throw new LaterError('ROBOTS_UNREACHABLE', message, expiresAt)
}

/** What is stored, asked for anew when that has expired. Only one worker asks; the others take the old file or wait. */
async function upToDate(origin: string, needs: RobotsNeeds, signal: AbortSignal): Promise<StoredRobots> {
  const now = needs.clock.now()
  const stored = await findRobots(needs.db, origin)
  if (stored && stored.expiresAt > now) return stored
  const claimed = await claimRobots(needs.db, origin, now, new Date(now.getTime() + ASKING_LASTS_MS))
  if (claimed) return askAnew(claimed, needs, signal)
  return stored?.fetchedAt ? stored : waitForAnother(origin, needs, signal)
}

async function askAnew(known: StoredRobots, needs: RobotsNeeds, signal: AbortSignal): Promise<StoredRobots> {
  const { db, pace, clock } = needs
  const url = `${known.origin}/robots.txt`
  const keep = (slot: Date) => saveRobotsSlot(db, known.origin, slot)
  try {
    const answer = await pace.take({ url, held: known.slotAt, keep, signal }, () => ask(url, needs, signal))
    if (answer.kind === 'settled') {
      const delayMs = answer.body === null ? 0 : readRobots(known.origin, answer.body).crawlDelayMs
      await setCrawlDelay(db, hostOf(url), delayMs, clock.now())
    }
    return await saveRobots(db, known, answer, clock.now())
  } catch (error) {
    await releaseRobots(db, known.origin)
    throw error
  }
}

async function ask(url: string, { fetchPage, pace, clock }: RobotsNeeds, signal: AbortSignal): Promise<RobotsAnswer> {
  try {
    const asked = { accept: 'text/plain, */*;q=0.5', maxBytes: MOST_BYTES, whenLonger: 'cut', signal } as const
    const page = await fetchPage(url, asked)
    await heedRetryAfter(page, pace, clock)
    return readRobotsAnswer(page, clock.now())
  } catch (error) {
    if (!isFetchFailure(error) || signal.aborted) throw error
    return readRobotsFailure(error, clock.now())
  }
}

async function waitForAnother(origin: string, { db, clock }: RobotsNeeds, signal: AbortSignal): Promise<StoredRobots> {
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS, undefined, { signal })
    const stored = await findRobots(db, origin)
    if (stored && stored.expiresAt > clock.now()) return stored
  }
  const soon = new Date(clock.now().getTime() + LOOK_FOR_MS)
  throw new LaterError('ROBOTS_UNREACHABLE', `${origin}/robots.txt is being asked for by another worker`, soon)
}
