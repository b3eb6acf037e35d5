import { beforeEach, expect, test } from '@jest/globals'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import { sendDeliveries } from '../../../src/deliveries/send-deliveries.ts'
import { useDatabase } from '../../support/database.ts'
import { mailing, smtpTo } from '../../support/mail.ts'
import { storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import { setClock } from '../../support/set-clock.ts'
import { startFaultySink } from '../../support/smtp-sink.ts'
import { textOf, useWeb } from '../../support/web.ts'
import { never } from '../../support/worker-needs.ts'

const db = useDatabase()
const open = useWeb(db)
const clock = setClock('2026-11-22T06:00:00Z')
const READERS = 30

/** An edition whose mails have come to every end: the first cut off, the second refused, the third put off. */
beforeEach(async () => {
  const { digestId, editionId } = await storeEdition(db())
  await storeEdition(db(), [], { day: '2026-11-21' })
  await storeSubscribers(db(), digestId, READERS)
  const deadlineAt = new Date(clock.now().getTime() + 3_600_000)
  await db().transaction((tx) => planDeliveries(tx, editionId, clock.now(), deadlineAt))
  const sink = await startFaultySink()
  sink.fault('end', 'drop')
  sink.fault('end', '554 5.7.1 looks like <spam>')
  sink.fault('end', '451 4.3.0 try again')
  const sendMail = smtpTo(sink.port)
  const pause = () => Promise.resolve()
  await sendDeliveries(
    { db: db(), clock, random: () => 0.5, pause, sendMail, mailing: { ...mailing, connections: 1 } },
    never,
  )
  await sendMail.close()
  await sink.close()
})

const counts = '1 uncertain · 1 failed · 1 sending · 27 sent'

test('the editions, and each that was mailed, lead to its deliveries with their counts', async () => {
  const list = await open('/editions')
  expect(textOf(list.body)).toContain(counts)
  expect(list.body).toContain('href="/editions/morning/2026-11-22/deliveries?state=failed"')
  expect(list.body).not.toContain('/editions/morning/2026-11-21/deliveries')
  expect(textOf((await open('/editions/morning/2026-11-22')).body)).toContain(counts)
  expect((await open('/editions/morning/2026-11-21')).body).not.toContain('/deliveries')
})

test('the deliveries of an edition show each reply of the server, what needs somebody first', async () => {
  const page = await open('/editions/morning/2026-11-22/deliveries')
  expect(page.statusCode).toBe(200)
  const states = [...page.body.matchAll(/class="state delivery-(\w+)"/g)].map(([, state]) => state)
  expect(states.slice(0, 4)).toEqual(['uncertain', 'failed', 'sending', 'sent'])
  expect(states).toHaveLength(READERS)
  const text = textOf(page.body)
  expect(text).toContain('554 5.7.1 looks like <spam>')
  expect(text).toContain('451 4.3.0 try again')
  expect(text).toContain('250 2.0.0 taken')
})

test('one state of them can be asked for, and no other word is one', async () => {
  const { body } = await open('/editions/morning/2026-11-22/deliveries?state=failed')
  expect([...body.matchAll(/class="state delivery-(\w+)"/g)].map(([, state]) => state)).toEqual(['failed'])
  expect((await open('/editions/morning/2026-11-22/deliveries?state=lost')).statusCode).toBe(400)
  expect((await open('/editions/morning/2026-11-21/deliveries')).statusCode).toBe(404)
})
