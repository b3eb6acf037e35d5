import { systemClock } from '../../src/clock.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { sendDeliveries } from '../../src/deliveries/send-deliveries.ts'
import { LaterError } from '../../src/errors.ts'
import { encodedBytes } from '../../src/mail/encode-piece.ts'
import { openSmtp } from '../../src/mail/smtp.ts'
import { systemPause } from '../../src/pause.ts'

/** The program of the senders that tests start and kill. Sends what is due and ends. */
export interface SendProgram {
  /** Address of the database. */
  readonly url: string
  readonly smtpPort: number
  readonly perSecond: number
}

const { url, smtpPort, perSecond } = JSON.parse(process.argv[2] ?? '{}') as SendProgram
const connections = 8
const tell = (error: unknown) => process.stderr.write(`${String(error)}\n`)
const db = openPostgres({
  connectionString: url,
  poolSize: connections,
  applicationName: 'wirefold-test',
  onError: tell,
})
const sendMail = openSmtp({
  host: '127.0.0.1',
  port: smtpPort,
  isSecure: false,
  requiresTls: false,
  authority: null,
  user: null,
  password: null,
  name: 'news.example',
  timeoutMs: 10_000,
  dkim: null,
})
const mailing = {
  from: { name: 'Morning', address: 'digest@news.example' },
  replyTo: null,
  bouncesTo: 'bounces@news.example',
  linkBase: 'https://press.example',
  key: Buffer.alloc(32, 7),
  imprint: null,
  rate: { perSecond, perDomainSecond: perSecond },
  connections,
  deadlineMs: 3_600_000,
  bytesOf: encodedBytes,
}
const needs = { db, clock: systemClock, random: Math.random, pause: systemPause, sendMail, mailing }

process.stdout.write('ready\n')
const never = new AbortController().signal
for (;;) {
  try {
    await sendDeliveries(needs, never)
    break
  } catch (error) {
    // Postgres notices a killed sender when it next speaks to it: its lock lasts for a moment.
    if (!(error instanceof LaterError)) throw error
    await systemPause(20)
  }
}
await sendMail.close()
await db.close()
