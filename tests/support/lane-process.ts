import { createInterface } from 'node:readline'
import { ulid } from 'ulid'
import { systemClock } from '../../src/clock.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { Lanes } from '../../src/stories/lane.ts'

/** The program of the worker processes that tests start and kill: a lane and its standby, without a queue. */
export interface LaneProgram {
  /** Address of the database. */
  readonly url: string
}

const { url } = JSON.parse(process.argv[2] ?? '{}') as LaneProgram
const stopping = new AbortController()
const tell = (error: unknown) => {
  if (!stopping.signal.aborted) process.stderr.write(`${String(error)}\n`)
}
const db = openPostgres({ connectionString: url, poolSize: 4, applicationName: 'wirefold-test', onError: tell })
const lanes = new Lanes({
  db,
  clock: systemClock,
  newStoryId: (at) => ulid(at.getTime()),
  settleSeconds: 0,
  holder: String(process.pid),
  idleHoldMs: 60_000,
  onProblem: tell,
})

const watching = lanes.watch(stopping.signal)
process.stdout.write('ready\n')
for await (const language of createInterface(process.stdin)) lanes.wake(language, stopping.signal).catch(tell)
stopping.abort()
await watching
await lanes.close()
await db.close()
