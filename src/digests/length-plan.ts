import type { DigestLength } from './digest.ts'
import type { EditionStory } from './edition.ts'

/** How many stories are told at length, in short, and in a line each. */
export interface LengthPlan {
  readonly full: number
  readonly short: number
  readonly line: number
}

/** A reader has minutes, and mail readers cut off long mails: never more than three at length. */
const PLANS: Readonly<Record<DigestLength, LengthPlan>> = {
  short: { full: 1, short: 5, line: 6 },
  usual: { full: 3, short: 12, line: 25 },
  long: { full: 3, short: 20, line: 37 },
}

export const lengthPlan = (length: DigestLength): LengthPlan => PLANS[length]

/** The most stories that an edition tells. */
export const placesOf = ({ full, short, line }: LengthPlan): number => full + short + line

/**
 * The form of the story at a place, counted from 1. One report makes one line, since there is nothing to compare it
 * with; and so does what a mail has no room for.
 */
export function formAt(place: number, independent: number, { full, short }: LengthPlan): EditionStory['form'] {
  if (independent < 2) return 'line'
  if (place <= full) return 'full'
  return place <= full + short ? 'short' : 'line'
}
