import { LONGEST_ADDRESS } from '../articles/canonical-url.ts'

const PERMANENT = new Set([301, 308])

/** One step of a redirect, as the fetcher tells it. */
interface Step {
  readonly to: string
  readonly status: number
}

/** Answers in a row that must name one address before it is taken over: a mistake of a day does not move a feed. */
export const MOVES_TO_BELIEVE = 3

/**
 * Where a feed says that it has moved for good: the end of the permanent steps (301 and 308, RFC 9110 15.4) that its
 * redirects begin with; null when the first step is none or there is no redirect.
 */
export function permanentAddress(redirects: readonly Step[]): string | null {
  const firstOther = redirects.findIndex(({ status }) => !PERMANENT.has(status))
  const permanent = firstOther < 0 ? redirects : redirects.slice(0, firstOther)
  const to = permanent.at(-1)?.to
  return to === undefined || to.length > LONGEST_ADDRESS ? null : to
}
