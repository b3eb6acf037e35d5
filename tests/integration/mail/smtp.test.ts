import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { SendMail } from '../../../src/mail/send-mail.ts'
import { aMail, always, smtpTo } from '../../support/mail.ts'
import { type FaultySink, startFaultySink, type Step } from '../../support/smtp-sink.ts'
import { aDkimKey, verifyDkim } from '../../support/verify-dkim.ts'

let sink: FaultySink
let sendMail: SendMail
beforeEach(async () => {
  sink = await startFaultySink()
  sendMail = smtpTo(sink.port)
})
afterEach(async () => {
  await sendMail.close()
  await sink.close()
})

const send = () => sendMail.send(aMail(), always)

describe('a line that is cut, or falls silent,', () => {
  test.each<[Step, string]>([
    ['connect', 'unreachable'],
    ['ehlo', 'unreachable'],
    ['mail', 'broken'],
    ['rcpt', 'broken'],
    ['data', 'broken'],
    ['end', 'uncertain'],
  ])('at %s makes the mail %s', async (step, kind) => {
    for (const how of ['drop', 'hang']) {
      sink.fault(step, how)
      expect(await send()).toMatchObject({ kind })
    }
    expect(sink.mails).toEqual([])
    expect(await send()).toMatchObject({ kind: 'accepted' })
    expect(sink.mails).toHaveLength(1)
  })

  test('in the middle of the body leaves it uncertain', async () => {
    sink.fault('body', 'drop')
    expect(await send()).toMatchObject({ kind: 'uncertain' })
  })

  test.each(['taken before drop', 'taken before hang'])(
    '%s leaves it uncertain although it has arrived',
    async (how) => {
      sink.fault('end', how)
      expect(await send()).toMatchObject({ kind: 'uncertain', reason: expect.stringMatching(/\S/) })
      expect(sink.mails).toHaveLength(1)
    },
  )

  test('while nothing is sent costs nothing: the next mail takes another', async () => {
    await send()
    sink.fault('mail', 'drop')
    expect(await send()).toMatchObject({ kind: 'accepted' })
    expect(sink.connections).toBe(2)
  })
})

describe('a refusal', () => {
  test.each<[Step, string, string]>([
    ['mail', 'sender', '452 4.3.1 no room'],
    ['rcpt', 'recipient', '451 4.7.1 greylisted'],
    ['rcpt', 'recipient', '550 5.1.1 no such user'],
    ['data', 'data', '554 5.7.1 no'],
    ['end', 'body', '451 4.3.0 try again'],
    ['end', 'body', '554 5.7.1 looks like spam'],
    ['end', 'body', '421 4.3.2 going down'],
  ])('at %s is one of the %s, with the reply: %s', async (step, named, reply) => {
    sink.fault(step, reply)
    expect(await send()).toEqual({ kind: 'refused', step: named, isPermanent: reply.startsWith('5'), reply })
    expect(await send()).toMatchObject({ kind: 'accepted' })
    expect(sink.mails).toHaveLength(1)
  })

  test('does not cost the connection', async () => {
    sink.fault('rcpt', '550 5.1.1 no such user', 3)
    for (let i = 0; i < 4; i += 1) await send()
    expect(sink.connections).toBe(1)
  })

  test('of the whole server says nothing against the mail', async () => {
    sink.fault('connect', '554 5.7.1 your address is blocked')
    expect(await send()).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('your address is blocked'),
    })
  })

  test('by an odd reply to the end of the body settles nothing', async () => {
    sink.fault('end', '354 and now?')
    expect(await send()).toMatchObject({ kind: 'uncertain' })
  })
})

test('what beforeBody notes is noted when the server waits for the body, and not earlier', async () => {
  const seen: string[] = []
  const note = () => {
    seen.push('noted')
    return Promise.resolve(true)
  }
  sink.fault('data', '451 4.3.0 later')
  await sendMail.send(aMail(), note)
  expect(seen).toEqual([])
  await sendMail.send(aMail(), note)
  expect(seen).toEqual(['noted'])
})

test('a server that nobody listens at is unreachable', async () => {
  const { port } = sink
  await sink.close()
  const gone = smtpTo(port)
  expect(await gone.send(aMail(), always)).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a mail is signed with DKIM over what offers to unsubscribe too', async () => {
  const dkim = aDkimKey()
  const signing = smtpTo(sink.port, { dkim })
  const headers = {
    'List-Unsubscribe': '<https://press.example/u>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  await signing.send(aMail({ headers }), always)
  await signing.close()
  const signature = sink.mails[0]?.header('DKIM-Signature') ?? ''
  expect(signature).toMatch(/^v=1; a=rsa-sha256; c=relaxed\/relaxed; d=news\.example;.* s=autumn;/)
  expect(signature.toLowerCase()).toMatch(/h=[^;]*list-unsubscribe:\s*list-unsubscribe-post/)
  expect(await verifyDkim(sink.mails[0]?.raw ?? '', dkim)).toBe('pass')
})
