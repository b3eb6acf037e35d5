import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import { confirmLost, resendDelivery } from '../../../src/deliveries/repository-resolve.ts'
import { compileProgram } from '../../support/compiled-program.ts'
import { useDatabaseAndUrl } from '../../support/database.ts'
import { deliveryStates, storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import type { SendProgram } from '../../support/send-process.ts'
import { until } from '../../support/until.ts'
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts'

const SUBSCRIBERS = 2_000
const KILLS = 20
/** So that the list is not through before the last kill. */
const PER_SECOND = 250
/** Milliseconds that a sender lives at most, from its start or from its first mail by turns. */
const LIVES_MS = 500

const { db, url } = useDatabaseAndUrl()
let folder: string
let program: string
let sink: SmtpSink
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wirefold-sender-'))
  program = compileProgram(folder, 'tests/support/send-process.ts', [
    'src/clock.ts',
    'src/errors.ts',
    'src/pause.ts',
    'src/shown-address.ts',
    'src/db',
    'src/deliveries',
    'src/digests',
    'src/mail',
    'src/stories/counts.ts',
    'src/text',
  ])
  sink = await startSmtpSink()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  await sink.close()
  await rm(folder, { recursive: true })
})

async function startSender() {
  const request: SendProgram = { url: url(), smtpPort: sink.port, perSecond: PER_SECOND }
  const child = spawn(process.execPath, [program, JSON.stringify(request)], {
    env: { PATH: process.env['PATH'] ?? '' },
  })
  children.push(child)
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const exited = once(child, 'exit').then(([code]) => ({ code: code as number | null, errors }))
  await Promise.race([once(child.stdout, 'data'), exited])
  return { kill: () => child.kill('SIGKILL'), exited }
}

const sendAll = async () => expect(await (await startSender()).exited).toEqual({ code: 0, errors: '' })

/** Mails that each delivery's subscriber has got, with what its row and its attempts say. */
async function received() {
  const rows = await db().query<{ id: string; address: string; state: string; wasUncertain: boolean }>(
    `select delivery.id, address, state,
            exists (select 1 from delivery_attempt where delivery_id = delivery.id and outcome = 'uncertain') as "wasUncertain"
       from delivery join subscriber on subscriber.id = subscriber_id order by delivery.id`,
  )
  const counts = new Map<string, number>()
  for (const { to } of sink.mails) counts.set(to, (counts.get(to) ?? 0) + 1)
  return rows.map((row) => ({ ...row, mails: counts.get(row.address) ?? 0 }))
}

test(`${SUBSCRIBERS} subscribers, the sender killed ${KILLS} times: nobody lost, doubles only where a row says uncertain`, async () => {
  const { digestId, editionId } = await storeEdition(db())
  await storeSubscribers(db(), digestId, SUBSCRIBERS, ['desk.example', 'quay.example', 'tarn.example'])
  const now = new Date()
  const deadline = new Date(now.getTime() + 3_600_000)
  await db().transaction((tx) => planDeliveries(tx, editionId, now, deadline))

  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = sink.mails.length
    const sender = await startSender()
    if (kill % 2 === 1) await until('its first mail', () => Promise.resolve(sink.mails.length > before))
    await pause(Math.random() * LIVES_MS)
    sender.kill()
    await sender.exited
  }
  const sentBefore = sink.mails.length
  await sendAll()

  const held = await received()
  const uncertain = held.filter(({ state }) => state === 'uncertain')
  expect(held).toHaveLength(SUBSCRIBERS)
  // The kills met senders at work, or the test would prove nothing.
  expect(sentBefore).toBeGreaterThanOrEqual(KILLS / 2)
  expect(sentBefore).toBeLessThan(SUBSCRIBERS)
  expect(held.filter(({ state, mails }) => state !== 'uncertain' && !(state === 'sent' && mails === 1))).toEqual([])
  expect(uncertain.filter(({ mails }) => mails > 1)).toEqual([])

  // Somebody who takes every uncertain one for lost makes the doubles, and only those.
  for (const { id } of uncertain) {
    await confirmLost(db(), id, now)
    expect(await resendDelivery(db(), id, now, deadline)).toBe(true)
  }
  await sendAll()
  const all = await received()
  expect(await deliveryStates(db())).toEqual({ sent: SUBSCRIBERS })
  expect(all.filter(({ mails }) => mails === 0)).toEqual([])
  expect(all.filter(({ mails, wasUncertain }) => mails > 1 && !wasUncertain)).toEqual([])
  const ids = new Set(sink.mails.map((mail) => mail.header('Message-ID')))
  expect(ids.size).toBe(SUBSCRIBERS)
  console.log(
    `${sentBefore} mails before the last kill, ${uncertain.length} uncertain rows, ${sink.mails.length - SUBSCRIBERS} doubles after all were taken for lost`,
  )
}, 120_000)
