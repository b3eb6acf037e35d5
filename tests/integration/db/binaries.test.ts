import { readdirSync } from 'node:fs'
import { chmod, chown, cp, lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { startEmbeddedPostgres } from '../../../src/db/embedded/launch.ts'
import { isRoot, otherUser, otherUserTest, programs, rootTest } from './accounts.ts'
import { makeDirectory, useWorkshop } from './processes.ts'

const workshop = useWorkshop()
const dataDir = () => join(workshop.directory(), 'data')

/** The folder as npm leaves it when install scripts are switched off. */
async function programsWithoutLinks(): Promise<string> {
  const folder = join(workshop.directory(), 'package', 'native')
  await cp(programs, folder, { recursive: true, verbatimSymlinks: true })
  const lib = join(folder, 'lib')
  for (const entry of await readdir(lib, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(lib, entry.name))
  }
  return folder
}

const links = (folder: string) =>
  readdirSync(join(folder, 'lib'), { withFileTypes: true }).filter((entry) => entry.isSymbolicLink()).length

describe('programs without the links of their install script', () => {
  test('get them back', async () => {
    const folder = await programsWithoutLinks()
    expect(links(folder)).toBe(0)
    const postgres = await startEmbeddedPostgres({ dataDir: dataDir(), programs: folder, fastAndUnsafe: true })
    await postgres.stop()
    expect(links(folder)).toBe(14)
    expect(postgres.notes).toEqual([])
  })

  const ordinaryTest = isRoot ? otherUserTest : test
  ordinaryTest('are copied beside the data when their folder is read-only, once', async () => {
    const folder = await programsWithoutLinks()
    await chmod(join(folder, 'lib'), 0o555)
    await makeDirectory(dataDir(), 0o755)
    if (otherUser) await chown(dataDir(), otherUser.uid, otherUser.gid)

    const request = { start: { dataDir: dataDir(), programs: folder, fastAndUnsafe: true } }
    const first = await workshop.starter(request, otherUser ?? undefined)
    await first.finish()
    const copies = (await readdir(dataDir())).filter((name) => name.startsWith('postgres-programs-'))
    expect(copies).toHaveLength(1)
    expect(first.answer.notes).toEqual([expect.stringContaining(join(dataDir(), copies[0] ?? ''))])
    const made = await lstat(join(dataDir(), copies[0] ?? ''))

    const second = await workshop.starter(request, otherUser ?? undefined)
    await second.finish()
    expect(second.answer).toMatchObject({ attached: false, notes: first.answer.notes })
    expect((await lstat(join(dataDir(), copies[0] ?? ''))).ino).toBe(made.ino)
    await chmod(join(folder, 'lib'), 0o755)
  })
})

rootTest('programs in a folder that is closed to the server’s user are copied beside the data', async () => {
  const folder = join(workshop.directory(), 'package', 'native')
  await cp(programs, folder, { recursive: true, verbatimSymlinks: true })
  await chmod(join(folder, 'bin', 'postgres'), 0o700)
  await chmod(join(folder, 'share'), 0o700)
  await chmod(join(workshop.directory(), 'package'), 0o700)
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir(), programs: folder, fastAndUnsafe: true })
  await postgres.stop()
  expect(postgres.notes).toEqual([expect.stringMatching(/cannot be run from there.*copied to .*postgres-programs-/)])
})

describe('a machine that cannot run them', () => {
  test('for want of a package is told to use a server', async () => {
    const refused = startEmbeddedPostgres({ dataDir: dataDir(), platform: 'plan9-vax' })
    await expect(refused).rejects.toMatchObject({ code: 'EMBEDDED_UNSUPPORTED', disposition: 'discard' })
    await expect(refused).rejects.toThrow(/plan9-vax.*set DATABASE_URL/)
  })

  test('for want of their C library is told so, without a copy', async () => {
    const folder = join(workshop.directory(), 'native')
    await mkdir(join(folder, 'bin'), { recursive: true })
    await writeFile(join(folder, 'pg-symlinks.json'), '[]')
    // A program whose loader is missing, which is what the kernel sees of a glibc program on Alpine.
    await writeFile(join(folder, 'bin', 'postgres'), '#!/lib/ld-of-another-system.so\n', { mode: 0o755 })
    const refused = startEmbeddedPostgres({ dataDir: dataDir(), programs: folder })
    await expect(refused).rejects.toMatchObject({ code: 'EMBEDDED_UNSUPPORTED' })
    await expect(refused).rejects.toThrow(/glibc.*set DATABASE_URL/)
    expect(readdirSync(dataDir())).toEqual(['locks'])
  })
})
