/** So many of so many bear a mark. */
export interface Share {
  readonly marked: number
  readonly of: number
}

/** Quantile of the normal distribution for a bound that holds with 95 % on one side. */
const ONE_SIDED_95 = 1.645

/** 0 where there is nothing to share. */
export const shareOf = ({ marked, of }: Share): number => (of === 0 ? 0 : marked / of)

/** The most that the true share may be, with 95 % (Wilson 1927, one-sided); few trials leave it wide. */
export function upperBound({ marked, of }: Share): number {
  if (of === 0) return 1
  const z2 = ONE_SIDED_95 ** 2
  const share = marked / of
  const spread = ONE_SIDED_95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return Math.min(1, (share + z2 / (2 * of) + spread) / (1 + z2 / of))
}

/** The chance that at least `marked` of `of` trials succeed which each succeed with `chance` (binomial, exact). */
export function chanceOfAtLeast({ marked, of }: Share, chance: number): number {
  if (marked <= 0 || chance >= 1) return 1
  if (chance <= 0) return 0
  let term = of * Math.log1p(-chance) // logarithm of the chance of exactly none
  let sum = 0
  for (let successes = 0; successes <= of; successes += 1) {
    if (successes >= marked) sum += Math.exp(term)
    term += Math.log((of - successes) / (successes + 1)) + Math.log(chance / (1 - chance))
  }
  return Math.min(1, sum)
}
