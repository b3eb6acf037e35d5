import { sharedCount } from '../text/sorted-hashes.ts'
import type { CopyKind } from './cluster-article.ts'
import { independentKey } from './counts.ts'
import { byTime, isAgencyItself, type LineageMember, possiblyFirst } from './lineage-time.ts'

/** An article of a group of copies with the shingles of its text, sorted as `shinglesOf` gives them. */
export interface CopyText extends LineageMember {
  readonly shingles: Int32Array
}

/**
 * By which sign the source is known: it is the agency's own page of a text credited to it; it came out first beyond doubt;
 * it holds all of what may have been first; it is the one of them with an agency's credit; or it only came first here.
 */
export type SourceRule = 'agency' | 'earlier' | 'holds_all' | 'agency_credit' | 'arrival'

/** What one text took from the source; shares are of shingles, 0 to 1. */
export interface CopyFact {
  readonly articleId: string
  readonly kind: CopyKind
  /** Share of the copy's text that the source holds. */
  readonly copyShare: number
  /** Share of the source's text that the copy took over. */
  readonly sourceShare: number
  /** Publisher and source's publisher speak with one voice. */
  readonly sameOwner: boolean
}

export interface CopyLineage {
  readonly sourceId: string
  readonly rule: SourceRule
  readonly copies: readonly CopyFact[]
}

/** From this share of a text on, another text holds all of it; the rest is house style. */
const wholeShare = 0.9
/** From this Jaccard resemblance on, both sides have small edits only. */
const lightEdit = 0.6

/**
 * Which text of a group of copies is the credible source, and how much of it the others took. The group is what the lane
 * has put together, in any order; the order of arrival decides nothing but what no sign tells. O(members times shingles).
 * @throws Error when the group is empty
 */
export function lineageOf(group: readonly CopyText[]): CopyLineage {
  const { source, rule } = sourceOf(group)
  const copies = group.filter((member) => member !== source).map((member) => copyFact(member, source))
  return { sourceId: source.articleId, rule, copies }
}

function sourceOf(group: readonly CopyText[]): { readonly source: CopyText; readonly rule: SourceRule } {
  const inOrder = group.toSorted(byTime)
  const first = inOrder[0]
  if (!first) throw new Error('a group of copies has at least one article')
  const credits = new Set(group.flatMap(({ agencyCredit }) => agencyCredit ?? []))
  const agency = inOrder.find(({ publisher }) => [...credits].some((credit) => isAgencyItself(publisher, credit)))
  if (agency) return { source: agency, rule: 'agency' }
  const candidates = possiblyFirst(inOrder)
  if (candidates.length === 1) return { source: first, rule: 'earlier' }
  const whole = holderOfAll(candidates)
  if (whole) return { source: whole, rule: 'holds_all' }
  const credited = candidates.find(({ agencyCredit }) => agencyCredit !== null)
  return credited ? { source: credited, rule: 'agency_credit' } : { source: first, rule: 'arrival' }
}

/** The one longer text that holds all of the others, where their times do not say who was first. */
function holderOfAll(candidates: readonly CopyText[]): CopyText | null {
  const longest = candidates.toSorted((a, b) => b.shingles.length - a.shingles.length)
  const [holder, next] = longest
  if (!holder || !next || next.shingles.length > wholeShare * holder.shingles.length) return null
  const holdsAll = longest.slice(1).every((other) => shareHeld(other, holder) >= wholeShare)
  return holdsAll ? holder : null
}

const shareHeld = (text: CopyText, holder: CopyText): number =>
  text.shingles.length === 0 ? 0 : sharedCount(text.shingles, holder.shingles) / text.shingles.length

function copyFact(copy: CopyText, source: CopyText): CopyFact {
  const shared = sharedCount(copy.shingles, source.shingles)
  const union = copy.shingles.length + source.shingles.length - shared
  const copyShare = shareOf(shared, copy.shingles.length)
  const sourceShare = shareOf(shared, source.shingles.length)
  const resemblance = shareOf(shared, union)
  return {
    articleId: copy.articleId,
    kind: resemblance === 1 ? 'identical' : kindOf(resemblance, copyShare, sourceShare),
    copyShare,
    sourceShare,
    sameOwner: independentKey(copy) === independentKey(source),
  }
}

/** Two texts too short for a shingle were put together because they are the same. */
const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

function kindOf(resemblance: number, copyShare: number, sourceShare: number): CopyKind {
  if (resemblance >= lightEdit) return 'light_edit'
  return copyShare >= sourceShare ? 'cut' : 'merged'
}
