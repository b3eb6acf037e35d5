import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from '@jest/globals'
import { startEmbeddedPostgres } from '../../../src/db/embedded/launch.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { identityOf, otherUser, otherUserTest, rootTest } from './accounts.ts'
import { type Identity, makeDirectory, serversBelow, useWorkshop } from './processes.ts'

const workshop = useWorkshop()
const dataDir = () => join(workshop.directory(), 'data')
const fallback = () => join(workshop.directory(), 'fallback')
const start = (more: object = {}) =>
  startEmbeddedPostgres({ dataDir: dataDir(), fastAndUnsafe: true, fallbackDirectories: [fallback()], ...more })

async function serverUser(): Promise<number> {
  const [pid] = await serversBelow(workshop.directory())
  return (await stat(`/proc/${pid}`)).uid
}

const giveAll = (path: string, { uid, gid }: Identity) => execFileSync('chown', ['-R', `${uid}:${gid}`, path])

async function ordinaryDataDir(): Promise<void> {
  await mkdir(dataDir())
  if (otherUser) await chown(dataDir(), otherUser.uid, otherUser.gid)
}

describe('started by root', () => {
  rootTest('the server runs as an ordinary user that was there before', async () => {
    const users = await readFile('/etc/passwd', 'utf8')
    const postgres = await start()
    const expected = identityOf('postgres') ?? identityOf('nobody')
    expect(await serverUser()).toBe(expected?.uid)
    expect((await stat(postgres.cluster)).uid).toBe(expected?.uid)
    expect(await readFile('/etc/passwd', 'utf8')).toBe(users)
    const db = openPostgres({
      ...postgres.connectionFor('postgres'),
      poolSize: 1,
      applicationName: 'root',
      onError: () => undefined,
    })
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
    await db.close()
    await postgres.stop()
  })

  rootTest('on a cluster that exists, the server runs as its owner', async () => {
    await workshop.usedDataDirectory()
    const first = await start()
    await first.stop()
    const nobody = identityOf('nobody') ?? { uid: 65_534, gid: 65_534 }
    giveAll(first.cluster, nobody)
    const second = await start()
    expect(await serverUser()).toBe(nobody.uid)
    await second.stop()
  })

  rootTest('a cluster that root has copied is given to the server’s user', async () => {
    await workshop.usedDataDirectory()
    const first = await start()
    const before = await serverUser()
    await first.stop()
    giveAll(first.cluster, { uid: 0, gid: 0 })
    const second = await start()
    expect(await serverUser()).toBe(before)
    await second.stop()
  })
})

describe('a data directory that the server’s user cannot reach', () => {
  const closeWay = () => makeDirectory(join(workshop.directory(), 'home'), 0o700)
  const closed = () => join(workshop.directory(), 'home', 'project', 'data')

  /** Where the database of `closed()` would be looked for, as somebody who guesses the name could prepare it. */
  async function layOutCluster(): Promise<string> {
    const name = createHash('sha256').update(closed()).digest('hex').slice(0, 16)
    const cluster = await makeDirectory(join(fallback(), name, 'postgres'), 0o700)
    await writeFile(join(cluster, 'PG_VERSION'), '18\n')
    giveAll(join(fallback(), name), { uid: 4_242, gid: 4_242 })
    return cluster
  }

  rootTest('is kept elsewhere, which is said, and found again', async () => {
    await closeWay()
    const first = await start({ dataDir: closed() })
    expect(first.cluster.startsWith(fallback())).toBe(true)
    expect(first.notes).toEqual([
      expect.stringMatching(/cannot enter .*\/home; the database of .* is kept in .*\/fallback\//),
    ])
    expect(first.notes[0]).toContain(join(workshop.directory(), 'home'))
    await first.stop()

    await chmod(join(workshop.directory(), 'home'), 0o755)
    const second = await start({ dataDir: closed() })
    expect(second.cluster).toBe(first.cluster)
    expect(second.notes).toHaveLength(1)
    await second.stop()
  })

  rootTest('is refused when there is nowhere else, and a place that others control is not taken', async () => {
    await closeWay()
    await makeDirectory(fallback(), 0o777)
    const others = await layOutCluster()
    const refused = start({ dataDir: closed() })
    await expect(refused).rejects.toMatchObject({ code: 'DATA_DIR_UNWRITABLE' })
    await expect(refused).rejects.toThrow(/cannot enter .*\/home.*another user/)
    expect(readdirSync(others)).toEqual(['PG_VERSION'])
  })

  rootTest('with a database in it is refused: an empty one elsewhere would look like a loss', async () => {
    await makeDirectory(join(workshop.directory(), 'home'), 0o755)
    const first = await start({ dataDir: closed() })
    await first.stop()
    await chmod(join(workshop.directory(), 'home'), 0o700)
    const refused = start({ dataDir: closed() })
    await expect(refused).rejects.toMatchObject({ code: 'DATA_DIR_UNWRITABLE' })
    await expect(refused).rejects.toThrow(/cannot enter .*\/home/)
    expect(existsSync(fallback())).toBe(false)
  })
})

describe('another user', () => {
  otherUserTest('cannot connect to the server', async () => {
    await workshop.usedDataDirectory()
    const postgres = await start()
    const intruder = identityOf('nobody')?.uid === (await serverUser()) ? { uid: 4_242, gid: 4_242 } : otherUser
    const program = `require('net').connect(process.argv[1]).on('error', (e) => console.log(e.code)).on('connect', () => process.exit(9))`
    const socket = join(postgres.socketDir, `.s.PGSQL.${postgres.port}`)
    const said = execFileSync(process.execPath, ['-e', program, socket], { ...intruder, cwd: '/' }).toString()
    expect(said.trim()).toBe('EACCES')
    await postgres.stop()
  })

  otherUserTest('cannot lay out the directory of the socket beforehand', async () => {
    const temporary = await makeDirectory(join(workshop.directory(), 'tmp'), 0o777)
    const long = join(workshop.directory(), 'long'.repeat(30))
    const options = { dataDir: long, temporaryDirectory: temporary, fastAndUnsafe: true }
    const first = await startEmbeddedPostgres(options)
    await first.stop()
    if (otherUser) await chown(first.socketDir, 4_242, 4_242)
    await chmod(first.socketDir, 0o777)
    const second = await startEmbeddedPostgres(options)
    expect(second.socketDir).not.toBe(first.socketDir)
    expect((await stat(second.socketDir)).mode & 0o777).toBe(0o700)
    await second.stop()
  })
})

describe('an ordinary user', () => {
  otherUserTest('runs the server as itself, and may go on after root has started it once', async () => {
    await ordinaryDataDir()
    const request = { start: { dataDir: dataDir(), fastAndUnsafe: true } }
    const theirs = await workshop.starter(request, otherUser ?? undefined)
    expect(theirs.answer.attached).toBe(false)
    expect(await serverUser()).toBe(otherUser?.uid)

    const guest = await start()
    expect(guest.attached).toBe(true)
    await theirs.finish()

    const roots = await start()
    expect(roots.attached).toBe(false)
    expect(await serverUser()).toBe(otherUser?.uid)
    const attached = await workshop.starter(request, otherUser ?? undefined)
    expect(attached.answer.attached).toBe(true)
    await attached.finish()
    await roots.stop()

    const again = await workshop.starter(request, otherUser ?? undefined)
    expect(again.answer.attached).toBe(false)
  })

  otherUserTest('is refused another user’s database and data directory', async () => {
    await workshop.usedDataDirectory()
    const request = { start: { dataDir: dataDir(), fastAndUnsafe: true } }
    const intruder = { uid: 4_242, gid: 4_242 }
    expect((await workshop.starter(request, intruder)).answer.code).toBe('DATA_DIR_UNWRITABLE')
    await chmod(dataDir(), 0o777)
    const { answer } = await workshop.starter(request, intruder)
    expect(answer.code).toBe('DATA_DIR_UNWRITABLE')
    expect(answer.message).toContain('belongs to user')
  })
})
