/**
 * When a page is looked at again, in minutes after it was first read. Most corrections of news come within the first hours;
 * the last look, after three days, finds what was taken down.
 */
const PLAN_MINUTES = [60, 6 * 60, 24 * 60, 72 * 60] as const

/** A step that would follow the look before it by less than this is passed over: a late look has stood in for it. */
const LEAST_GAP_MINUTES = 30

/** How far a plan has come. */
export interface RevisitPlan {
  /** Steps that are done or were passed over. */
  readonly done: number
  /** The next look; null at the end of the plan. */
  readonly at: Date | null
}

/** The first look at a page that was read at `scrapedAt`. */
export const firstRevisit = (scrapedAt: Date): Date => later(scrapedAt, PLAN_MINUTES[0])

/**
 * The plan after one more look, at `now`. Steps are counted from the first scrape, so a late look does not move the others;
 * steps whose time has gone by, or comes within half an hour, are passed over with it.
 */
export function nextRevisit(scrapedAt: Date, done: number, now: Date): RevisitPlan {
  const earliest = later(now, LEAST_GAP_MINUTES).getTime()
  const next = PLAN_MINUTES.findIndex((minutes, step) => step > done && later(scrapedAt, minutes).getTime() >= earliest)
  const minutes = PLAN_MINUTES[next]
  return minutes === undefined ? { done: PLAN_MINUTES.length, at: null } : { done: next, at: later(scrapedAt, minutes) }
}

const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000)
