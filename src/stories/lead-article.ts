import { byTime, isAgencyItself, possiblyFirst } from './lineage-time.ts'
import type { FactMember, LeadRule } from './story-facts.ts'
import { articleForm } from './story-facts-form.ts'

/** Characters below which a text is a stub: some fifty words; a script of ideographs says as much in a third. */
const shortestReport = 300
const shortestIdeographic = 100
const ideographic = new Set(['zh', 'ja'])

export interface Lead {
  readonly member: FactMember
  readonly rule: LeadRule
}

/**
 * The article that stands for a story. Of the members that nobody's text was taken from, sources before copies:
 * 1. whole reports come before stubs, pages that are live, galleries, and opinion pieces;
 * 2. of these, those that may have been first: nobody came out clearly before them;
 * 3. where their times tie, an agency's own report or one that is credited to an agency, then the longest text.
 * O(members).
 * @throws Error when there are no members
 */
export function chooseLead(members: readonly FactMember[]): Lead {
  const sources = members.filter(({ articleId, sourceId }) => articleId === sourceId)
  const own = (sources.length > 0 ? sources : members).toSorted(byTime)
  const reports = own.filter(isWholeReport)
  const candidates = possiblyFirst(reports.length > 0 ? reports : own)
  const [first] = candidates
  if (!first) throw new Error('a story has at least one article')
  if (reports.length === 0) return { member: longestOf(candidates) ?? first, rule: 'for_want_of_better' }
  if (candidates.length === 1) return { member: first, rule: 'earliest' }
  const credits = new Set(members.flatMap(({ agencyCredit }) => agencyCredit ?? []))
  const agency =
    candidates.find(({ publisher }) => [...credits].some((credit) => isAgencyItself(publisher, credit))) ??
    candidates.find(({ agencyCredit }) => agencyCredit !== null)
  if (agency) return { member: agency, rule: 'agency' }
  return { member: longestOf(candidates) ?? first, rule: 'longest' }
}

function isWholeReport(member: FactMember): boolean {
  const shortest = ideographic.has(member.language) ? shortestIdeographic : shortestReport
  return member.length >= shortest && articleForm(member) === 'report'
}

/** Of equals, the first. */
const longestOf = (members: readonly FactMember[]): FactMember | undefined =>
  members.reduce<FactMember | undefined>((best, one) => (best && best.length >= one.length ? best : one), undefined)
