import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'
import type { Account } from './account.ts'

/** Part of the socket's file name, and of nothing else: no TCP port is opened. */
export const SOCKET_PORT = 5432

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const MAX_PATH_BYTES = 103

export const socketFile = (directory: string): string => join(directory, `.s.PGSQL.${SOCKET_PORT}`)

/**
 * A directory for the server's socket that only the server's account (and root) can enter: whoever reaches the socket
 * is trusted. Beside the cluster, or under `temporary` when that path is too long for a socket.
 * @throws AppError EMBEDDED_UNSUPPORTED when both are too long
 */
export async function makeSocketDirectory(home: string, temporary: string, account: Account): Promise<string> {
  const beside = join(home, 'socket')
  if (fits(beside)) {
    await mkdir(beside, { mode: 0o700 }).catch(ignoreExisting)
    await close(beside, account)
    await removeLeftovers(beside)
    return beside
  }
  const name = `wirefold-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
  for (const parent of [temporary, '/tmp']) {
    if (fits(join(parent, `${name}-XXXXXX`))) return inTemporary(join(parent, name), account)
  }
  throw new AppError('EMBEDDED_UNSUPPORTED', `the path ${beside} is too long for a socket: set a shorter DATA_DIR`, {
    disposition: 'discard',
  })
}

const fits = (directory: string): boolean => Buffer.byteLength(socketFile(directory)) <= MAX_PATH_BYTES

/** Anybody may write there: a directory of that name that is not ours alone is left to whoever made it. */
async function inTemporary(wanted: string, account: Account): Promise<string> {
  await mkdir(wanted, { mode: 0o700 }).catch(ignoreExisting)
  const { uid, mode } = await lstat(wanted)
  const isOurs = uid === account.uid || uid === process.getuid?.()
  const isPrivate = (mode & 0o170_077) === 0o040_000
  const directory = isOurs && isPrivate ? wanted : await mkdtemp(`${wanted}-`)
  await close(directory, account)
  await removeLeftovers(directory)
  return directory
}

async function close(directory: string, account: Account): Promise<void> {
  if (!account.isSelf) await chown(directory, account.uid, account.gid)
  await chmod(directory, 0o700)
}

/** Of a server that was killed. Its lock names a process number that may be somebody else's by now. */
async function removeLeftovers(directory: string): Promise<void> {
  const file = socketFile(directory)
  await Promise.all([rm(file, { force: true }), rm(`${file}.lock`, { force: true })])
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
}
