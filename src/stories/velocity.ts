import { type CountedArticle, independentKey } from './counts.ts'
import type { Peak } from './story-facts.ts'

/** An article of a story at its event time. */
export interface TimedArticle extends CountedArticle {
  readonly eventAt: Date
}

/** Independent reports that began within the hours before, an hour. */
export interface Velocity {
  readonly lastHour: number
  readonly lastSixHours: number
  readonly lastDay: number
}

const hourMs = 3_600_000

/** When each independent voice first reported, in order. Copies report nothing. O(n log n) in the articles. */
export function reportTimes(articles: readonly TimedArticle[]): Date[] {
  const first = new Map<string, Date>()
  for (const article of articles) {
    if (article.isCopy) continue
    const voice = independentKey(article)
    const before = first.get(voice)
    if (!before || article.eventAt < before) first.set(voice, article.eventAt)
  }
  return [...first.values()].sort((a, b) => a.getTime() - b.getTime())
}

/** As of `now`: windows are open at their beginning and hold `now` itself; what lies in the future does not count. */
export function velocityOf(reports: readonly Date[], now: Date): Velocity {
  const perHour = (hours: number): number => {
    const from = now.getTime() - hours * hourMs
    return reports.filter((at) => at.getTime() > from && at <= now).length / hours
  }
  return { lastHour: perHour(1), lastSixHours: perHour(6), lastDay: perHour(24) }
}

/**
 * The hour with most reports, wherever it begins; of equals the first. It begins with a report, holds its beginning and
 * not its end. Null without reports. O(n) over reports in order.
 */
export function peakOf(reports: readonly Date[]): Peak | null {
  let best: Peak | null = null
  let end = 0
  for (const [start, from] of reports.entries()) {
    while (end < reports.length && (reports[end]?.getTime() ?? 0) < from.getTime() + hourMs) end++
    if (end - start > (best?.reports ?? 0)) best = { reports: end - start, from }
  }
  return best
}
