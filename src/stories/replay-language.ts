import type { Database } from '../db/database.ts'
import { AppError } from '../errors.ts'
import { ReplayLane } from './replay-lane.ts'
import type { ReplayState } from './replay-state.ts'
import { belongTogether } from './replay-steps.ts'
import type { ReplayNeeds, ReplayWish } from './replay.ts'
import {
  type EventRange,
  lastBeforeNext,
  listRuleChanges,
  listRuns,
  newestEvent,
  readEvents,
  type ReplayEvent,
  type ReplayRun,
} from './repository-replay.ts'
import { type ReplayedEvent, saveReplayedEvents } from './repository-replay-scratch.ts'

/** Events a step; few enough that a signal is heard at once. */
const STEP = 200
/** Building an index anew costs less than to go through so many events. */
const GAP = 100_000

/**
 * Replays the lane of one language, and writes its decisions into the scratch schema.
 * @param onPlaced called with how many articles have been placed
 */
export async function replayLanguage(
  needs: ReplayNeeds,
  wish: ReplayWish,
  language: string,
  onPlaced: (articles: number) => void,
): Promise<ReplayState> {
  const { db, newStoryId, stop } = needs
  const { span, settings, obeysDecisions, schema } = wish
  const told: ReplayedEvent[] = []
  let placed = 0
  const onEvent = (event: ReplayedEvent) => {
    told.push(event)
    if (event.actor === 'lane' && event.articleId !== null) placed += 1
  }
  const ruleChanges = obeysDecisions ? await listRuleChanges(db, language) : null
  const lane = new ReplayLane({ db, language, span, settings: settings.settings, newStoryId, ruleChanges, onEvent })
  const takeAll = async (range: Omit<EventRange, 'language'>) => {
    for await (const events of stepsThrough(db, { ...range, language })) {
      mustGoOn(stop)
      await lane.take(events)
      await saveReplayedEvents(db, schema, told.splice(0), settings.version)
      onPlaced(placed)
    }
  }
  for (const { run, lastId, nextId } of await plan(needs, wish, language)) {
    await lane.begin(run, (done, of) => {
      mustGoOn(stop)
      if (of > 0) needs.onProgress(`open before, ${language}`, done, of)
    })
    await takeAll({ afterId: before(run.firstId), throughId: lastId, byPeople: false })
    await takeAll({ afterId: lastId, throughId: nextId, byPeople: true })
  }
  await lane.end(needs.now)
  await saveReplayedEvents(db, schema, told, settings.version)
  return lane.state
}

interface PlannedRun {
  readonly run: ReplayRun
  /** The last event that belongs to the run; after it, until the next run, only what people did counts. */
  readonly lastId: string
  readonly nextId: string
}

async function plan({ db, gap }: ReplayNeeds, { span }: ReplayWish, language: string): Promise<readonly PlannedRun[]> {
  const throughId = await newestEvent(db)
  const runs = await listRuns(db, span, { language, throughId, gap: gap ?? GAP })
  return Promise.all(
    runs.map(async (run, i) => {
      const next = runs[i + 1]
      const lastId = await lastBeforeNext(db, { language, lastId: run.lastId, throughId })
      return { run, lastId, nextId: next ? before(next.firstId) : throughId }
    }),
  )
}

const before = (id: string): string => (BigInt(id) - 1n).toString()

/** Steps that never end within what one decision did. */
async function* stepsThrough(db: Database, range: EventRange): AsyncGenerator<readonly ReplayEvent[], void> {
  let { afterId } = range
  let carried: readonly ReplayEvent[] = []
  for (;;) {
    const read = await readEvents(db, { ...range, afterId }, STEP)
    const found = [...carried, ...read]
    const last = found.at(-1)
    if (!last) return
    const isEnd = read.length < STEP
    const whole = isEnd ? found.length : found.findLastIndex((event) => !belongTogether(event, last)) + 1
    if (whole > 0) yield found.slice(0, whole)
    if (isEnd) return
    carried = found.slice(whole)
    afterId = last.id
  }
}

/** @throws AppError REPLAY_STOPPED (retry) when the signal was given */
export function mustGoOn(stop: AbortSignal): void {
  if (!stop.aborted) return
  throw new AppError('REPLAY_STOPPED', 'the replay was stopped before its end', { disposition: 'retry' })
}
