import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { composeMail, mailBytes } from '../../../src/mail/compose-mail.ts'
import type { OutgoingMail } from '../../../src/mail/send-mail.ts'
import { mailSigner } from '../../../src/mail/sign-mail.ts'
import { aMail } from '../../support/mail.ts'
import { aDkimKey, verifyDkim } from '../../support/verify-dkim.ts'

const key = aDkimKey()
const sign = mailSigner(key)

async function signed(mail: OutgoingMail): Promise<string> {
  const composed = composeMail(mail)
  return mailBytes(composed, await sign(composed)).toString('latin1')
}

/** What canonicalising, folding and quoting stumble over: white space, line ends of every kind, long runs, dots, UTF-8. */
const oddText = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', '  ', '\t', ' \t ', '\n', '\r\n', '\r', '\n\n\n', ' \n', '\t\r\n', '\u00a0', '\u2028'),
      fc.constantFrom('.', '..', '=', '=3D', '=\n', '--', 'From ', ':', ';', '"', '<b>', 'ﬁ', '🚢', 'Fähre', '駅'),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 70, max: 1_200 }).map((length) => 'x'.repeat(length)),
      fc.integer({ min: 20, max: 90 }).map((count) => 'ab '.repeat(count)),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))
const pieces = fc.array(
  oddText.map((text) => ({ text })),
  { maxLength: 4 },
)
const mails = fc
  .record({ subject: oddText, name: oddText, unsubscribe: oddText, text: pieces, html: pieces })
  .map(({ subject, name, unsubscribe, text, html }) =>
    aMail({
      subject,
      from: { name, address: 'digest@news.example' },
      headers: {
        'Auto-Submitted': 'auto-generated',
        'List-Id': `${name} <morning.news.example>`,
        'List-Unsubscribe': `<https://press.example/s/${Buffer.from(unsubscribe).toString('base64url')}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      text,
      html,
    }),
  )

test('another’s verifier passes every signature', async () => {
  await fc.assert(
    fc.asyncProperty(mails, async (mail) => expect(await verifyDkim(await signed(mail), key)).toBe('pass')),
    { numRuns: 300 },
  )
})

test.each([
  ['nothing', []],
  ['an empty line', [{ text: '\n' }]],
  ['empty lines', [{ text: '' }, { text: '\n\n' }, { text: ' \r\n' }]],
])('it passes a mail of %s', async (_what, text) => {
  expect(await verifyDkim(await signed(aMail({ text, html: [] })), key)).toBe('pass')
})

test.each([
  ['the body', 'The ferry goes.', 'The ferry does.'],
  ['the subject', 'Ferry talks end', 'Ferry talks send'],
  ['what unsubscribes', 'press.example/u', 'press.example/v'],
  ['the button that unsubscribes', 'One-Click', 'Two-Click'],
])('it passes no mail in which %s was changed', async (_what, before, after) => {
  const headers = {
    'List-Unsubscribe': '<https://press.example/u>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  const raw = await signed(aMail({ headers }))
  expect(await verifyDkim(raw, key)).toBe('pass')
  expect(raw).toContain(before)
  expect(await verifyDkim(raw.replace(before, after), key)).toMatch(/^(fail|neutral): /)
  expect(await verifyDkim(raw, aDkimKey())).toMatch(/^fail: /)
})
