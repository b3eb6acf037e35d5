import type { Clock } from '../clock.ts'
import type { Database, Queryable } from '../db/database.ts'
import { type Pause, systemPause } from '../pause.ts'
import {
  beginSplitPass,
  endSplitPass,
  giveUpSplitPass,
  insertSplitProposal,
  type LargeStories,
  listLargeStories,
  type NewSplitProposal,
  outdateChangedSplits,
} from './repository-split.ts'
import { listSplitsAbout, settleSplit, type SplitProposal } from './repository-split-read.ts'
import { defaultSettings } from './settings.ts'
import { heldReports } from './split-held.ts'
import { areMuchTheSame } from './split-likeness.ts'
import { compareAll } from './split-pairs.ts'
import { splitOf } from './split-parts.ts'
import { type SplitReading, type StoryToSplit, readToSplit } from './split-reading.ts'
import { defaultSplitSettings, splitSettingsVersion } from './split-settings.ts'

export interface SplitNeeds {
  readonly db: Database
  readonly clock: Clock
  /** Real time when not given. */
  readonly pause?: Pause
}

/** What was found of a story: null when it is one story. */
interface Searched {
  readonly storyId: string
  readonly found: NewSplitProposal | null
}

/**
 * Once a day, takes every large open story apart by average linkage and proposes a split of those that fall into parts.
 * Nothing is moved by it. It reads what the lanes have written and leaves their indexes alone: a lane works on meanwhile.
 *
 * Does nothing when no search is due or another process has begun it. One that is stopped is due again at once, one that
 * fails after an hour.
 * @returns how many proposals were stored
 */
export async function runSplitPass(
  { db, clock, pause = systemPause }: SplitNeeds,
  signal: AbortSignal,
): Promise<number> {
  if (!(await beginSplitPass(db, clock.now()))) return 0
  // A pass compares for seconds on end: whatever else the process does has its turn in between.
  const onStep = async () => {
    await pause(0, signal)
    signal.throwIfAborted()
  }
  try {
    await outdateChangedSplits(db, defaultSplitSettings, clock.now())
    let stored = 0
    for (const large of await listLargeStories(db, defaultSettings, defaultSplitSettings)) {
      stored += await proposeIn({ db, clock }, large, onStep)
    }
    await endSplitPass(db, clock.now())
    return stored
  } catch (error) {
    if (!signal.aborted) throw error
    await giveUpSplitPass(db)
    return 0
  }
}

/** Reads and writes in two transactions, so that none is open while reports are compared. */
async function proposeIn({ db, clock }: SplitNeeds, large: LargeStories, onStep: () => Promise<void>): Promise<number> {
  const reading = await db.transaction((tx) => readToSplit(tx, large, defaultSettings, onStep))
  const searched: Searched[] = []
  for (const story of reading.stories) {
    searched.push({ storyId: story.storyId, found: await searchStory(reading, story, large.language, onStep) })
  }
  const now = clock.now()
  return db.transaction(async (tx) => {
    let stored = 0
    for (const one of searched) if (await store(tx, one, now)) stored += 1
    return stored
  })
}

async function searchStory(
  { index, rules }: SplitReading,
  { storyId, reports, members }: StoryToSplit,
  language: string,
  onStep: () => Promise<void>,
): Promise<NewSplitProposal | null> {
  if (rules.locked.has(storyId)) return null
  const compared = reports.slice(-defaultSplitSettings.mostCompared)
  const table = await compareAll(compared, index, defaultSettings, onStep)
  const held = heldReports(storyId, members, new Set(table.ids), rules)
  const split = splitOf(table, held, defaultSplitSettings)
  if (!split) return null
  const originals = [...members].filter(([articleId, originalId]) => articleId === originalId)
  return { ...split, storyId, language, settingsVersion: splitSettingsVersion, reports: originals.length }
}

/**
 * Stores what was found, unless it is proposed already or was answered before; an open proposal of the story that was not
 * found again is out of date.
 */
async function store(tx: Queryable, { storyId, found }: Searched, now: Date): Promise<boolean> {
  const about = await listSplitsAbout(tx, storyId)
  const isSame = (earlier: SplitProposal) =>
    found !== null && areMuchTheSame(idsOf(earlier), idsOf(found), defaultSplitSettings)
  const open = about.find((earlier) => earlier.storyId === storyId && earlier.state === 'open')
  const isAnswered = about.some((earlier) => earlier.state !== 'open' && isSame(earlier))
  if (open && !isAnswered && isSame(open)) return false
  if (open) await settleSplit(tx, open.id, 'outdated', null, now)
  if (!found || isAnswered) return false
  await insertSplitProposal(tx, found, now)
  return true
}

const idsOf = ({ parts }: { readonly parts: readonly { readonly articleIds: readonly string[] }[] }) =>
  parts.map(({ articleIds }) => articleIds)
