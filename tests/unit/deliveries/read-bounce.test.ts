import { createInterface } from 'node:readline/promises'
import { Readable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { deliveryMessageId } from '../../../src/deliveries/link-token.ts'
import { MOST_BOUNCE_BYTES, mailsOf } from '../../../src/deliveries/mbox.ts'
import { readBounce } from '../../../src/deliveries/read-bounce.ts'
import { aDeliveryReport, aFeedbackReport } from '../../support/bounces.ts'

const key = Buffer.alloc(32, 1)
const messageId = deliveryMessageId('12', 'news.example', key)
const reported = (status: string, more = {}) =>
  readBounce(Buffer.from(aDeliveryReport({ messageId, status, ...more })), key)

describe('readBounce', () => {
  test.each([
    ['5.1.1', 'hard'],
    ['5.1.10', 'hard'],
    ['5.2.1', 'hard'],
    ['5.2.2', 'soft'],
    ['5.7.1', 'soft'],
    ['4.4.7', 'soft'],
  ])('%s is %s', async (status, kind) => {
    expect(await reported(status)).toEqual({
      deliveryId: '12',
      kind,
      status,
      detail: 'smtp; 550 what the server said on two lines',
    })
  })

  test('a delay is no bounce', async () => expect(await reported('4.4.1', { action: 'delayed' })).toBeNull())

  test('one for a mail that is none of ours says nothing, whatever it claims', async () => {
    expect(await reported('5.1.1', { messageId: messageId.replace('d12', 'd13') })).toBeNull()
    expect(await readBounce(Buffer.from('Subject: out of office\r\n\r\nBack on Monday.\r\n'), key)).toBeNull()
    expect(await readBounce(Buffer.of(), key)).toBeNull()
  })

  test('a complaint is one, unless it takes one back', async () => {
    expect(await readBounce(Buffer.from(aFeedbackReport({ messageId, feedback: 'abuse' })), key)).toMatchObject({
      kind: 'complaint',
      deliveryId: '12',
    })
    for (const feedback of ['not-spam', 'auth-failure']) {
      expect(await readBounce(Buffer.from(aFeedbackReport({ messageId, feedback })), key)).toBeNull()
    }
  })

  test('the mail that is returned may be whole, and encoded', async () => {
    expect(await reported('5.1.1', { encoding: 'base64' })).toMatchObject({ kind: 'hard' })
  })

  test('the status may be in another order, in UTF-8, and with what no database stores', async () => {
    const raw = aDeliveryReport({ messageId, status: '5.1.1' })
      .replace('message/delivery-status', 'Message/Global-Delivery-Status')
      .replace('550 what the server said', '550 keine T\u0000ür')
    expect(await readBounce(Buffer.from(raw), key)).toMatchObject({
      kind: 'hard',
      detail: 'smtp; 550 keine T ür on two lines',
    })
  })
})

describe('a hostile mail is read in little time and memory:', () => {
  const head = 'From: a@sink.example\nContent-Type: multipart/report; boundary=e\n\n'
  const status = '--e\nContent-Type: message/delivery-status\n\nAction: failed\n\n'
  const returned = `--e\nContent-Type: message/rfc822\n\nMessage-ID: <${messageId}>\n\n`
  const report = `${head}${status}${returned}`
  const nested = (i: number) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`

  test.each<[string, string, 'soft' | null]>([
    ['no end', report, 'soft'],
    ['a character set that nobody knows', report.replaceAll(/(status|rfc822)\n/g, '$1; charset=no-such\n'), 'soft'],
    ['a body of empty lines', `${report}${'\n'.repeat(2e6)}`, 'soft'],
    ['a body of one line', `${report}${'x'.repeat(2e6)}`, 'soft'],
    ['100,000 parts', `${report}${'--e\n\nhi\n'.repeat(1e5)}`, null],
    ['100,000 statuses', `${head}${status.repeat(1e5)}${returned}`, null],
    ['a status of 100,000 blocks', `${head}${status}${'Action: failed\n\n'.repeat(1e5)}${returned}`, 'soft'],
    ['30,000 levels', Array.from({ length: 30_000 }, (_, i) => nested(i)).join(''), null],
    ['a header without end', `Subject: ${'=?utf-8?q?'.repeat(2e5)}\n${report}`, null],
    ['400,000 header fields', `${'X: a\n'.repeat(4e5)}${report}`, null],
    ['a folded header of 600,000 lines', `Subject: a${'\n b'.repeat(6e5)}\n${report}`, null],
    ['base64 of nothing', report.replace('rfc822\n', `rfc822\nContent-Transfer-Encoding: base64\n`), null],
  ])('%s', async (_what, raw, kind) => {
    const bytes = Buffer.from(raw, 'latin1')
    const [started, before] = [performance.now(), process.memoryUsage.rss()]
    expect((await readBounce(bytes, key))?.kind ?? null).toBe(kind)
    expect(performance.now() - started).toBeLessThan(5_000) // 0.7 s at most; with the square of the size it takes minutes
    expect(process.memoryUsage.rss() - before).toBeLessThan(300e6)
  })

  test('a part whose type is empty is no bounce and no error', async () => {
    const raw = 'From: a@sink.example\nContent-Type: multipart/report; boundary=e\n\n--e\nContent-Type: '
    expect(await readBounce(Buffer.from(raw), key)).toBeNull()
  })

  test('whatever the bytes are, they are no bounce and no error', async () => {
    const bytes = fc.array(
      fc.oneof(
        fc.constantFrom('--e', '--', '\n', '\r\n\r\n', head, status, 'Content-Type: ', '=?', '\u0000'),
        fc.string(),
      ),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (parts) =>
        expect(await readBounce(Buffer.from(parts.join(''), 'latin1'), key)).toBeNull(),
      ),
    )
  })
})

test('a mailbox file is taken apart at its From lines, and quoted ones are none', async () => {
  const one = aDeliveryReport({ messageId, status: '5.1.1' })
  const box = `From mailer@sink Sun Nov 22 06:00:00 2026\n${one}\n>From here on\n\nFrom mailer@sink Sun Nov 22 07:00:00 2026\n${one}`
  const mails = await mailsIn(box)
  expect(mails).toHaveLength(2)
  expect(mails[0]?.toString()).toContain('\nFrom here on\n')
  for (const mail of mails) expect(await readBounce(mail, key)).toMatchObject({ kind: 'hard' })
  expect(await mailsIn(one)).toHaveLength(1)
  expect(await mailsIn(' \n')).toEqual([])
})

test('a mail of a mailbox that has no end is cut, and counts for what stands before', async () => {
  const box = `From a 2026\n${aDeliveryReport({ messageId, status: '5.1.1' })}${`${'x'.repeat(60)}\n`.repeat(4e4)}From b 2026\nSubject: hi\n`
  const mails = await mailsIn(box)
  expect(mails.map(({ length }) => length)).toEqual([MOST_BOUNCE_BYTES, 11])
  expect(await readBounce(mails[0] ?? Buffer.of(), key)).toMatchObject({ kind: 'hard' })
})

const mailsIn = async (box: string): Promise<readonly Buffer[]> => {
  const mails: Buffer[] = []
  for await (const mail of mailsOf(createInterface(Readable.from([box])))) mails.push(mail)
  return mails
}
