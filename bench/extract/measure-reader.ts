import type { Judgement } from './judge.ts'
import type { Ready } from './messages.ts'
import type { ReaderName } from './readers.ts'
import { type Reading, runReader } from './run-reader.ts'

/** What was measured of one reader. */
export interface Measured {
  readonly reader: ReaderName
  readonly ready: Ready
  readonly judgements: readonly Judgement[]
  /** Pages that it could not read, by index. */
  readonly failures: ReadonlyMap<number, Failure>
  /** CPU milliseconds of each page by index, one map a pass; without the first pass, which warms up. */
  readonly passes: readonly ReadonlyMap<number, number>[]
  /** Null when the measured process died. */
  readonly peakKilobytes: number | null
}

export type Failure = 'threw' | 'died' | 'hung'

/** Tells how far a stage is. */
export type OnProgress = (stage: string, done: number, total: number) => void

/**
 * Reads all pages once, to judge what is found and to learn which pages the reader cannot read; then in a fresh process,
 * without those, several times over.
 *
 * @throws Error when the reader cannot be loaded or the pages cannot be read
 */
export async function measureReader(
  reader: ReaderName,
  file: string | null,
  passes: number,
  onProgress: OnProgress,
): Promise<Measured> {
  const trial = await tryPages(reader, file, (done, total) => onProgress(`${reader}, trial`, done, total))
  const orders = { reader, file, from: 0, without: [...trial.failures.keys()], isJudged: false, passes: passes + 1 }
  const total = (trial.ready.pageCount - trial.failures.size) * orders.passes
  let done = 0
  const { ready, pages, peakKilobytes } = await runReader(orders, () => {
    done += 1
    onProgress(`${reader}, measured`, done, total)
  })
  return { reader, ...trial, ready, passes: byPass(pages).slice(1), peakKilobytes }
}

type Trial = Pick<Measured, 'ready' | 'judgements' | 'failures'>

/** Goes on behind the page at which a process died or hung. */
async function tryPages(
  reader: ReaderName,
  file: string | null,
  onPage: (done: number, total: number) => void,
): Promise<Trial> {
  const failures = new Map<number, Failure>()
  const judgements: Judgement[] = []
  let from = 0
  for (;;) {
    const first = from
    const orders = { reader, file, from, without: [], isJudged: true, passes: 1 }
    const { ready, pages, end } = await runReader(orders, (total) => onPage((from += 1), total))
    for (const { index, error, judgement } of pages) {
      if (error !== null) failures.set(index, 'threw')
      if (judgement !== null) judgements.push(judgement)
    }
    if (end === 'done') return { ready, judgements, failures }
    const failed = first + pages.length
    failures.set(failed, end)
    from = failed + 1
  }
}

/** Whole passes only. */
function byPass(pages: Reading['pages']): ReadonlyMap<number, number>[] {
  const passes: Map<number, number>[] = []
  for (const { index, cpuMs } of pages) {
    const current = passes.at(-1)
    if (current === undefined || current.has(index)) passes.push(new Map([[index, cpuMs]]))
    else current.set(index, cpuMs)
  }
  const whole = passes[0]?.size ?? 0
  return passes.filter(({ size }) => size === whole)
}
