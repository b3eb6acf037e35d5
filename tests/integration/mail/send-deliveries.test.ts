import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import { listAttempts, listDeliveries } from '../../../src/deliveries/repository-read.ts'
import { confirmLost, resendDelivery, resolveArrived } from '../../../src/deliveries/repository-resolve.ts'
import { addressHash } from '../../../src/deliveries/address.ts'
import { sendDeliveries } from '../../../src/deliveries/send-deliveries.ts'
import type { SendMail } from '../../../src/mail/send-mail.ts'
import { useDatabase } from '../../support/database.ts'
import { mailing, smtpTo } from '../../support/mail.ts'
import { deliveryStates, storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import { setClock } from '../../support/set-clock.ts'
import { type FaultySink, startFaultySink } from '../../support/smtp-sink.ts'
import { until } from '../../support/until.ts'
import { never } from '../../support/worker-needs.ts'

const db = useDatabase()
const start = '2026-11-23T06:00:00Z'
const DEADLINE_MS = 12 * 3_600_000
let clock: ReturnType<typeof setClock>
let sink: FaultySink
let sendMail: SendMail
let editionId: string

beforeEach(async () => {
  clock = setClock(start)
  sink = await startFaultySink()
  sendMail = smtpTo(sink.port)
  const stored = await storeEdition(db())
  editionId = stored.editionId
  await storeSubscribers(db(), stored.digestId, 3)
})
afterEach(async () => {
  await sendMail.close()
  await sink.close()
})

const needs = (more = {}) => ({
  db: db(),
  clock,
  random: () => 0.5,
  pause: () => Promise.resolve(),
  sendMail,
  mailing: { ...mailing, connections: 1 },
  ...more,
})
const plan = () =>
  db().transaction((tx) => planDeliveries(tx, editionId, clock.now(), new Date(clock.now().getTime() + DEADLINE_MS)))
const sendDue = (more = {}) => sendDeliveries(needs(more), never)
const states = () => deliveryStates(db())
const deliveryTo = async (number: number) => {
  const all = await listDeliveries(db(), { limit: 100 })
  const found = all.find(({ address }) => address.startsWith(`reader-${number}@`))
  if (!found) throw new Error(`there is no delivery to reader ${number}`)
  return found
}
const resend = (id: string) => resendDelivery(db(), id, clock.now(), new Date(clock.now().getTime() + DEADLINE_MS))

test('each subscriber gets the edition once, however often it is planned and sent', async () => {
  expect(await plan()).toBe(3)
  expect(await plan()).toBeNull()
  expect(await sendDue()).toEqual({ sent: 3, deferred: 0, failed: 0, uncertain: 0 })
  expect(await sendDue()).toMatchObject({ sent: 0 })
  expect(sink.mails.map(({ to }) => to).sort()).toEqual([1, 2, 3].map((n) => `reader-${n}@desk.example`))
  expect(await states()).toEqual({ sent: 3 })
  expect(await listAttempts(db(), (await deliveryTo(1)).id)).toMatchObject([
    { number: 1, outcome: 'sent', reply: '250 2.0.0 taken', step: null },
  ])
})

test('a mail says whose list it is and how to leave it, and has an id of its own', async () => {
  await plan()
  await sendDue()
  const [mail] = sink.mails
  expect(mail?.from).toBe('bounces@news.example')
  expect(mail?.header('List-Id')).toBe('<morning.news.example>')
  expect(mail?.header('List-Unsubscribe')).toMatch(/^<https:\/\/press\.example\/s\/s\d+-0-0-[\w-]{22}\/unsubscribe>$/)
  expect(mail?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(mail?.header('Auto-Submitted')).toBe('auto-generated')
  expect(mail?.header('Message-ID')).toMatch(/^<d\d+\.[\w-]{22}@news\.example>$/)
  expect(new Set(sink.mails.map((one) => one.header('Message-ID'))).size).toBe(3)
})

describe('who is not written to', () => {
  test.each([
    ['has left', `update subscriber set unsubscribed_at = now() where address like 'reader-2@%'`, 'unsubscribed'],
    [
      'has left and was asked again',
      `update subscriber set confirmed_at = null, consent = null, generation = 2 where address like 'reader-2@%'`,
      'not confirmed yet',
    ],
    ['pauses', `update subscriber set paused_until = '2026-11-30' where address like 'reader-2@%'`, 'paused until'],
    [
      'is suppressed',
      `insert into suppression (address_hash, reason, detail, at)
       values ('${addressHash('Reader-2@desk.example')}', 'complaint', 'spam button', now())`,
      'complaint: spam button',
    ],
  ])('%s', async (_what, sql, reason) => {
    await plan()
    await db().query(sql)
    await sendDue()
    expect(await states()).toEqual({ sent: 2, suppressed: 1 })
    const { state, reply } = await deliveryTo(2)
    expect({ state, reply }).toEqual({ state: 'suppressed', reply: expect.stringContaining(reason) })
  })

  test('has not confirmed, or only after the edition was made', async () => {
    await db().query(`update subscriber set confirmed_at = null, consent = null where address like 'reader-1@%'`)
    await db().query(`update subscriber set confirmed_at = '2026-11-23T05:00Z' where address like 'reader-2@%'`)
    expect(await plan()).toBe(1)
  })
})

describe('4xx', () => {
  test('is tried again after a wait that doubles, and not before', async () => {
    sink.fault('rcpt', '451 4.7.1 greylisted', 4)
    await plan()
    expect(await sendDue()).toMatchObject({ deferred: 3, sent: 0 })
    clock.advance(59)
    expect(await sendDue()).toMatchObject({ deferred: 0, sent: 0 })
    clock.advance(1)
    expect(await sendDue()).toMatchObject({ deferred: 1, sent: 2 })
    clock.advance(119)
    expect(await sendDue()).toMatchObject({ sent: 0 })
    clock.advance(1)
    expect(await sendDue()).toMatchObject({ sent: 1 })
    expect(await states()).toEqual({ sent: 3 })
    expect(await listAttempts(db(), (await deliveryTo(1)).id)).toMatchObject([
      { outcome: 'deferred', step: 'recipient', reply: '451 4.7.1 greylisted' },
      { outcome: 'deferred' },
      { outcome: 'sent' },
    ])
  })

  test('fails at the deadline, with the last reply', async () => {
    sink.fault('rcpt', '451 4.7.1 greylisted', 1_000)
    await plan()
    for (let hour = 0; hour < 14; hour += 1) {
      await sendDue()
      clock.advance(3_600)
    }
    expect(await states()).toEqual({ failed: 3 })
    expect((await deliveryTo(1)).reply).toContain('451 4.7.1 greylisted')
  })

  test('a delivery that nobody got to before its deadline fails', async () => {
    await plan()
    clock.advance(13 * 3_600)
    await sendDue()
    expect(await states()).toEqual({ failed: 3 })
    expect(sink.mails).toEqual([])
  })
})

describe('5xx', () => {
  test('fails at once; of the address, it is a hard bounce and ends all mail to it', async () => {
    sink.fault('rcpt', '550 5.1.1 no such user')
    await plan()
    expect(await sendDue()).toEqual({ sent: 2, deferred: 0, failed: 1, uncertain: 0 })
    const { address, reply } = await deliveryTo(1)
    expect(reply).toBe('550 5.1.1 no such user')
    expect(await db().query('select kind, detail from bounce')).toEqual([
      { kind: 'hard', detail: '550 5.1.1 no such user' },
    ])
    expect(await db().query('select address_hash, reason from suppression')).toEqual([
      { address_hash: addressHash(address), reason: 'hard_bounce' },
    ])
  })

  test('of the text fails the delivery and leaves the address alone', async () => {
    sink.fault('end', '554 5.7.1 looks like spam')
    await plan()
    expect(await sendDue()).toMatchObject({ failed: 1, sent: 2 })
    expect(await db().query('select 1 from suppression')).toEqual([])
  })
})

describe('no reply after the body', () => {
  test.each(['drop', 'taken before drop', 'hang', 'taken before hang'])('is uncertain, and held: %s', async (how) => {
    sink.fault('end', how)
    await plan()
    expect(await sendDue()).toMatchObject({ uncertain: 1, sent: 2 })
    clock.advance(86_400)
    expect(await sendDue()).toMatchObject({ sent: 0, uncertain: 0 })
    expect(await states()).toEqual({ sent: 2, uncertain: 1 })
    expect(sink.mails).toHaveLength(how.startsWith('taken') ? 3 : 2)
  })

  test('is sent again once somebody confirms that it is lost, under the same Message-ID', async () => {
    sink.fault('end', 'taken before drop')
    await plan()
    await sendDue()
    const { id } = await deliveryTo(1)
    expect(await resend(id)).toBe(false)
    expect(await confirmLost(db(), id, clock.now())).toBe(true)
    expect(await resend(id)).toBe(true)
    expect(await sendDue()).toMatchObject({ sent: 1 })
    const ids = sink.mails.filter(({ to }) => to.startsWith('reader-1@')).map((mail) => mail.header('Message-ID'))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect((await listAttempts(db(), id)).map(({ outcome }) => outcome)).toEqual(['uncertain', 'sent'])
  })

  test('is settled by somebody who knows that it arrived', async () => {
    sink.fault('end', 'taken before drop')
    await plan()
    await sendDue()
    const { id } = await deliveryTo(1)
    expect(await resolveArrived(db(), id, 'the reader says so', clock.now())).toBe(true)
    expect(await deliveryTo(1)).toMatchObject({ state: 'sent', resolution: 'the reader says so' })
    expect(await resend(id)).toBe(false)
  })
})

test('what was sent is never sent again, and what has failed may be', async () => {
  sink.fault('end', '554 5.7.1 looks like spam')
  await plan()
  await sendDue()
  expect(await resend((await deliveryTo(2)).id)).toBe(false)
  expect(await confirmLost(db(), (await deliveryTo(2)).id, clock.now())).toBe(false)
  expect(await resend((await deliveryTo(1)).id)).toBe(true)
  expect(await sendDue()).toMatchObject({ sent: 1 })
  expect(await states()).toEqual({ sent: 3 })
})

describe('a mail server that is away', () => {
  test('stops the pass; nothing is lost and nothing fails', async () => {
    sink.fault('connect', 'drop', 2)
    await plan()
    await expect(sendDue()).rejects.toMatchObject({ code: 'MAIL_SERVER_UNREACHABLE', disposition: 'later' })
    expect(await states()).toEqual({ sending: 3 })
    clock.advance(60)
    await expect(sendDue()).rejects.toMatchObject({ code: 'MAIL_SERVER_UNREACHABLE' })
    clock.advance(120)
    expect(await sendDue()).toMatchObject({ sent: 3 })
  })
})

describe('two senders', () => {
  test('do not send side by side', async () => {
    await plan()
    const [one, other] = await Promise.allSettled([sendDue(), sendDue()])
    const late = [one, other].find(({ status }) => status === 'rejected')
    expect(late).toMatchObject({ reason: { code: 'SENDER_BUSY', disposition: 'later' } })
    expect(sink.mails).toHaveLength(3)
  })

  test('one that was given up takes its mail back before the body begins', async () => {
    await plan()
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const reached: string[] = []
    const slow: SendMail = {
      send: async (mail, beforeBody) => {
        reached.push(mail.to)
        await held
        return sendMail.send(mail, beforeBody)
      },
      close: () => Promise.resolve(),
    }
    const zombie = sendDeliveries(needs({ sendMail: slow }), never)
    await until('the first mail to be reached', () => Promise.resolve(reached.length > 0))
    await db().query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`)
    await until('the backend to let its lock go', async () => {
      const held = await db().query(`select 1 from pg_locks where locktype = 'advisory' and granted`)
      return held.length === 0
    })
    expect(await sendDue()).toMatchObject({ sent: 3 })
    letGo()
    await zombie
    expect(sink.mails).toHaveLength(3)
    expect(await states()).toEqual({ sent: 3 })
  })
})

test('one that is told to stop gives back what it has not begun', async () => {
  await plan()
  const stop = new AbortController()
  const stopping: SendMail = {
    send: (mail, beforeBody) => {
      stop.abort()
      return sendMail.send(mail, beforeBody)
    },
    close: () => Promise.resolve(),
  }
  expect(await sendDeliveries(needs({ sendMail: stopping }), stop.signal)).toMatchObject({ sent: 1 })
  expect(await db().query('select 1 from delivery where claimed_at is not null')).toEqual([])
  expect(await sendDue()).toMatchObject({ sent: 2 })
})

test('a reply that comes after the delivery was taken for uncertain settles it', async () => {
  await plan()
  const late: SendMail = {
    send: async (mail, beforeBody) => {
      const outcome = await sendMail.send(mail, beforeBody)
      if (mail.to.startsWith('reader-1@')) {
        await db().query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`)
        await sendDue()
        expect((await deliveryTo(1)).state).toBe('uncertain')
      }
      return outcome
    },
    close: () => Promise.resolve(),
  }
  await sendDeliveries(needs({ sendMail: late }), never)
  expect(await deliveryTo(1)).toMatchObject({ state: 'sent', resolution: 'the reply came late' })
  expect(sink.mails).toHaveLength(3)
})

test('the pace holds over all mails and for each domain', async () => {
  const waits: number[] = []
  const pause = (ms: number) => {
    waits.push(ms)
    clock.advance(ms / 1000)
    return Promise.resolve()
  }
  const before = clock.now().getTime()
  await plan()
  await sendDue({ pause, mailing: { ...mailing, connections: 1, rate: { perSecond: 100, perDomainSecond: 2 } } })
  expect(clock.now().getTime() - before).toBe(1_000)
  expect(waits).toEqual([500, 500])
})
