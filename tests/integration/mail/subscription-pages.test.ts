import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import { deliveryMessageId, signLink } from '../../../src/deliveries/link-token.ts'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import { askForSubscription, findSubscriber, unsubscribe } from '../../../src/deliveries/repository-subscriber.ts'
import { subscriberState } from '../../../src/deliveries/subscriber.ts'
import { buildWeb } from '../../../src/http/app.ts'
import { aDeliveryReport, aFeedbackReport } from '../../support/bounces.ts'
import { useDatabase } from '../../support/database.ts'
import { mailKey } from '../../support/mail.ts'
import { storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import { setClock } from '../../support/set-clock.ts'

const db = useDatabase()
const bounceToken = 'a token that nobody can guess at all'
const clock = setClock('2026-11-23T06:00:00Z')
let web: FastifyInstance
let subscriberId: string
let digestId: string

beforeEach(async () => {
  clock.set('2026-11-23T06:00:00Z')
  web = await buildWeb({
    db: db(),
    clock,
    zone: 'UTC',
    demo: false,
    missingMigrations: () => Promise.resolve([]),
    mail: { key: mailKey, bounceToken },
  })
  digestId = (await storeEdition(db())).digestId
  subscriberId = (await askForSubscription(db(), digestId, 'reader@desk.example', clock.now())).id
})
afterEach(() => web.close())

const settings = () => `/s/${signLink({ purpose: 'settings', subscriberId, generation: 0, expires: 0 }, mailKey)}`
const confirming = (generation = 1) => {
  const expires = clock.now().getTime() / 1000 + 86_400
  return `/s/${signLink({ purpose: 'confirm', subscriberId, generation, expires }, mailKey)}/confirm`
}
const state = async () => {
  const found = await findSubscriber(db(), subscriberId)
  return found && subscriberState(found, clock.now())
}
const post = (url: string, payload = '', type = 'application/x-www-form-urlencoded') =>
  web.inject({ method: 'POST', url, payload, headers: { 'content-type': type } })
const confirm = () => post(confirming())

describe('double opt-in', () => {
  test('looking changes nothing, the button confirms, and again changes nothing', async () => {
    const page = await web.inject(confirming())
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`<form method="post" action="..${confirming().slice('/s'.length)}">`)
    expect(await state()).toBe('unconfirmed')
    const link = confirming()
    expect((await post(link)).statusCode).toBe(200)
    expect(await state()).toBe('active')
    const once = await findSubscriber(db(), subscriberId)
    clock.advance(60)
    await post(link)
    expect(await findSubscriber(db(), subscriberId)).toEqual(once)
  })

  test('an old link does not bring back who has left', async () => {
    await confirm()
    await post(`${settings()}/unsubscribe`)
    expect((await confirm()).statusCode).toBe(404)
    expect(await state()).toBe('unsubscribed')
    await askForSubscription(db(), digestId, 'reader@desk.example', clock.now())
    expect((await post(confirming(1))).statusCode).toBe(404)
    expect(await state()).toBe('unconfirmed')
    expect((await post(confirming(2))).statusCode).toBe(200)
    expect(await state()).toBe('active')
  })

  test('a link that has expired confirms nothing, nor does one for the settings', async () => {
    const link = confirming()
    clock.advance(2 * 86_400)
    expect((await post(link)).statusCode).toBe(404)
    expect((await post(`${settings()}/confirm`)).statusCode).toBe(404)
    expect((await post(confirming().replace('/confirm', '/unsubscribe'))).statusCode).toBe(404)
    expect(await state()).toBe('unconfirmed')
  })
})

describe('unsubscribe', () => {
  beforeEach(confirm)

  test('GET and HEAD change nothing', async () => {
    for (const url of [settings(), `${settings()}/unsubscribe`]) {
      for (const method of ['GET', 'HEAD'] as const) {
        const answer = await web.inject({ method, url })
        expect(answer.statusCode).toBe(200)
        expect(answer.headers['cache-control']).toBe('no-store')
      }
    }
    expect(await state()).toBe('active')
  })

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'parts',
      'multipart/form-data; boundary=e',
      '--e\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--e--\r\n',
    ],
  ])('one click posted as %s ends the subscription, without a redirect', async (_what, type, body) => {
    const answer = await post(`${settings()}/unsubscribe`, body, type)
    expect(answer.statusCode).toBe(200)
    expect(await state()).toBe('unsubscribed')
    expect((await post(`${settings()}/unsubscribe`, body, type)).statusCode).toBe(200)
  })

  test('the buttons of a page lead to where they act, below any folder', async () => {
    const token = settings().slice('/s/'.length)
    expect((await web.inject(settings())).body).toContain(`action="${token}/unsubscribe"`)
    for (const below of ['/', '/unsubscribe']) {
      expect((await web.inject(`${settings()}${below}`)).body).toContain(`action="../${token}/unsubscribe"`)
    }
  })

  test('a pause ends by itself, or by its button', async () => {
    await post(`${settings()}/pause`, 'weeks=2')
    expect(await state()).toBe('paused')
    clock.advance(14 * 86_400)
    expect(await state()).toBe('active')
    await post(`${settings()}/pause`, 'weeks=9999')
    clock.advance(8 * 86_400)
    expect(await state()).toBe('active')
    await post(`${settings()}/pause`, 'weeks=1')
    await post(`${settings()}/resume`)
    expect(await state()).toBe('active')
  })

  test('a link that somebody made up shows and changes nothing, and a page does not show the whole address', async () => {
    const forged = settings().replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect((await web.inject(forged)).statusCode).toBe(404)
    expect((await post(`${forged}/unsubscribe`)).statusCode).toBe(404)
    expect(await state()).toBe('active')
    expect((await web.inject(settings())).body).not.toContain('reader@desk.example')
  })
})

describe('bounces', () => {
  let deliveryIds: readonly string[]
  beforeEach(async () => {
    await unsubscribe(db(), subscriberId, clock.now())
    await storeSubscribers(db(), digestId, 1)
    deliveryIds = []
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      const { editionId } = await storeEdition(db(), [], { day })
      await db().transaction((tx) => planDeliveries(tx, editionId, clock.now(), new Date('2026-11-30')))
    }
    const rows = await db().query<{ id: string }>('select id from delivery order by id')
    deliveryIds = rows.map(({ id }) => id)
  })

  const hand = (payload: string, authorization = `Bearer ${bounceToken}`) =>
    web.inject({
      method: 'POST',
      url: '/bounces',
      payload,
      headers: { 'content-type': 'message/rfc822', authorization },
    })
  const idOf = (at: number) => deliveryMessageId(deliveryIds[at] ?? '', 'news.example', mailKey)
  const suppressed = () => db().query('select reason from suppression')

  test('are taken from whoever has the token', async () => {
    const report = aDeliveryReport({ messageId: idOf(0), status: '5.1.1' })
    for (const wrong of ['', 'Bearer', `Bearer ${bounceToken.slice(1)}`]) {
      expect((await hand(report, wrong)).statusCode).toBe(401)
    }
    expect(await suppressed()).toEqual([])
    expect((await hand(report)).body).toBe('new')
    expect((await hand(report)).body).toBe('known')
    expect(await suppressed()).toEqual([{ reason: 'hard_bounce' }])
  })

  test('a soft one counts once a mail, and the third ends it', async () => {
    for (const at of [0, 0, 1, 1]) await hand(aDeliveryReport({ messageId: idOf(at), status: '5.2.2' }))
    expect(await suppressed()).toEqual([])
    await hand(aDeliveryReport({ messageId: idOf(2), status: '4.4.7' }))
    expect(await suppressed()).toEqual([{ reason: 'soft_bounces' }])
  })

  test('three soft ones within more than a month do not', async () => {
    for (const at of [0, 1, 2]) {
      await hand(aDeliveryReport({ messageId: idOf(at), status: '5.2.2' }))
      clock.advance(16 * 86_400)
    }
    expect(await suppressed()).toEqual([])
  })

  test('a complaint ends it at once', async () => {
    expect((await hand(aFeedbackReport({ messageId: idOf(0), feedback: 'abuse' }))).body).toBe('new')
    expect(await suppressed()).toEqual([{ reason: 'complaint' }])
  })

  test('the pages show deliveries with their replies, and no whole address', async () => {
    const page = await web.inject('/deliveries')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`/deliveries/${deliveryIds[0] ?? ''}`)
    expect(page.body).not.toContain('reader-1@desk.example')
    expect((await web.inject(`/deliveries/${deliveryIds[0] ?? ''}`)).body).toContain('No attempt has ended yet.')
    expect((await web.inject('/deliveries/4711')).statusCode).toBe(404)
  })
})
