import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import { identityOf, SERVER_ENVIRONMENT } from './account.ts'
import { pause } from './data-directory.ts'
import type { Place } from './place.ts'
import { ask, POLL_MS, readPidFile } from './postmaster.ts'
import { SOCKET_PORT } from './socket-directory.ts'

/** A server that this process has started. */
export interface Server {
  /** Ends every session and stops; harmless when it has stopped already. */
  stop(): Promise<void>
}

interface ServerOptions {
  readonly postgres: string
  readonly socketDir: string
  /** False gives up durability for speed: after a crash the cluster may be lost. */
  readonly durable: boolean
  /** Called once when the server ends without having been stopped. */
  readonly onLost: (error: AppError) => void
}

/**
 * The server must not outlive this process, however it dies. The shell waits for the server, and a second shell for
 * the end of its standard input, a pipe from here that the kernel closes with us; then it stops the server (SIGINT is
 * Postgres' fast shutdown). Signals of the terminal are not for them.
 */
const GUARD = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
trap '' INT TERM HUP
(cat <&3 >/dev/null; kill -INT $server) 2>/dev/null &
watcher=$!
exec 3<&-
wait $server
status=$?
kill -KILL $watcher 2>/dev/null
exit $status
`

const START_LIMIT_MS = 300_000
/** A fast shutdown only has to write a checkpoint; then the immediate one (SIGQUIT), which loses nothing either. */
const STOP_LIMIT_MS = 30_000
const LOG_TAIL_CHARACTERS = 1_500

/**
 * Starts Postgres on the cluster of the place and waits until it answers.
 * @throws AppError EMBEDDED_START_FAILED with the end of the server's log
 */
export async function startServer(place: Place, options: ServerOptions): Promise<Server> {
  const logFile = join(place.home, 'postgres.log')
  const { child, exited } = await spawnGuarded(place, options, logFile)
  let isStopping = false
  try {
    await untilReady(child, options.socketDir)
  } catch {
    await end(child, exited, place.cluster)
    throw await lost('did not start', place.cluster, logFile)
  }
  void exited.then(async () => {
    if (!isStopping) options.onLost(await lost('ended by itself', place.cluster, logFile))
  })
  return {
    async stop() {
      isStopping = true
      await end(child, exited, place.cluster)
    },
  }
}

interface Guarded {
  readonly child: ChildProcess
  readonly exited: Promise<void>
}

async function spawnGuarded(place: Place, options: ServerOptions, logFile: string): Promise<Guarded> {
  await rename(logFile, `${logFile}.1`).catch(() => undefined)
  const log = await open(logFile, 'w', 0o600)
  try {
    const command = [options.postgres, '-D', place.cluster, ...settings(options)]
    const child = spawn('/bin/sh', ['-c', GUARD, 'wirefold-postgres', ...command], {
      ...identityOf(place.account),
      cwd: '/',
      env: SERVER_ENVIRONMENT,
      stdio: ['pipe', log.fd, log.fd],
      // Ctrl-C goes to the whole group of the terminal; the server has to outlive the workers that it reaches first.
      detached: true,
    })
    const exited = once(child, 'exit').then(() => undefined)
    // It ends with this process, and must not keep it from ending.
    child.unref()
    child.stdin?.on('error', () => undefined)
    if (child.stdin instanceof Socket) child.stdin.unref()
    return { child, exited }
  } finally {
    await log.close()
  }
}

function settings({ socketDir, durable }: ServerOptions): string[] {
  const given = {
    listen_addresses: '',
    // A list, so that a comma in the path would end an entry that is not quoted.
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: String(SOCKET_PORT),
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function untilReady(child: ChildProcess, socketDir: string): Promise<void> {
  for (let waited = 0; waited < START_LIMIT_MS; waited += POLL_MS) {
    if (hasExited(child)) break
    if ((await ask({ socketDir, port: SOCKET_PORT })) === 'ready') return
    await pause(POLL_MS)
  }
  throw new Error('not ready')
}

async function end(child: ChildProcess, exited: Promise<void>, cluster: string): Promise<void> {
  if (hasExited(child)) return
  child.ref()
  child.stdin?.end()
  const timer = setTimeout(() => void quitAtOnce(cluster), STOP_LIMIT_MS)
  await exited
  clearTimeout(timer)
}

async function quitAtOnce(cluster: string): Promise<void> {
  const postmaster = await readPidFile(cluster)
  if (postmaster) process.kill(postmaster.pid, 'SIGQUIT')
}

const hasExited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function lost(what: string, cluster: string, logFile: string): Promise<AppError> {
  const log = await readFile(logFile, 'utf8').catch(() => '')
  const message = `Postgres on ${cluster} ${what}; the end of ${logFile}:\n${log.slice(-LOG_TAIL_CHARACTERS).trim()}`
  return new AppError('EMBEDDED_START_FAILED', message, { disposition: 'retry', details: { cluster, logFile } })
}
