import { constants } from 'node:fs'
import { access, chmod, chown, mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError, messageOf } from '../../errors.ts'
import { claim, type Claim } from './claim.ts'

const LOCK_POLL_MS = 50
/** Longer than an initdb on a slow disk; what is still locked then hangs. */
const LOCK_LIMIT_MS = 120_000

/**
 * Makes the data directory where it is missing and returns its real path. Parents that are made here are open to
 * other users (0755), since the server may have to pass them as another user; what is private is closed further down.
 * @throws AppError DATA_DIR_UNWRITABLE
 */
export async function makeDataDirectory(dataDir: string): Promise<string> {
  const wanted = resolve(dataDir)
  try {
    await makeOpenDirectory(wanted)
    await access(wanted, constants.W_OK | constants.X_OK)
    return await realpath(wanted)
  } catch (error) {
    throw unwritable(wanted, error)
  }
}

export function unwritable(directory: string, cause: unknown): AppError {
  const message = `could not write to the data directory ${directory}: ${messageOf(cause)}; set DATA_DIR to a directory of this user, or DATABASE_URL to a Postgres server`
  return new AppError('DATA_DIR_UNWRITABLE', message, { disposition: 'discard', details: { directory }, cause })
}

/** `mkdir -p` with 0755 for each directory that it makes, whatever the umask; those that exist stay as they are. */
export async function makeOpenDirectory(directory: string): Promise<void> {
  const missing: string[] = []
  for (let path = directory; !(await exists(path)) && path !== dirname(path); path = dirname(path))
    missing.unshift(path)
  for (const path of missing) {
    await mkdir(path).catch(ignoreExisting)
    await chmod(path, 0o755)
  }
}

/**
 * Claims the data directory for a long-running process, until it releases it or dies. Short commands need no claim.
 * @throws AppError DATA_DIR_IN_USE naming the process that has it, DATA_DIR_UNWRITABLE
 */
export async function claimDataDir(dataDir: string): Promise<Claim> {
  const directory = await makeDataDirectory(dataDir)
  const result = await claimIn(directory, 'up')
  if ('release' in result) return result
  throw inUse(directory, result.heldBy)
}

export function inUse(dataDir: string, pid: number): AppError {
  const message = `the data directory ${dataDir} is used by process ${pid}: stop that process, or set DATA_DIR to another directory`
  return new AppError('DATA_DIR_IN_USE', message, { disposition: 'discard', details: { dataDir, pid } })
}

/** Runs `work` while no other process starts a server on this data directory; waits for its turn. */
export async function whileStarting<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  let waited = 0
  for (;;) {
    const result = await claimIn(dataDir, 'start')
    if ('release' in result) return work().finally(() => result.release())
    if (waited >= LOCK_LIMIT_MS) throw inUse(dataDir, result.heldBy)
    await pause(LOCK_POLL_MS)
    waited += LOCK_POLL_MS
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** What lies behind a closed door counts as there: to make it anew would be wrong, and fails with the true reason. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''),
  )

async function claimIn(dataDir: string, name: string): ReturnType<typeof claim> {
  const locks = join(dataDir, 'locks')
  const directory = join(locks, name)
  try {
    await makeOpenDirectory(directory)
    await giveToOwnerOf(dataDir, [locks, directory])
    return await claim(directory)
  } catch (error) {
    throw unwritable(dataDir, error)
  }
}

/** What root makes in somebody's data directory must not stand in the way of its owner, who may start there next. */
async function giveToOwnerOf(dataDir: string, paths: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(dataDir)
  await Promise.all(paths.map((path) => chown(path, uid, gid)))
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
}
