import { findNeighbouringTimes, listUnreadPages, type UnreadPage } from '../articles/repository-read.ts'
import type { EditionStory } from '../digests/edition.ts'
import type { FrozenEdition } from '../digests/repository.ts'
import { listEditionsOver } from '../digests/repository-read.ts'
import type { StoryCounts } from '../stories/counts.ts'
import { rankDay } from '../stories/day.ts'
import { listDayMembers, listStoryHeads, type StoryHead } from '../stories/repository-read.ts'
import { type DemoLinks, demoLinks } from './demo-links.ts'
import type { WebNeeds } from './web-needs.ts'

/** A story as a row of the day. */
export interface DayRow {
  readonly head: StoryHead
  readonly headline: string
  readonly standfirst: string | null
  readonly counts: StoryCounts
  readonly state: 'new' | 'developed' | 'unchanged'
  readonly newReports: number
  /** Where the first digest tells it; null when it does not. */
  readonly told: { readonly localDate: string; readonly rank: number } | null
}

export interface DayView {
  readonly day: string
  readonly previousDay: string | null
  readonly nextDay: string | null
  /** Local day of the first article of all. */
  readonly watchedSince: string | null
  /** All that tell something of the day. */
  readonly editions: readonly FrozenEdition[]
  /** What the first digest tells, in its order, and then what none of its editions has come to yet, by coverage. */
  readonly rows: readonly DayRow[]
  readonly leftOut: readonly DayRow[]
  readonly unread: readonly UnreadPage[]
  readonly demoLinks: DemoLinks | null
}

/** Rows shown at most: a day of the whole press has thousands of single reports. */
const SHOWN = 200

/** Everything that the page of one day shows. */
export async function readDay(needs: WebNeeds, day: string): Promise<DayView> {
  const { db, time, demo } = needs
  const { from, to } = time.boundsOf(day)
  const editions = await listEditionsOver(db, { from, to })
  const first = editions.filter(({ content }) => content.digest === editions[0]?.content.digest)
  const { rows, leftOut } = await readRows(needs, first, from, to)
  const near = await findNeighbouringTimes(db, from, to)
  const dayOf = (at: Date | null) => (at ? time.dayOf(at) : null)
  return {
    day,
    previousDay: dayOf(near.before),
    nextDay: dayOf(near.after),
    watchedSince: dayOf(near.first),
    editions,
    rows,
    leftOut,
    unread: await listUnreadPages(db, from, to),
    demoLinks: demo && near.after === null ? await demoLinks(db) : null,
  }
}

async function readRows(needs: WebNeeds, editions: readonly FrozenEdition[], from: Date, to: Date) {
  const ranked = rankDay(await listDayMembers(needs.db, from, to), from, to)
  const current = new Map(ranked.map((story) => [story.storyId, story]))
  const taken = editions.flatMap(({ content, localDate }) =>
    content.stories.filter(({ storyId }) => current.has(storyId)).map((story) => ({ story, localDate })),
  )
  const takenIds = new Set(taken.map(({ story }) => story.storyId))
  const others = ranked.filter(({ storyId }) => !takenIds.has(storyId)).slice(0, SHOWN)
  const heads = await listStoryHeads(needs.db, [...takenIds, ...others.map(({ storyId }) => storyId)])

  const takenRows = newestOf(taken).flatMap(({ story, localDate }) => {
    const head = heads.get(story.storyId)
    const { headline, state, newReports, rank } = story
    const counts = current.get(story.storyId)?.counts ?? story.counts
    const standfirst = story.standfirst?.text ?? null
    return head ? [{ head, headline, standfirst, counts, state, newReports, told: { localDate, rank } }] : []
  })
  const otherRows = others.flatMap(({ storyId, ...story }) => {
    const head = heads.get(storyId)
    return head ? [{ head, headline: head.headline, standfirst: head.standfirst, ...story, told: null }] : []
  })
  const end = editions.at(-1)?.content.windowTo ?? null
  const isPassedOver = ({ head }: DayRow) => end !== null && head.lastAt < new Date(end)
  return {
    rows: [...takenRows, ...otherRows.filter((row) => !isPassedOver(row))],
    leftOut: otherRows.filter(isPassedOver),
  }
}

/** A story that two editions of the day tell stands where the later one has it; the others keep their places. */
function newestOf<T extends { readonly story: EditionStory }>(taken: readonly T[]): readonly T[] {
  const last = new Map(taken.map((one) => [one.story.storyId, one]))
  return taken.filter((one) => last.get(one.story.storyId) === one)
}
