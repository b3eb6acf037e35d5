import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { AppError } from '../../errors.ts'
import { SUPERUSER } from './cluster.ts'
import { pause } from './data-directory.ts'
import { commandLineOf, isAlive } from './process-identity.ts'

/** A server as its `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number
  readonly socketDir: string
  readonly port: number
}

/** `busy`: it starts, recovers or stops. `silent`: nothing listens there. */
export type Answer = 'ready' | 'busy' | 'silent'

export const POLL_MS = 20
/** Recovery after a crash replays one gigabyte of log at most; a minute on a slow disk. */
const SETTLE_LIMIT_MS = 300_000
const CANNOT_CONNECT_NOW = '57P03'
const SQL_STATE = /^[0-9A-Z]{5}$/
/** More than any system gives out (Linux stops at 2^22), so that no process has it. */
const NOBODYS_PID = 2_147_483_647

/** The live server of a cluster, once it answers; null when there is none. A file left by a dead one is no server. */
export async function findServer(cluster: string): Promise<Postmaster | null> {
  for (let waited = 0; ; waited += POLL_MS) {
    const postmaster = await readPidFile(cluster)
    if (!postmaster) return null
    const answer = await ask(postmaster)
    if (answer === 'ready') return postmaster
    if (answer === 'silent' && !(await isPostmasterOf(postmaster.pid, cluster))) return null
    if (waited >= SETTLE_LIMIT_MS) throw notSettling(cluster, postmaster.pid)
    await pause(POLL_MS)
  }
}

/**
 * Waits until a cluster has no server any more, since the one that it has is another process' and goes with it.
 * @returns the server that is still there after `limitMs`, else null
 */
export async function awaitNoServer(cluster: string, limitMs: number): Promise<Postmaster | null> {
  for (let waited = 0; ; waited += POLL_MS) {
    const postmaster = await readPidFile(cluster)
    if (!postmaster || !(await isPostmasterOf(postmaster.pid, cluster))) return null
    if (waited >= limitMs) return postmaster
    await pause(POLL_MS)
  }
}

/** Asks by connecting: a file or a listening socket alone does not say that queries will be answered. */
export async function ask(server: { socketDir: string; port: number }): Promise<Answer> {
  const { socketDir: host, port } = server
  const client = new pg.Client({ host, port, user: SUPERUSER, database: 'postgres', ssl: false })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === CANNOT_CONNECT_NOW) return 'busy'
    // A server that refuses with a reason of its own, such as too many clients, is running.
    return SQL_STATE.test(code) && !code.startsWith('E') ? 'ready' : 'silent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Postgres refuses to start while the process in a left-over `postmaster.pid` lives, whatever program it is. When the
 * number was given to another program since, it is replaced by nobody's; the rest of the file stays, because Postgres
 * finds in it the shared memory that orphaned backends of the dead server may still use.
 */
export async function disarmStalePidFile(cluster: string): Promise<void> {
  const postmaster = await readPidFile(cluster)
  if (!postmaster || !isAlive(postmaster.pid) || (await isPostmasterOf(postmaster.pid, cluster))) return
  const file = join(cluster, 'postmaster.pid')
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [NOBODYS_PID, ...rest].join('\n'))
}

/** Lines of the file: process, directory, start time, port, socket directory; see miscadmin.h of Postgres. */
export async function readPidFile(cluster: string): Promise<Postmaster | null> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, port: Number(lines[3]), socketDir: lines[4] ?? '' } : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Every server that is started here has the cluster's path among its arguments. */
async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  return isAlive(pid) && (await commandLineOf(pid)).includes(cluster)
}

function notSettling(cluster: string, pid: number): AppError {
  const message = `the Postgres of ${cluster} (process ${pid}) neither starts nor ends: look at its log, or end it`
  return new AppError('EMBEDDED_START_FAILED', message, { disposition: 'retry', details: { cluster, pid } })
}
