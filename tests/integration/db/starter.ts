import { once } from 'node:events'
import { claimDataDir } from '../../../src/db/embedded/data-directory.ts'
import { type EmbeddedOptions, startEmbeddedPostgres } from '../../../src/db/embedded/launch.ts'
import { AppError } from '../../../src/errors.ts'

/** The program of the processes that the tests start, kill and count: what it was asked for comes as one JSON argument. */
export interface Request {
  readonly umask?: number
  readonly claim?: boolean
  /** Ctrl-C is taken and changes nothing, as in a process that drains its workers first. */
  readonly ignoreInterrupt?: boolean
  readonly start?: EmbeddedOptions
}

const request = JSON.parse(process.argv[2] ?? '{}') as Request
if (request.umask !== undefined) process.umask(request.umask)
if (request.ignoreInterrupt) process.on('SIGINT', () => undefined)
const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`)

try {
  if (request.claim && request.start) await claimDataDir(request.start.dataDir)
  const postgres = request.start && !request.claim ? await startEmbeddedPostgres(request.start) : undefined
  const { attached, cluster, socketDir, notes } = postgres ?? {}
  say({ attached, cluster, socketDir, notes })
  await once(process.stdin.resume(), 'end')
  await postgres?.stop()
} catch (error) {
  say({ code: error instanceof AppError ? error.code : 'none', message: String(error) })
}
