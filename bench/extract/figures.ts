import type { Measured } from './measure-reader.ts'

/** How a reader fares, and beside ours on the pages that both can read. */
export interface Speed {
  readonly pagesPerCpuSecond: number
  /** CPU of this reader for that of ours, on the same pages; above 1 it needs more. */
  readonly ratio: number
  /** CPU milliseconds that 95 of 100 readings of a page stay below. */
  readonly p95Ms: number
}

/** Null when a reader did not finish a pass. */
export function speedOf(one: Measured, ours: Measured): Speed | null {
  const pages = indexes(one)
  const common = pages.filter((index) => !ours.failures.has(index))
  if (one.passes.length === 0 || ours.passes.length === 0 || common.length === 0) return null
  return {
    pagesPerCpuSecond: (pages.length / cpuMs(one, pages)) * 1000,
    ratio: cpuMs(one, common) / cpuMs(ours, common),
    p95Ms: quantile(
      one.passes.flatMap((pass) => [...pass.values()]),
      0.95,
    ),
  }
}

const indexes = (measured: Measured): number[] => [...(measured.passes[0]?.keys() ?? [])]

/** Of these pages together, median of the passes. */
function cpuMs({ passes }: Measured, pages: readonly number[]): number {
  const sums = passes.map((pass) => pages.reduce((sum, index) => sum + (pass.get(index) ?? 0), 0))
  return quantile(sums, 0.5)
}

/** By nearest rank. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** What a reader found on all pages that it could read. */
export interface Quality {
  /** Pages without any text. */
  readonly empty: number
  readonly charactersPerPage: number
  readonly stated: number
  readonly found: number
  readonly otherCharactersPerPage: number
}

export function qualityOf({ judgements }: Measured): Quality {
  const sum = (figure: (one: Measured['judgements'][number]) => number): number =>
    judgements.reduce((total, one) => total + figure(one), 0)
  return {
    empty: judgements.filter(({ characters }) => characters === 0).length,
    charactersPerPage: sum(({ characters }) => characters) / Math.max(1, judgements.length),
    stated: sum(({ compared }) => compared?.stated ?? 0),
    found: sum(({ compared }) => compared?.found ?? 0),
    otherCharactersPerPage: sum(({ compared }) => compared?.otherCharacters ?? 0) / Math.max(1, judgements.length),
  }
}
