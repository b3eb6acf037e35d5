import { describe, expect, test } from '@jest/globals'
import { deliveryMessageId } from '../../../src/deliveries/link-token.ts'
import { mailsOf } from '../../../src/deliveries/mbox.ts'
import { readBounce } from '../../../src/deliveries/read-bounce.ts'
import { aDeliveryReport, aFeedbackReport } from '../../support/bounces.ts'

const key = Buffer.alloc(32, 1)
const messageId = deliveryMessageId('12', 'news.example', key)
const reported = (status: string, more = {}) => readBounce(aDeliveryReport({ messageId, status, ...more }), key)

describe('readBounce', () => {
  test.each([
    ['5.1.1', 'hard'],
    ['5.1.10', 'hard'],
    ['5.2.1', 'hard'],
    ['5.2.2', 'soft'],
    ['5.7.1', 'soft'],
    ['4.4.7', 'soft'],
  ])('%s is %s', (status, kind) => {
    expect(reported(status)).toEqual({
      deliveryId: '12',
      kind,
      status,
      detail: 'smtp; 550 what the server said on two lines',
    })
  })

  test('a delay is no bounce', () => expect(reported('4.4.1', { action: 'delayed' })).toBeNull())

  test('one for a mail that is none of ours says nothing, whatever it claims', () => {
    expect(reported('5.1.1', { messageId: messageId.replace('d12', 'd13') })).toBeNull()
    expect(readBounce('Subject: out of office\r\n\r\nBack on Monday.\r\n', key)).toBeNull()
    expect(readBounce('', key)).toBeNull()
  })

  test('a complaint is one, unless it takes one back', () => {
    expect(readBounce(aFeedbackReport({ messageId, feedback: 'abuse' }), key)).toMatchObject({
      kind: 'complaint',
      deliveryId: '12',
    })
    expect(readBounce(aFeedbackReport({ messageId, feedback: 'not-spam' }), key)).toBeNull()
  })

  test('the mail that is returned may be whole, and encoded', () => {
    expect(reported('5.1.1', { encoding: 'base64' })).toMatchObject({ kind: 'hard' })
  })

  test('what has no end is read in no time', () => {
    const deep = Array.from(
      { length: 2_000 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
    ).join('')
    expect(readBounce(deep, key)).toBeNull()
  })
})

test('a mailbox file is taken apart at its From lines, and quoted ones are none', () => {
  const one = aDeliveryReport({ messageId, status: '5.1.1' })
  const box = `From mailer@sink Sun Nov 22 06:00:00 2026\n${one}\n>From here on\n\nFrom mailer@sink Sun Nov 22 07:00:00 2026\n${one}`
  const mails = mailsOf(box)
  expect(mails).toHaveLength(2)
  expect(mails[0]).toContain('\nFrom here on\n')
  expect(mails.map((mail) => readBounce(mail, key)?.kind)).toEqual(['hard', 'hard'])
  expect(mailsOf(one)).toHaveLength(1)
  expect(mailsOf(' \n')).toEqual([])
})
