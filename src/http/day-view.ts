import { findNeighbouringTimes, listUnreadPages, type UnreadPage } from '../articles/repository-read.ts'
import type { EditionStory } from '../digests/edition.ts'
import type { FrozenEdition } from '../digests/repository.ts'
import { listEditionsOfDay } from '../digests/repository-read.ts'
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
  /** Its number in the day's first edition; null when that did not take it. */
  readonly rank: number | null
}

export interface DayView {
  readonly day: string
  readonly previousDay: string | null
  readonly nextDay: string | null
  /** Local day of the first article of all. */
  readonly watchedSince: string | null
  readonly editions: readonly FrozenEdition[]
  /** What the first edition took, in its order; every story by coverage while there is none. */
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
  const editions = await listEditionsOfDay(db, day)
  const { rows, leftOut } = await readRows(needs, editions[0]?.content.stories ?? null, from, to)
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

async function readRows(needs: WebNeeds, taken: readonly EditionStory[] | null, from: Date, to: Date) {
  const ranked = rankDay(await listDayMembers(needs.db, from, to), from, to)
  const current = new Map(ranked.map((story) => [story.storyId, story]))
  const takenIds = new Set(taken?.map(({ storyId }) => storyId))
  const others = ranked.filter(({ storyId }) => !takenIds.has(storyId)).slice(0, SHOWN)
  const heads = await listStoryHeads(needs.db, [...takenIds, ...others.map(({ storyId }) => storyId)])

  const takenRows = (taken ?? []).flatMap((story) => {
    const head = heads.get(story.storyId)
    const { headline, state, newReports, rank } = story
    const counts = current.get(story.storyId)?.counts ?? story.counts
    return head ? [{ head, headline, standfirst: story.standfirst?.text ?? null, counts, state, newReports, rank }] : []
  })
  const otherRows = others.flatMap(({ storyId, ...story }) => {
    const head = heads.get(storyId)
    return head ? [{ head, headline: head.headline, standfirst: head.standfirst, ...story, rank: null }] : []
  })
  return taken === null ? { rows: otherRows, leftOut: [] } : { rows: takenRows, leftOut: otherRows }
}
