import { type Check, quantile } from './verdict.ts'

const MEGABYTE = 1024 * 1024
const MOST_GROWTH = 0.25
const MOST_GROWTH_BYTES = 40 * MEGABYTE

/** Bodies of 20 MB come and go: what stays is in the lower quartile. */
const STAYS = 0.25

/**
 * Whether the memory that stays resident in a process was as large in the last quarter of its samples as in the second. In
 * the first quarter it warms up.
 */
export function checkMemory(name: string, samples: readonly number[]): Check {
  const quarter = Math.floor(samples.length / 4)
  const early = quantile(samples.slice(quarter, 2 * quarter), STAYS)
  const late = quantile(samples.slice(3 * quarter), STAYS)
  const allowed = Math.max(early * MOST_GROWTH, MOST_GROWTH_BYTES)
  const inMegabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`
  return {
    name: `flat memory of ${name}`,
    isKept: quarter > 0 && late - early <= allowed,
    figure: `${inMegabytes(early)} in the second quarter, ${inMegabytes(late)} in the last, ${inMegabytes(Math.max(0, ...samples))} at most`,
  }
}
