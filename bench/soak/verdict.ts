/** Something that the soak is to show, and what it has shown. */
export interface Check {
  readonly name: string
  readonly isKept: boolean
  readonly figure: string
}

/** The value that a share of the others lies below; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** A few of many, for a line of the table. */
export const someOf = (values: readonly (string | number)[]): string =>
  values.length === 0 ? '' : ` (${values.slice(0, 8).join(', ')}${values.length > 8 ? ', …' : ''})`
