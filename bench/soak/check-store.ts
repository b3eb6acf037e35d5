import type { FarmPlan, Fault } from './farm-plan.ts'
import type { FarmRecord } from './farm-record.ts'
import type { OpenWork, Outcome, StoredFacts } from './stored-facts.ts'
import { type Check, someOf } from './verdict.ts'

/** What was compared: the plan, what the farm has served, what Wirefold has stored, and which feed is which. */
export interface Compared {
  readonly plan: FarmPlan
  readonly record: FarmRecord
  readonly stored: StoredFacts
  /** Wirefold's id of each feed of the farm. */
  readonly feedIds: readonly string[]
}

/** Whether anything was lost, doubled or made up. */
export function checkStore({ plan, record, stored, feedIds }: Compared): readonly Check[] {
  const kept = new Set(stored.entries.map(({ feedId, number }) => `${feedId} ${number ?? ''}`))
  const served = record.served.flatMap(([feed, articles]) => articles.map((article) => ({ feed, article })))
  const lost = served.filter(({ feed, article }) => !kept.has(`${feedIds[feed] ?? ''} ${article}`))

  const articlesOf = new Map<number, number>()
  for (const number of stored.articles.flatMap(({ numbers }) => numbers.flatMap((each) => each ?? []))) {
    articlesOf.set(number, (articlesOf.get(number) ?? 0) + 1)
  }
  const doubled = [...articlesOf].filter(([, count]) => count > 1).map(([number]) => number)
  const joined = stored.articles.filter(({ numbers }) => numbers.length > 1)
  const shown = new Set(record.shown)
  const invented = stored.articles.filter(({ numbers }) => numbers.some((each) => each === null || !shown.has(each)))
  const faultOfFeed = ({ feed }: { feed: number }) => `${plan.feeds[feed]?.fault ?? ''} feed ${feed}`
  return [
    {
      name: 'no lost entry',
      isKept: served.length > 0 && lost.length === 0,
      figure: `${lost.length} of ${served.length} served entries${someOf([...new Set(lost.map(faultOfFeed))])}`,
    },
    {
      name: 'no doubled article',
      isKept: articlesOf.size > 0 && doubled.length === 0,
      figure: `${doubled.length} of ${articlesOf.size} articles${someOf(doubled)}`,
    },
    { name: 'no two articles in one', isKept: joined.length === 0, figure: `${joined.length}` },
    { name: 'no article that nobody published', isKept: invented.length === 0, figure: `${invented.length}` },
  ]
}

/** Whether polling went on for everybody and ended for the right ones. */
export function checkPolls(
  { plan, record, stored, feedIds }: Compared,
  open: OpenWork,
  failedJobs: number,
): readonly Check[] {
  const faultOf = new Map(plan.feeds.map(({ index, fault }) => [feedIds[index] ?? '', fault]))
  const wronglyPaused = stored.feeds.filter(
    ({ state, stateCode, id }) => state === 'paused' && (stateCode !== 'GONE' || faultOf.get(id) !== 'gone'),
  )
  const outcomesOf = (fault: Fault) => stored.outcomes.filter(({ feedId }) => faultOf.get(feedId) === fault)
  const refused = outcomesOf('private-redirect')
  const unrefused = refused.filter(({ code }) => code !== 'ADDRESS_REFUSED' && !isOfRobots(code))
  const unmoved = stored.feeds.filter(({ id, url }) => faultOf.get(id) === 'moved-for-now' && url.includes('/moved/'))
  return [
    {
      name: 'nothing is left undone',
      isKept: open.polls === 0 && open.pages === 0 && open.unpolled === 0,
      figure: `${open.polls} polls, ${open.pages} pages, ${open.unpolled} feeds unpolled at the end`,
    },
    { name: 'no job failed for good', isKept: failedJobs === 0, figure: `${failedJobs}` },
    {
      name: 'no feed stopped but those that are gone',
      isKept: wronglyPaused.length === 0 && unmoved.length === 0,
      figure: `${wronglyPaused.length} paused, ${unmoved.length} moved${someOf(wronglyPaused.map(({ id }) => id))}`,
    },
    {
      name: 'nothing sent to a private address',
      isKept: record.trespasses === 0 && unrefused.length === 0 && count(refused) > 0,
      figure: `${record.trespasses} connections; ${count(refused) - count(unrefused)} of ${count(refused)} polls refused`,
    },
  ]
}

const isOfRobots = (code: string | null): boolean => code?.startsWith('ROBOTS') ?? false

const count = (outcomes: readonly Outcome[]): number => outcomes.reduce((sum, each) => sum + each.count, 0)
