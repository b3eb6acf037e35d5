/**
 * Deliveries a second from a store to a mail server on this machine, with everything that a real one has: an edition of
 * about 60 KB, DKIM, rows for every attempt, a note in the database before each body. Exits with 1 below the bar.
 *
 *     node dist/bench/mail.js [SUBSCRIBERS] [CONNECTIONS]
 *
 * On an embedded Postgres of its own that writes through to the disk (fsync), as `npm start` has it. The server takes
 * every mail over and throws it away, in a process of its own.
 */
import { fork } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { startEmbeddedPostgres } from '../src/db/embedded/launch.ts'
import { migrate } from '../src/db/migrate.ts'
import { openPostgres } from '../src/db/postgres.ts'
import { editionMail } from '../src/deliveries/edition-mail.ts'
import { findEditionToSend, planDeliveries } from '../src/deliveries/repository-plan.ts'
import { sendDeliveries } from '../src/deliveries/send-deliveries.ts'
import { encodedBytes } from '../src/mail/encode-piece.ts'
import { openSmtp } from '../src/mail/smtp.ts'
import { systemPause } from '../src/pause.ts'
import { projectRoot } from '../src/project-root.ts'
import { madeUpEdition } from './mail/made-up-edition.ts'

/** Deliveries a second that a local sink must get. */
const BAR = 200

const [subscribers = 3_000, connections = 16] = process.argv.slice(2).map(Number)
const directory = await mkdtemp(join(tmpdir(), 'wirefold-mail-bench-'))
await chmod(directory, 0o755)
const postgres = await startEmbeddedPostgres({ dataDir: join(directory, 'data'), server: 'own' })
const connectionString = postgres.connectionString('postgres')
const db = openPostgres({ connectionString, poolSize: 10, applicationName: 'bench', onError: () => undefined })
const sink = fork(join(import.meta.dirname, 'mail', 'sink.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
try {
  const [port] = (await once(sink, 'message')) as [number]
  await migrate(db, { directory: join(projectRoot(), 'sql', 'migrations') })
  const editionId = await store()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const dkim = {
    domain: 'news.example',
    selector: 'bench',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const server = {
    host: '127.0.0.1',
    port,
    isSecure: false,
    requiresTls: false,
    user: null,
    password: null,
    authority: null,
  }
  const sendMail = openSmtp({ ...server, name: 'news.example', timeoutMs: 30_000, dkim })
  const mailing = {
    from: { name: 'Morning', address: 'digest@news.example' },
    replyTo: null,
    bouncesTo: 'bounces@news.example',
    linkBase: 'https://press.example',
    key: Buffer.alloc(32, 7),
    imprint: null,
    rate: { perSecond: 100_000, perDomainSecond: 100_000 },
    connections,
    deadlineMs: 3_600_000,
    bytesOf: encodedBytes,
  }
  const edition = await findEditionToSend(db, editionId, null)
  if (!edition) throw new Error('the edition was not stored')
  const { htmlBytes, shortened } = editionMail(edition, mailing)
  const now = new Date()
  await db.transaction((tx) => planDeliveries(tx, editionId, now, new Date(now.getTime() + 3_600_000)))

  const start = performance.now()
  const cpu = process.cpuUsage()
  const needs = { db, clock: systemClock, random: Math.random, pause: systemPause, sendMail, mailing }
  const { sent } = await sendDeliveries(needs, new AbortController().signal)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  await sendMail.close()

  const perSecond = sent / seconds
  const each = (user + system) / 1000 / sent
  console.log(`${sent} of ${subscribers} deliveries in ${seconds.toFixed(1)} s: ${perSecond.toFixed(0)} a second`)
  console.log(
    `HTML of ${htmlBytes} bytes encoded, ${shortened} stories shortened; ${each.toFixed(2)} ms of CPU a delivery`,
  )
  console.log(`bar: ${BAR} a second: ${perSecond >= BAR && sent === subscribers ? 'kept' : 'MISSED'}`)
  process.exitCode = perSecond >= BAR && sent === subscribers ? 0 : 1
} finally {
  sink.kill()
  await db.close()
  await postgres.stop()
  await rm(directory, { recursive: true })
}

async function store(): Promise<string> {
  const content = madeUpEdition()
  await db.query(`insert into digest (name, zone) values ('morning', 'UTC')`)
  const [row] = await db.query<{ id: string }>(
    `insert into edition (digest_id, local_date, window_from, window_to, built_at, content, content_hash)
     select id, $1, $2, $3, now(), $4, $5 from digest returning id`,
    [content.localDate, content.windowFrom, content.windowTo, content, 'ab'.repeat(32)],
  )
  if (!row) throw new Error('the edition was not stored')
  await db.query(
    `insert into subscriber (digest_id, address, confirmed_at, consent)
     select digest.id, 'reader-' || n || '@desk-' || n % 40 || '.example', '2026-01-01', 'bench'
       from digest, generate_series(1, $1::int) n`,
    [subscribers],
  )
  return row.id
}
