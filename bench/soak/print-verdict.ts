import type { SoakOptions } from './options.ts'
import type { SoakRun } from './run-soak.ts'
import type { Check } from './verdict.ts'

/** Prints the figures of a soak and what each check has shown. */
export function printVerdict(options: SoakOptions, store: string, run: SoakRun, checks: readonly Check[]): void {
  const { feeds, hosts, workers, minutes, seed } = options
  const { record, stored } = run.compared
  console.log(`\n${feeds} feeds on ${hosts} hosts, ${workers} workers, ${minutes} minutes, seed ${seed}; ${store}`)
  printWork(run, minutes * 60)
  console.log(
    `requests  ${record.requests.length} of all kinds, until all was drained in ${(run.drainedMs / 1_000).toFixed(0)} s`,
  )
  console.log(
    `outcomes  ${totals(stored.outcomes.map(({ outcome, code, count }) => [code ?? outcome ?? 'none', count]))}`,
  )
  console.log(
    `articles  ${totals(stored.pages.map(({ state, code, count }) => [code === null ? state : `${state} ${code}`, count]))}`,
  )
  console.log(`log       ${run.complaints.length} warnings and errors\n`)
  for (const { name, isKept, figure } of checks) {
    console.log(`${isKept ? 'ok  ' : 'FAIL'}  ${name.padEnd(42)} ${figure}`)
  }
  for (const line of run.complaints.slice(0, 5)) console.log(`      ${line.slice(0, 600)}`)
}

function printWork({ done, samples }: SoakRun, seconds: number): void {
  const cpuSeconds = samples.reduce((sum, each) => sum + (each.at(-1)?.cpuSeconds ?? 0), 0)
  const each = ((cpuSeconds / done.polls) * 1_000).toFixed(1)
  console.log(`polls     ${done.polls}, ${(done.polls / seconds).toFixed(1)}/s`)
  console.log(`pages     ${done.pages}, ${(done.pages / seconds).toFixed(1)}/s`)
  console.log(`CPU       ${cpuSeconds.toFixed(0)} s of all workers, ${each} s for 1,000 polls with their pages`)
}

function totals(counted: readonly (readonly [name: string, count: number])[]): string {
  const sums = new Map<string, number>()
  for (const [name, count] of counted) sums.set(name, (sums.get(name) ?? 0) + count)
  return [...sums]
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
