import type { BriefArticle } from '../brief/brief.ts'
import { independentReports } from '../brief/reports.ts'
import { amountsAgree, claimsConflict, type TimedClaim } from './agreement.ts'
import { readClaims } from './read-claims.ts'

/** A figure that independent reports of one story state differently. */
export interface DifferingFigure {
  /** What is counted, in English, as it stands behind "the": `number of people killed`, `cost`. */
  readonly what: string
  /** Plural, in English; null for a count. */
  readonly unit: string | null
  /** Two or more, in the order of their first report. */
  readonly values: readonly FigureValue[]
}

export interface FigureValue {
  readonly value: number
  /** In digits and English words, without the unit: `41 million`, `at least 12`. */
  readonly shown: string
  /** One for each independent report that gives the value. */
  readonly reports: readonly FigureReport[]
}

export interface FigureReport {
  readonly articleId: string
  readonly publisher: string
  /** Half-open span of the sentence in Unicode code points of that article's text. */
  readonly start: number
  readonly end: number
}

/** Articles that are read, as in a brief. */
const articlesRead = 40

/** What one independent report says of one figure, newest article first, in it from the top. */
type ReportClaims = readonly TimedClaim[]

/**
 * The figures that at least two independent reports of a story state differently within twelve hours. A copy is not
 * read beside its original, and publishers of one owner speak with one voice. An article without a time is not compared,
 * because a later figure may be an update. The answer depends on the arguments alone. Linear in the text, quadratic in the reports of one figure.
 */
export function differingFigures(articles: readonly BriefArticle[]): readonly DifferingFigure[] {
  const reports = independentReports(articles)
  const ids = new Set(articles.map(({ id }) => id))
  const claims = articles.slice(0, articlesRead).flatMap((article, i) => {
    const at = article.publishedAt?.getTime()
    const isCopy = article.originalId !== null && ids.has(article.originalId)
    return at === undefined || isCopy ? [] : readClaims(article, i).map((claim): TimedClaim => ({ ...claim, at }))
  })
  return grouped(claims, ({ topic }) => topic).flatMap((ofTopic) => {
    const byReport = grouped(ofTopic, ({ article }) => reports[article] ?? article)
    return differenceOf(byReport.map(newestFirst), articles) ?? []
  })
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()]
}

const newestFirst = (claims: readonly TimedClaim[]): ReportClaims =>
  [...claims].sort((a, b) => b.at - a.at || a.article - b.article || a.order - b.order || a.start - b.start)

function differenceOf(reports: readonly ReportClaims[], articles: readonly BriefArticle[]): DifferingFigure | null {
  const isDiffering = (own: ReportClaims): boolean =>
    reports.some((other) => other !== own && reportsDiffer(own, other))
  const mains = reports.flatMap((own) => own.slice(0, 1).map((main) => ({ main, isDiffering: isDiffering(own) })))
  const values = valuesOf(mains.flatMap((one) => (one.isDiffering ? [one.main] : [])))
  const [first] = values.flat()
  if (!first || values.length < 2) return null
  for (const { main, isDiffering: isShown } of mains) {
    if (!isShown) values.find(([known]) => known?.amount.value === main.amount.value && main.amount.isExact)?.push(main)
  }
  return { what: first.what, unit: first.unit, values: values.map((claims) => valueOf(claims, articles)) }
}

/** Claims of one value together, both in the order of time. */
function valuesOf(claims: readonly TimedClaim[]): TimedClaim[][] {
  const values: TimedClaim[][] = []
  for (const claim of [...claims].sort(byTime)) {
    const same = values.find(([known]) => known && amountsAgree(known.amount, claim.amount, claim.isCounted))
    if (same) same.push(claim)
    else values.push([claim])
  }
  return values
}

const byTime = (a: TimedClaim, b: TimedClaim): number => a.at - b.at || a.article - b.article

function valueOf(claims: readonly TimedClaim[], articles: readonly BriefArticle[]): FigureValue {
  const { value = 0, shown = '' } = claims[0]?.amount ?? {}
  return { value, shown, reports: [...claims].sort(byTime).map((claim) => reportOf(claim, articles)) }
}

/** Their main figures cannot both hold, and neither says the other's anywhere. */
function reportsDiffer(a: ReportClaims, b: ReportClaims): boolean {
  const [mainOfA, mainOfB] = [a[0], b[0]]
  if (!mainOfA || !mainOfB || !claimsConflict(mainOfA, mainOfB)) return false
  const says = (claims: ReportClaims, other: TimedClaim): boolean =>
    claims.some(({ amount }) => amountsAgree(amount, other.amount, other.isCounted))
  return !says(a, mainOfB) && !says(b, mainOfA)
}

function reportOf(claim: TimedClaim, articles: readonly BriefArticle[]): FigureReport {
  const article = articles[claim.article]
  const text = article?.text ?? ''
  const start = [...text.slice(0, claim.start)].length
  return {
    articleId: article?.id ?? '',
    publisher: article?.publisher ?? '',
    start,
    end: start + [...text.slice(claim.start, claim.end)].length,
  }
}
