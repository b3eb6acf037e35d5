import { expect, test } from '@jest/globals'
import { listEditionsToSend } from '../../../src/deliveries/repository-plan.ts'
import { sendEditionWorker } from '../../../workers/send-edition.ts'
import { useDatabase } from '../../support/database.ts'
import { mailing, smtpTo } from '../../support/mail.ts'
import { deliveryStates, storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import { setClock } from '../../support/set-clock.ts'
import { startSmtpSink } from '../../support/smtp-sink.ts'
import { never } from '../../support/worker-needs.ts'

const db = useDatabase()

test('an edition that is sent twice is mailed once, and is asked for until it is', async () => {
  const clock = setClock('2026-11-23T06:00:00Z')
  const sink = await startSmtpSink()
  const sendMail = smtpTo(sink.port, { timeoutMs: 5_000 })
  const { digestId, editionId } = await storeEdition(db())
  const ask = (freshAfter = '2026-11-22T18:00:00Z') =>
    listEditionsToSend(db(), clock.now(), { freshAfter: new Date(freshAfter), lostBefore: clock.now() })
  expect(await ask()).toEqual([]) // nobody subscribes
  await storeSubscribers(db(), digestId, 5)
  expect(await ask()).toEqual([editionId])
  expect(await ask('2026-11-23T00:00:00Z')).toEqual([]) // too old to be news

  const needs = { db: db(), clock, random: () => 0.5, pause: () => Promise.resolve(), sendMail, mailing }
  await sendEditionWorker.run({ editionId }, needs, never)
  await sendEditionWorker.run({ editionId }, needs, never)
  expect(await deliveryStates(db())).toEqual({ sent: 5 })
  expect(sink.mails).toHaveLength(5)
  expect(await ask()).toEqual([])
  await sendMail.close()
  await sink.close()
})
