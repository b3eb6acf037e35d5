import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive, startOf } from './process-identity.ts'

export interface Claim {
  release(): Promise<void>
}

/** Who holds a claim; `start` tells the process from a later one with the same number. Null after its release. */
const Owner = z.object({ pid: z.number().int().positive(), start: z.string().nullable() }).nullable()
type Owner = z.infer<typeof Owner>

/**
 * Claims `directory` for this process, or names the live process that holds it.
 *
 * Each claim is a file with a number, and the highest number counts. Whoever finds the highest one dead or released
 * makes the next, which only one can (`link` fails when the name is taken); so a dead owner's claim is taken over
 * without a moment in which two believe that they have it. Complexity: one small directory listing.
 */
export async function claim(directory: string): Promise<Claim | { readonly heldBy: number }> {
  await mkdir(directory, { recursive: true })
  for (;;) {
    const highest = await highestClaim(directory)
    const owner = highest === 0 ? null : await readOwner(directory, highest)
    if (owner && (await isRunning(owner))) return { heldBy: owner.pid }

    const mine = highest + 1
    if (!(await makeClaim(directory, mine))) continue
    // A slow process may have listed the directory before others came, claimed, and cleaned up.
    if ((await highestClaim(directory)) > mine) {
      await rm(join(directory, String(mine)), { force: true })
      continue
    }
    await removeOlder(directory, mine)
    return { release: () => replaceOwner(directory, mine, null) }
  }
}

async function isRunning(owner: NonNullable<Owner>): Promise<boolean> {
  if (!isAlive(owner.pid)) return false
  const start = await startOf(owner.pid)
  return start === null || owner.start === null || start === owner.start
}

async function highestClaim(directory: string): Promise<number> {
  return Math.max(0, ...(await claims(directory)))
}

async function claims(directory: string): Promise<number[]> {
  const names = await readdir(directory)
  return names.filter((name) => /^\d+$/.test(name)).map(Number)
}

/** Null as well for a file that is no owner's: a full disk or a meddling hand must not block the directory forever. */
async function readOwner(directory: string, number: number): Promise<Owner> {
  try {
    return Owner.parse(JSON.parse(await readFile(join(directory, String(number)), 'utf8')))
  } catch {
    return null
  }
}

/** The file appears complete or not at all; false when somebody else made it first. */
async function makeClaim(directory: string, number: number): Promise<boolean> {
  const draft = await writeDraft(directory, { pid: process.pid, start: await startOf(process.pid) })
  try {
    await link(draft, join(directory, String(number)))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** A released claim stays as a mark, so that numbers only rise. */
async function replaceOwner(directory: string, number: number, owner: Owner): Promise<void> {
  await rename(await writeDraft(directory, owner), join(directory, String(number)))
}

async function writeDraft(directory: string, owner: Owner): Promise<string> {
  const draft = join(directory, `draft-${randomUUID()}`)
  await writeFile(draft, JSON.stringify(owner), { flag: 'wx', mode: 0o644 })
  return draft
}

async function removeOlder(directory: string, number: number): Promise<void> {
  const older = (await claims(directory)).filter((other) => other < number)
  await Promise.all(older.map((other) => rm(join(directory, String(other)), { force: true })))
}
