import { chown, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../errors.ts'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { exists } from './data-directory.ts'

/** The database's superuser. Its name is the same everywhere, whoever the server runs as. */
export const SUPERUSER = 'postgres'

/**
 * Trust is safe because the socket's directory is closed to other users. The built-in C.UTF-8 sorts alike on every
 * host. Segments of the write-ahead log keep their 16 MB: of 1 MB they save 8 MB on disk, but 16 times the files.
 */
const INITDB = [
  `--username=${SUPERUSER}`,
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/**
 * Makes the cluster where there is none. It is made under another name and moved when it is complete, so that neither
 * a failure nor a killed process leaves half a cluster behind.
 * @throws AppError DATA_DIR_VERSION when it is of another major version, DATA_DIR_FOREIGN when something else lies
 *   there, EMBEDDED_INIT_FAILED
 */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  account: Account,
  options: { readonly durable: boolean },
): Promise<void> {
  if (await exists(join(cluster, 'PG_VERSION'))) return refuseOtherMajor(cluster, binaries.major)
  await refuseForeignFiles(cluster)
  await removeDrafts(cluster)
  const draft = await mkdtemp(`${cluster}.partial-`)
  try {
    if (!account.isSelf) await chown(draft, account.uid, account.gid)
    const args = [`--pgdata=${draft}`, ...INITDB, ...(options.durable ? [] : ['--no-sync'])]
    const outcome = await runAs(account, binaries.initdb, args)
    if (!outcome.ok) throw initFailed(cluster, outcome.reason)
    await rename(draft, cluster)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function refuseOtherMajor(cluster: string, major: number): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  if (found === String(major)) return
  const message =
    `the database in ${cluster} was made by Postgres ${found}, and this release brings Postgres ${major}: ` +
    `run the release that made it and export with pg_dump, or set DATA_DIR to a new directory, ` +
    `or set DATABASE_URL to a Postgres ${found} server`
  throw new AppError('DATA_DIR_VERSION', message, {
    disposition: 'discard',
    details: { cluster, found, supported: String(major) },
  })
}

async function refuseForeignFiles(cluster: string): Promise<void> {
  const files = (await exists(cluster)) ? await readdir(cluster) : []
  if (files.length === 0) return
  const message = `${cluster} holds files that are no database: move them away, or set DATA_DIR to another directory`
  throw new AppError('DATA_DIR_FOREIGN', message, { disposition: 'discard', details: { cluster } })
}

/** Of processes that were killed while they made a cluster. */
async function removeDrafts(cluster: string): Promise<void> {
  const home = dirname(cluster)
  const drafts = (await readdir(home)).filter((name) => name.startsWith(`${basename(cluster)}.partial-`))
  // An orphaned initdb may still write into it for a moment: what cannot be removed now is removed another time.
  await Promise.all(drafts.map((name) => rm(join(home, name), { recursive: true, force: true }).catch(() => undefined)))
}

function initFailed(cluster: string, reason: string): AppError {
  return new AppError('EMBEDDED_INIT_FAILED', `could not make a database in ${cluster}: ${reason}`, {
    disposition: 'discard',
    details: { cluster },
  })
}
