/**
 * A soak of the real thing: some hundred feeds on some dozen hosts of loopback, half of them with faults, polled for some
 * minutes by a scheduler and several worker processes. Shows whether an entry was lost, an article doubled, a host asked
 * too often or a worker's memory grown, and exits with 1 if so.
 *
 *     node dist/bench/soak.js [--feeds 500] [--hosts 60] [--minutes 6] [--workers 3] [--seed 1] [--spacing 1000] [--concurrency 2]
 *
 * On the servers of DATABASE_URL and REDIS_URL, where it makes and drops a database of its own, else on an embedded
 * Postgres. Since no feed may be polled more than once a minute by its settings, the soak makes feeds due by SQL every 30
 * seconds; halfway it lets a day pass for all validators. Everything else is as in earnest.
 */
import { openProgress } from '../src/cli/progress.ts'
import { checkMemory } from './soak/check-memory.ts'
import { checkPace } from './soak/check-pace.ts'
import { checkPolls, checkStore } from './soak/check-store.ts'
import { startFarm } from './soak/farm-process.ts'
import { soakOptions } from './soak/options.ts'
import { printVerdict } from './soak/print-verdict.ts'
import { runSoak, type SoakRun } from './soak/run-soak.ts'
import { openSoakStore } from './soak/soak-store.ts'
import type { Check } from './soak/verdict.ts'

const options = soakOptions(process.argv.slice(2))
const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
const progress = openProgress({
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  onSignal: () => undefined,
})

const store = await openSoakStore(process.env)
try {
  const farm = await startFarm(options)
  try {
    const run = await runSoak(store, farm, options, progress, stopping.signal)
    const checks = checksOf(run)
    printVerdict(options, store.name, run, checks)
    process.exitCode = checks.every(({ isKept }) => isKept) ? 0 : 1
  } finally {
    await farm.stop()
  }
} finally {
  progress.stop()
  await store.close()
}

function checksOf({ compared, samples, open, complaints }: SoakRun): readonly Check[] {
  const failedJobs = complaints.filter((line) => line.includes('a job failed for good')).length
  return [
    ...checkStore(compared),
    ...checkPace(compared.plan, compared.record, options),
    ...samples.map((usages, index) => {
      const bytes = usages.map((usage) => usage.bytes)
      return checkMemory(`worker ${index + 1}`, bytes)
    }),
    ...checkPolls(compared, open, failedJobs),
  ]
}
