import { createHash } from 'node:crypto'
import { lstat, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf } from '../../errors.ts'
import { type Account, canEnter, runAs, serverAccount } from './account.ts'
import { exists, makeOpenDirectory, unwritable } from './data-directory.ts'

/** Where the cluster lies and who its server runs as. */
export interface Place {
  /** Holds the cluster, its socket, its log, and a copy of the programs where one is needed. */
  readonly home: string
  readonly cluster: string
  readonly account: Account
  /** What the user ought to know: something lies elsewhere than was asked for. */
  readonly notes: readonly string[]
}

/** The cluster of a data directory, or where it would be made. */
export const clusterIn = (home: string): string => join(home, 'postgres')

/**
 * The home that has this data directory's cluster already, else the one where it is to be made: the data directory
 * itself, or one of `fallbacks` when the server's account cannot pass one of its parents (a project in a closed home
 * directory, started by root). An existing cluster is never passed over for an empty one.
 * @throws AppError DATA_DIR_UNWRITABLE, EMBEDDED_UNSUPPORTED
 */
export async function choosePlace(dataDir: string, fallbacks: readonly string[]): Promise<Place> {
  // Only root has a stand-in; anybody else can enter whatever is his.
  const elsewhere = process.getuid?.() === 0 ? fallbacks.map((parent) => join(parent, nameFor(dataDir))) : []
  if (await hasCluster(dataDir)) return existingPlace(dataDir, dataDir)
  for (const home of elsewhere) {
    if ((await hasCluster(home)) && (await isUnderControl(home))) return existingPlace(home, dataDir)
  }
  const account = await serverAccount(null)
  const closed = await closedParent(account, dataDir)
  if (closed === null) return placeIn(dataDir, account, [])
  return fallbackPlace(dataDir, account, closed, elsewhere)
}

const hasCluster = (home: string): Promise<boolean> => exists(join(clusterIn(home), 'PG_VERSION'))

async function existingPlace(home: string, dataDir: string): Promise<Place> {
  const cluster = clusterIn(home)
  const owner = await stat(cluster)
  const account = await serverAccount(owner)
  if (account.isSelf && owner.uid !== account.uid) {
    throw unwritable(dataDir, new Error(`the database belongs to user ${owner.uid}, and this is user ${account.uid}`))
  }
  const closed = await closedParent(account, home)
  if (closed !== null) {
    throw unwritable(
      dataDir,
      new Error(`user ${account.uid}, who owns the database, cannot enter ${closed} (chmod o+x would let it)`),
    )
  }
  if (owner.uid === 0) await giveTo(account, cluster)
  return placeIn(home, account, home === dataDir ? [] : [keptIn(dataDir, home)])
}

/** A cluster that root copied or restored belongs to root, and no server may run as root. */
async function giveTo(account: Account, cluster: string): Promise<void> {
  const self: Account = { uid: 0, gid: 0, isSelf: true }
  const outcome = await runAs(self, 'chown', ['-R', `${account.uid}:${account.gid}`, cluster])
  if (!outcome.ok) throw unwritable(cluster, new Error(outcome.reason))
}

async function fallbackPlace(
  dataDir: string,
  account: Account,
  closed: string,
  homes: readonly string[],
): Promise<Place> {
  const failures: string[] = []
  for (const home of homes) {
    const failure = await openHome(home, account)
    if (failure === null) {
      const why = `user ${account.uid}, who runs Postgres in root's stead, cannot enter ${closed}`
      return placeIn(home, account, [`${why}; ${keptIn(dataDir, home)}`])
    }
    failures.push(failure)
  }
  const reason = `user ${account.uid} cannot enter ${closed}, and neither ${failures.join(' nor ')} could be used instead`
  throw unwritable(dataDir, new Error(reason))
}

/** Null when the home is there and safe to use, else what is wrong with it. */
async function openHome(home: string, account: Account): Promise<string | null> {
  try {
    await makeOpenDirectory(home)
    if (!(await isUnderControl(home))) return `${home} (under another user's control)`
    return (await canEnter(account, home)) ? null : `${home} (closed to user ${account.uid})`
  } catch (error) {
    return `${home} (${messageOf(error)})`
  }
}

/** The name under the system's temporary directory can be guessed: whoever made it first could swap the database. */
async function isUnderControl(home: string): Promise<boolean> {
  const both = await Promise.all([lstat(dirname(home)), lstat(home)])
  return both.every(({ uid, mode }) => uid === process.getuid?.() && (mode & 0o022) === 0)
}

/** The first directory on the way that the account cannot enter. */
async function closedParent(account: Account, directory: string): Promise<string | null> {
  if (await canEnter(account, directory)) return null
  const way: string[] = []
  for (let path = directory; path !== dirname(path); path = dirname(path)) way.unshift(path)
  for (const path of way) {
    if (!(await canEnter(account, path))) return path
  }
  return directory
}

const placeIn = (home: string, account: Account, notes: readonly string[]): Place => ({
  home,
  cluster: clusterIn(home),
  account,
  notes,
})

const keptIn = (dataDir: string, home: string): string => `the database of ${dataDir} is kept in ${home}`

/** The same directory gets the same name in every run. */
const nameFor = (dataDir: string): string => createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
