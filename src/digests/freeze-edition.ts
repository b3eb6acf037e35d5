import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database, Queryable } from '../db/database.ts'
import { openBackground } from './brief/background.ts'
import { canonicalJson } from './canonical-json.ts'
import { composeEdition } from './compose-edition.ts'
import { toldStories } from './newness.ts'
import type { Digest } from './digest.ts'
import { dayBefore, localDay, type Window } from './local-day.ts'
import {
  findEdition,
  findWindowEnd,
  type FrozenEdition,
  insertEdition,
  listPrints,
  listWindowArticles,
  readCoverage,
} from './repository.ts'

/** Days before the window whose texts tell the brief what is common and what is boilerplate. */
const BACKGROUND_DAYS = 14

export interface FreezeNeeds {
  readonly db: Database
  readonly clock: Clock
}

/** Builds and freezes the edition of one local day, or returns the one that stands. */
export async function freezeDay(needs: FreezeNeeds, digest: Digest, localDate: string): Promise<FrozenEdition> {
  return freezeEdition(needs, digest, localDate, await windowOfDay(needs.db, digest, localDate))
}

/**
 * The local day, from where the edition of the day before ended: one that was made before its day was over leaves the
 * rest of it to the next, so that nothing falls between two editions and nothing is told in both.
 */
async function windowOfDay(db: Queryable, digest: Digest, localDate: string): Promise<Window> {
  const day = localDay(localDate, digest.zone)
  const end = await findWindowEnd(db, digest.id, dayBefore(localDate))
  return end !== null && end.getTime() < day.to.getTime() ? { from: end, to: day.to } : day
}

/**
 * Builds the edition of a digest for one local date and freezes it, or returns the one that stands already: an edition
 * is made once, and nothing that comes later changes it.
 */
export async function freezeEdition(
  needs: FreezeNeeds,
  digest: Digest,
  localDate: string,
  window: Window,
): Promise<FrozenEdition> {
  const standing = await findEdition(needs.db, digest.id, localDate)
  if (standing) return standing

  const prints = await listPrints(needs.db, digest.id, localDate)
  const { content } = composeEdition({
    digest: digest.name,
    localDate,
    zone: digest.zone,
    windowFrom: window.from,
    windowTo: window.to,
    dueAt: null,
    since: null,
    notices: [],
    corrections: [],
    coverage: await readCoverage(needs.db, window.from, window.to),
    articles: await listWindowArticles(needs.db, window.from, window.to),
    told: toldStories(prints),
    background: await readBackground(needs.db, window),
  })
  const contentHash = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const builtAt = needs.clock.now()
  await needs.db.transaction((tx) => insertEdition(tx, { digestId: digest.id, content, contentHash, builtAt }))

  const frozen = await findEdition(needs.db, digest.id, localDate)
  if (!frozen) throw new Error(`the edition of ${localDate} was not stored`)
  return frozen
}

async function readBackground(db: Queryable, window: Window) {
  const background = openBackground()
  const from = new Date(window.from.getTime() - BACKGROUND_DAYS * 86_400_000)
  for (const article of await listWindowArticles(db, from, window.to)) background.learn(article.storyId, article)
  return background
}
