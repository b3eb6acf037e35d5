import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { startEmbeddedPostgres } from '../../../src/db/embedded/launch.ts'
import { awaitNoServer, readPidFile } from '../../../src/db/embedded/postmaster.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { AppError } from '../../../src/errors.ts'
import { ended, serversBelow, until, useWorkshop } from './processes.ts'

const workshop = useWorkshop()
let dataDir: string
beforeEach(async () => {
  dataDir = await workshop.usedDataDirectory()
})
const durable = () => ({ dataDir })
const quick = () => ({ dataDir, fastAndUnsafe: true })
const open = (connection: object) =>
  openPostgres({ ...connection, poolSize: 2, applicationName: 'wirefold-lifetime-test', onError: () => undefined })

describe('the server of a process that was killed', () => {
  test('is gone within two seconds, and no committed row with it', async () => {
    const killed = await workshop.starter({ start: durable() })
    const guest = await startEmbeddedPostgres(durable())
    expect(guest.attached).toBe(true)
    const db = open(guest.connectionFor('postgres'))
    await db.query('create table note as select 7 as n')
    const [server] = await serversBelow(workshop.directory())

    const killedAt = performance.now()
    killed.kill('SIGKILL')
    await ended(server ?? 0)
    expect(performance.now() - killedAt).toBeLessThan(2_000)
    await expect(db.query('select 1')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    await db.close()

    const next = await startEmbeddedPostgres(durable())
    const after = open(next.connectionFor('postgres'))
    expect(await after.query('select n from note')).toEqual([{ n: 7 }])
    await after.close()
    await next.stop()
  })

  test('is waited for by the next owner', async () => {
    const killed = await workshop.starter({ start: quick() })
    const [server] = await serversBelow(workshop.directory())
    killed.kill('SIGKILL')
    const next = await startEmbeddedPostgres({ ...quick(), server: 'own' })
    expect(next.attached).toBe(false)
    expect(await serversBelow(workshop.directory())).not.toContain(server)
    await next.stop()
  })
})

test('Ctrl-C does not reach the server: it ends with its process, not before', async () => {
  const drains = await workshop.starter({ start: quick(), ignoreInterrupt: true })
  drains.kill('SIGINT')
  const guest = await startEmbeddedPostgres(quick())
  const db = open(guest.connectionFor('postgres'))
  expect(await db.query('select pg_sleep(0.3), 1 as one')).toMatchObject([{ one: 1 }])
  await db.close()
  await drains.finish()
  expect(await serversBelow(workshop.directory())).toEqual([])
})

test('a process that ends without stopping its server leaves none', async () => {
  const postgres = await workshop.starter({ start: quick() })
  const [server] = await serversBelow(workshop.directory())
  postgres.kill('SIGTERM')
  await ended(server ?? 0)
})

describe('several starters', () => {
  test('at the same moment make one cluster and one server, and the others attach', async () => {
    const start = { dataDir: join(workshop.directory(), 'new'), fastAndUnsafe: true }
    const starters = await Promise.all([1, 2, 3].map(() => workshop.starter({ start })))
    expect(starters.map(({ answer }) => answer.attached).sort()).toEqual([false, true, true])
    expect(await serversBelow(workshop.directory())).toHaveLength(1)
  })

  test('an owner waits for the end of a short command that came first', async () => {
    const short = await workshop.starter({ start: quick() })
    const owning = startEmbeddedPostgres({ ...quick(), server: 'own' })
    const cluster = short.answer.cluster ?? ''
    expect(await awaitNoServer(cluster, 100)).toMatchObject({ pid: (await serversBelow(cluster))[0] })
    await short.finish()
    const owner = await owning
    expect(owner.attached).toBe(false)
    await owner.stop()
  })
})

describe('a pid file of a dead server', () => {
  test('does not keep the next one from starting', async () => {
    const lost: AppError[] = []
    const first = await startEmbeddedPostgres({ ...durable(), onLost: (error) => lost.push(error) })
    const postmaster = await readPidFile(first.cluster)
    process.kill(postmaster?.pid ?? 0, 'SIGKILL')
    const second = await startEmbeddedPostgres({ ...durable(), server: 'own' })
    expect(second.attached).toBe(false)
    const db = open(second.connectionFor('postgres'))
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
    await db.close()
    await until(() => lost.length > 0)
    expect(lost).toMatchObject([{ code: 'EMBEDDED_START_FAILED', disposition: 'retry' }])
    expect(lost[0]?.message).toContain('ended by itself')
    await first.stop()
    await second.stop()
  })

  test('whose number is another program’s by now is not believed', async () => {
    const first = await startEmbeddedPostgres(quick())
    const file = join(first.cluster, 'postmaster.pid')
    const text = await readFile(file, 'utf8')
    await first.stop()
    await writeFile(file, text.replace(/^\d+/, String(process.pid)))
    const second = await startEmbeddedPostgres(quick())
    expect(second.attached).toBe(false)
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String((await serversBelow(workshop.directory()))[0]))
    await second.stop()
  })
})

test('onLost is not called for a server that was stopped', async () => {
  const lost: AppError[] = []
  const postgres = await startEmbeddedPostgres({ ...quick(), onLost: (error) => lost.push(error) })
  await postgres.stop()
  await new Promise((done) => setImmediate(done))
  expect(lost).toEqual([])
})
