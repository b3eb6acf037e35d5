import { CRAWL_DELAY_SECONDS, type FarmPlan } from './farm-plan.ts'
import type { FarmRecord, SeenRequest, Stall } from './farm-record.ts'
import { type Check, quantile } from './verdict.ts'

/** Part of the spacing that timers of two busy processes and the farm's own clock may take away. */
const TOLERANCE = 0.25
/**
 * A process that the system stops between its leave and its request starts late, and the next one is in time: no
 * more than this share of the gaps may be shorter.
 */
const LATE_STARTS = 0.001
/** The hold is known to all once the answer was read and stored; whoever was let go before that is on its way. */
const HOLD_GRACE_MS = 2_000
/** The farm hears that a reader has gone a little later than that reader goes on to its next request. */
const CLOSING_MS = 100
/** After a stall the farm works off what has come meanwhile. */
const STALL_ENDS_MS = 20

/** How the hosts were treated, by the times of their own log. */
export function checkPace(
  plan: FarmPlan,
  { requests, holds, stalls }: FarmRecord,
  { spacingMs, concurrency }: { readonly spacingMs: number; readonly concurrency: number },
): readonly Check[] {
  const byHost = plan.hosts.map(({ index }) =>
    requests.filter(({ host }) => host === index).toSorted((a, b) => a.startedAt - b.startedAt),
  )
  const isSlow = (host: number) => plan.hosts[host]?.robots === 'slow'
  const usual = byHost.flatMap((seen, host) => (isSlow(host) ? [] : gapsOf(seen, stalls)))
  const slow = byHost.flatMap((seen, host) => (isSlow(host) ? gapsOf(afterRobots(seen), stalls) : []))
  const inFlight = Math.max(...byHost.map(mostInFlight))
  const intrusions = holds.flatMap((hold) =>
    requests.filter(
      ({ host, startedAt }) =>
        host === hold.host && startedAt > hold.from + HOLD_GRACE_MS && startedAt < hold.until - CLOSING_MS,
    ),
  )
  return [
    gapCheck('spacing of each host', usual, spacingMs),
    gapCheck('crawl-delay of hosts that ask for one', slow, Math.max(spacingMs, CRAWL_DELAY_SECONDS * 1_000)),
    {
      name: 'requests in flight at one host',
      isKept: inFlight <= concurrency,
      figure: `${inFlight} at most, ${concurrency} allowed`,
    },
    {
      name: 'Retry-After',
      isKept: holds.length > 0 && intrusions.length === 0,
      figure: `${intrusions.length} requests within ${holds.length} holds`,
    },
  ]
}

function gapCheck(name: string, gaps: readonly number[], wanted: number): Check {
  const least = wanted * (1 - TOLERANCE)
  const short = gaps.filter((gap) => gap < least).length
  const [shortest = 0, first, middle] = [0, 0.01, 0.5].map((share) => quantile(gaps, share))
  return {
    name,
    isKept: gaps.length > 0 && short <= gaps.length * LATE_STARTS,
    figure: `${wanted} ms wanted; least ${shortest}, 1st percentile ${first}, median ${middle}; ${short} of ${gaps.length} below ${least} ms`,
  }
}

/** Milliseconds between starts that the farm noted in time. */
function gapsOf(seen: readonly SeenRequest[], stalls: readonly Stall[]): readonly number[] {
  const isNotedLate = ({ startedAt }: SeenRequest) =>
    stalls.some(({ from, until }) => startedAt >= from && startedAt <= until + STALL_ENDS_MS)
  return seen.flatMap((request, index) => {
    const before = seen[index - 1]
    return before && !isNotedLate(before) && !isNotedLate(request) ? [request.startedAt - before.startedAt] : []
  })
}

/** A crawl-delay is known from the answer of robots.txt on. */
function afterRobots(seen: readonly SeenRequest[]): readonly SeenRequest[] {
  const answered = seen.find(({ kind }) => kind === 'robots')?.endedAt ?? Number.POSITIVE_INFINITY
  return seen.filter(({ startedAt }) => startedAt >= answered)
}

function mostInFlight(seen: readonly SeenRequest[]): number {
  const changes = seen.flatMap(({ startedAt, endedAt }) => [
    { at: startedAt, by: 1 },
    { at: Math.max(startedAt, endedAt - CLOSING_MS), by: -1 },
  ])
  let most = 0
  let now = 0
  for (const { by } of changes.toSorted((a, b) => a.at - b.at || a.by - b.by)) most = Math.max(most, (now += by))
  return most
}
