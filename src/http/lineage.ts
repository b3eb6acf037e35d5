import type { EditionSource } from '../digests/edition.ts'
import { independentKey } from '../stories/counts.ts'
import type { StoryMember } from '../stories/repository-read.ts'

/** An original of a story with the copies that hang below it. */
export interface LineageSource {
  readonly number: number
  readonly report: StoryMember
  /** Why it is not counted as independent, though it is no copy. */
  readonly notCounted: string | null
  readonly copies: readonly StoryMember[]
}

/**
 * Originals in the order of their numbers, each with its copies. An original that an edition has printed keeps the number
 * that the brief's marks name; the others count on from there. O(members).
 * @param members in order of event time
 */
export function lineageOf(members: readonly StoryMember[], printed: readonly EditionSource[]): LineageSource[] {
  const numbers = new Map(printed.map(({ articleId, number }) => [articleId, number]))
  let last = Math.max(0, ...numbers.values())
  const copies = copiesByOriginal(members)
  const voices = new Map<string, StoryMember>()
  const sources = members
    .filter(({ originalId }) => originalId === null)
    .map((report) => {
      const voice = independentKey(report)
      const first = voices.get(voice)
      if (!first) voices.set(voice, report)
      return {
        number: numbers.get(report.articleId) ?? (last += 1),
        report,
        notCounted: first ? repetition(report, first) : null,
        copies: copies.get(report.articleId) ?? [],
      }
    })
  return sources.sort((a, b) => a.number - b.number)
}

function copiesByOriginal(members: readonly StoryMember[]): ReadonlyMap<string, StoryMember[]> {
  const copies = new Map<string, StoryMember[]>()
  for (const member of members) {
    if (member.originalId === null) continue
    const siblings = copies.get(member.originalId)
    if (siblings) siblings.push(member)
    else copies.set(member.originalId, [member])
  }
  return copies
}

function repetition(report: StoryMember, first: StoryMember): string {
  return report.publisher === first.publisher
    ? 'another article of this publisher, not counted again'
    : `same owner as ${first.publisher} (${report.ownerGroup ?? ''}), not counted again`
}
