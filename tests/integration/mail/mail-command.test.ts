import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import { sendDeliveries } from '../../../src/deliveries/send-deliveries.ts'
import { deliveryMessageId } from '../../../src/deliveries/link-token.ts'
import { systemClock } from '../../../src/clock.ts'
import type { SendMail } from '../../../src/mail/send-mail.ts'
import { runInProcess } from '../../support/command-line.ts'
import { useDatabaseAndUrl } from '../../support/database.ts'
import { aDeliveryReport } from '../../support/bounces.ts'
import { mailing, smtpTo } from '../../support/mail.ts'
import { deliveryStates, storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import { startFaultySink } from '../../support/smtp-sink.ts'
import { never } from '../../support/worker-needs.ts'

const { db, url } = useDatabaseAndUrl()
const linkKey = 'a key of links that nobody can guess'
let dataDir: string
let digestId: string
let editionId: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wirefold-mail-'))
})
afterAll(() => rm(dataDir, { recursive: true }))
beforeEach(async () => {
  ;({ digestId, editionId } = await storeEdition(db(), [], { builtAt: new Date() }))
})

const run = (args: readonly string[], more = {}) =>
  runInProcess(args, { DATABASE_URL: url(), DATA_DIR: dataDir, LINK_KEY: linkKey, LOG_LEVEL: 'silent', ...more })

test('what a reader can choose, an operator can', async () => {
  await run(['subscribers', 'add', 'morning', 'reader@desk.example', '--consent', 'paper form'])
  const address = 'reader@desk.example'
  const change = ['subscribers', 'change', address]
  expect((await run([...change, '--weekdays', '5,1, 3', '--quiet', 'none'])).output).toContain(
    'morning: reader@desk.example gets the whole edition, Mon Wed Fri; quiet days: none',
  )
  expect((await run([...change, '--length', 'top'])).output).toContain('told at length, Mon Wed Fri; quiet days: none')
  expect((await run(['subscribers', 'list'])).output).toMatch(/active +- +Mon Wed Fri +top +none +reader@desk\.example/)
  expect(await run([...change, '--length', 'short'])).toMatchObject({ code: 2 })
  const mute = ['subscribers', 'mute', address]
  expect((await run(mute)).output).toContain('mutes nothing')
  expect((await run([...mute, '--name', 'Arne Holt'])).output).toContain('mutes name Arne Holt until ')
  expect((await run([...mute, '--name', 'ARNE HOLT', '--end'])).output).toContain('mutes nothing')
  expect(await run([...mute, '--name', 'Arne Holt', '--end'])).toMatchObject({ code: 2 })
  expect(await run([...mute, '--story', '01JD7000000000000000000000'])).toMatchObject({ code: 2 })
})

test('an address is asked, listed, paused and removed; without a mail server its mail lies in the outbox', async () => {
  const added = await run(['subscribers', 'add', 'morning', 'reader@Desk.example'])
  expect(added).toMatchObject({ code: 0, output: expect.stringContaining('asked reader@desk.example to confirm') })
  const [name = ''] = await readdir(join(dataDir, 'outbox'))
  const mail = await readFile(join(dataDir, 'outbox', name), 'utf8')
  expect(mail.replaceAll('=\r\n', '')).toMatch(/http:\/\/127\.0\.0\.1:3000\/s\/c1-1-[0-9a-z]+-[\w-]{22}\/confirm/)
  expect((await run(['subscribers', 'list'])).output).toMatch(
    /1 +morning +unconfirmed +- +daily +whole +mail +reader@desk\.example/,
  )

  expect((await run(['subscribers', 'add', 'morning', 'reader@desk.example', '--consent', 'paper form'])).code).toBe(0)
  expect((await run(['subscribers', 'list', '--json'])).output).toContain('"consent":"operator: paper form"')
  expect((await run(['subscribers', 'pause', 'reader@desk.example', '--until', '2999-01-01'])).code).toBe(0)
  expect((await run(['subscribers', 'list'])).output).toMatch(/paused +2999-01-01/)
  expect((await run(['subscribers', 'remove', 'reader@desk.example', '--suppress', 'asked by letter'])).code).toBe(0)
  expect((await run(['subscribers', 'list'])).output).toContain('unsubscribed')
  expect(await run(['subscribers', 'add', 'morning', 'reader@desk.example'])).toMatchObject({
    code: 2,
    errors: expect.stringContaining('gets no mail (operator: asked by letter)'),
  })
  expect((await run(['subscribers', 'allow', 'Reader@desk.example'])).output).toContain('may get mail again')
  expect((await run(['subscribers', 'add', 'morning', 'reader@desk.example'])).code).toBe(0)
  expect((await run(['subscribers', 'list'])).output).toContain('unconfirmed')
})

/** What sends the edition over these connections, with its deliveries planned. */
async function planned(sendMail: SendMail) {
  const now = new Date()
  await db().transaction((tx) => planDeliveries(tx, editionId, now, new Date(now.getTime() + 3_600_000)))
  const pause = () => Promise.resolve()
  return { db: db(), clock: systemClock, random: () => 0.5, pause, sendMail }
}

test.each([
  [['subscribers', 'add', 'evening', 'reader@desk.example'], 'there is no digest evening'],
  [['subscribers', 'add', 'morning', 'reader'], 'reader is no address'],
  [['subscribers', 'remove', 'reader@desk.example'], 'does not subscribe'],
  [['subscribers', 'change', 'reader@desk.example'], 'nothing to change'],
  [['subscribers', 'change', 'reader@desk.example', '--weekdays', '1,8'], 'expected numbers from 1, Monday, to 7'],
  [['subscribers', 'mute', 'reader@desk.example', '--name', '--'], 'has no letter or digit'],
  [['deliveries', 'resend', '4711'], 'there is no delivery 4711'],
  [['deliveries', 'resolve', '1'], 'say either --arrived WHO or --lost'],
  [['deliveries', 'bounces', '/no/such/file'], 'cannot read /no/such/file'],
])('%p is misused', async (args, message) => {
  expect(await run(args)).toMatchObject({ code: 2, errors: expect.stringContaining(message) })
})

test('deliveries are listed with every reply, resolved and sent again, and bounces are read from a mailbox', async () => {
  await storeSubscribers(db(), digestId, 3)
  const sink = await startFaultySink()
  sink.fault('end', 'drop')
  sink.fault('end', '554 5.7.1 looks like spam')
  const sendMail = smtpTo(sink.port)
  const needs = await planned(sendMail)
  const send = () => sendDeliveries({ ...needs, mailing: { ...mailing, connections: 1 } }, never)
  await send()

  const listed = (await run(['deliveries', 'list'])).output
  expect(listed).toMatch(/^1 {2}uncertain {2}reader-1@/m)
  expect(listed).toMatch(/failed at body: 554 5\.7\.1 looks like spam/)
  expect(listed).toMatch(/sent: 250 2\.0\.0 taken/)
  expect((await run(['deliveries', 'list', '--state', 'failed', '--json'])).output).toContain('"outcome":"failed"')

  expect((await run(['deliveries', 'resend', '1'])).errors).toContain('may have arrived')
  expect((await run(['deliveries', 'resend', '3'])).errors).toContain('is sent')
  expect((await run(['deliveries', 'resolve', '3', '--lost'])).errors).toContain('only an uncertain one')
  expect((await run(['deliveries', 'resolve', '1', '--lost'])).output).toContain('wirefold deliveries resend 1')
  expect((await run(['deliveries', 'resend', '1', '2'])).code).toBe(0)
  await send()
  expect(await deliveryStates(db())).toEqual({ sent: 3 })

  const messageId = deliveryMessageId('2', 'news.example', Buffer.from(linkKey))
  const box = join(dataDir, 'bounces.mbox')
  const report = aDeliveryReport({ messageId, status: '5.1.1' })
  await writeFile(
    box,
    `From mailer@sink Sun Nov 22 06:00:00 2026\n${report}\nFrom me Sun Nov 22 07:00:00 2026\nSubject: hi\n\nhi\n`,
  )
  expect((await run(['deliveries', 'bounces', box])).output).toContain(
    '1 new, 0 read before, 0 of no delivery here, 1 no',
  )
  expect((await run(['deliveries', 'bounces', box])).output).toContain('0 new, 1 read before')
  await sendMail.close()
  await sink.close()
})

test('with MAIL_UNCERTAIN=resend the confirmation is enough', async () => {
  await storeSubscribers(db(), digestId, 1)
  const sink = await startFaultySink()
  sink.fault('end', 'drop')
  const sendMail = smtpTo(sink.port)
  const needs = await planned(sendMail)
  await sendDeliveries({ ...needs, mailing }, never)
  const resolved = await run(['deliveries', 'resolve', '1', '--lost'], { MAIL_UNCERTAIN: 'resend' })
  expect(resolved.output).toContain('will be sent again')
  expect(await deliveryStates(db())).toEqual({ pending: 1 })
  await sendMail.close()
  await sink.close()
})
