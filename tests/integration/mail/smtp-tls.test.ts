import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { SMTPServerOptions } from 'smtp-server'
import { planDeliveries } from '../../../src/deliveries/repository-plan.ts'
import { listAttempts, listDeliveries } from '../../../src/deliveries/repository-read.ts'
import { sendDeliveries } from '../../../src/deliveries/send-deliveries.ts'
import type { SendMail } from '../../../src/mail/send-mail.ts'
import { anAuthority } from '../../support/certificates.ts'
import { useDatabase } from '../../support/database.ts'
import { aMail, always, mailing, smtpTo } from '../../support/mail.ts'
import { deliveryStates, storeEdition, storeSubscribers } from '../../support/mail-store.ts'
import { setClock } from '../../support/set-clock.ts'
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts'
import { never } from '../../support/worker-needs.ts'

const authority = anAuthority()
const certificate = authority.issue()
const db = useDatabase()

/** What the server has seen of a client: whether each sign-in, and each mail, came over TLS. */
let signIns: { method: string; password: string | null; isSecure: boolean }[]
let opened: { close(): Promise<void> }[]
beforeEach(() => {
  signIns = []
  opened = []
})
afterEach(async () => {
  for (const one of opened.reverse()) await one.close()
})

/** A server that takes mail from nobody but `digest` with the password `hush`. */
async function startServer(options: SMTPServerOptions = {}): Promise<SmtpSink> {
  const server = await startSmtpSink({
    ...certificate,
    disabledCommands: [],
    authOptional: false,
    onAuth: ({ method, username, password = null }, { secure }, done) => {
      signIns.push({ method, password, isSecure: secure })
      if (username === 'digest' && password === 'hush') done(null, { user: username })
      else done(Object.assign(new Error('5.7.8 wrong user or password'), { responseCode: 535 }))
    },
    ...options,
  })
  opened.push(server)
  return server
}

function signInTo({ port }: SmtpSink, more: Parameters<typeof smtpTo>[1] = {}): SendMail {
  const client = smtpTo(port, {
    requiresTls: more.isSecure !== true,
    user: 'digest',
    password: 'hush',
    authority: authority.pem,
    timeoutMs: 5_000,
    ...more,
  })
  opened.push(client)
  return client
}

describe.each([
  ['SMTPS', { secure: true }, { isSecure: true }],
  ['STARTTLS', {}, {}],
])('%s', (_name, served, asked) => {
  test.each(['PLAIN', 'LOGIN'])('a mail is sent over TLS after a sign-in by AUTH %s', async (method) => {
    const server = await startServer({ ...served, authMethods: [method] })
    const sendMail = signInTo(server, asked)
    for (let i = 0; i < 2; i += 1) expect(await sendMail.send(aMail(), always)).toMatchObject({ kind: 'accepted' })
    expect(server.mails).toHaveLength(2)
    expect(server.mails[0]).toMatchObject({ from: 'bounces@news.example', to: 'reader@desk.example' })
    expect(signIns).toEqual([{ method, password: 'hush', isSecure: true }])
  })

  test('a wrong password is no reason against a mail', async () => {
    const server = await startServer(served)
    const outcome = await signInTo(server, { ...asked, password: 'hushed' }).send(aMail(), always)
    expect(outcome).toMatchObject({ kind: 'unreachable', reason: expect.stringContaining('wrong user or password') })
    expect(server.mails).toEqual([])
  })

  test.each([
    ['of an authority that nobody named', anAuthority().issue(), /unable to (verify|get)/i],
    ['for another name', authority.issue({ name: 'mail.example' }), /altnames/i],
    ['that has run out', authority.issue({ days: [-3, -2] }), /expired/i],
  ])('with a certificate %s no password is told', async (_why, wrong, reason) => {
    const server = await startServer({ ...served, ...wrong })
    const outcome = await signInTo(server, asked).send(aMail(), always)
    expect(outcome).toEqual({ kind: 'unreachable', step: 'connect', reason: expect.stringMatching(reason) })
    expect(signIns).toEqual([])
  })

  test('without an authority of one’s own the usual ones must vouch', async () => {
    const server = await startServer(served)
    const outcome = await signInTo(server, { ...asked, authority: null }).send(aMail(), always)
    expect(outcome).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(/certificate/i) })
    expect(signIns).toEqual([])
  })
})

describe('a server that offers no STARTTLS', () => {
  const stripped = { hideSTARTTLS: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true }

  test('is told neither password nor mail where TLS is required', async () => {
    const server = await startServer(stripped)
    expect(await signInTo(server).send(aMail(), always)).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringMatching(/STARTTLS/),
    })
    expect(signIns).toEqual([])
    expect(server.mails).toEqual([])
  })

  test('is spoken to in the clear where what is offered is enough', async () => {
    const server = await startServer(stripped)
    const outcome = await signInTo(server, { requiresTls: false }).send(aMail(), always)
    expect(outcome).toMatchObject({ kind: 'accepted' })
    expect(signIns).toMatchObject([{ isSecure: false }])
  })
})

test('a password that is wrong for a while loses no delivery, and blames none', async () => {
  const server = await startServer()
  const clock = setClock('2026-11-23T06:00:00Z')
  const { digestId, editionId } = await storeEdition(db())
  await storeSubscribers(db(), digestId, 5)
  const deadlineAt = new Date('2026-11-23T18:00:00Z')
  await db().transaction((tx) => planDeliveries(tx, editionId, clock.now(), deadlineAt))
  const sendDue = (sendMail: SendMail) => {
    const pause = () => Promise.resolve()
    return sendDeliveries({ db: db(), clock, random: () => 0.5, pause, sendMail, mailing }, never)
  }

  await expect(sendDue(signInTo(server, { password: 'hushed' }))).rejects.toThrow('wrong user or password')
  expect(await deliveryStates(db())).toEqual({ sending: 5 }) // begun, and due again

  clock.advance(3_600)
  expect(await sendDue(signInTo(server))).toMatchObject({ sent: 5, failed: 0, uncertain: 0 })
  expect(server.mails.map(({ to }) => to).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `reader-${n}@desk.example`))
  const outcomes = await Promise.all(
    (await listDeliveries(db(), { limit: 9 })).map(async ({ id }) => (await listAttempts(db(), id)).at(-1)?.outcome),
  )
  expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'sent'))
})
