import { describe, expect, test } from '@jest/globals'
import { attemptResult, isAddressRefused, waitAfter } from '../../../src/deliveries/attempt-result.ts'
import { MailPace } from '../../../src/deliveries/mail-pace.ts'

const now = new Date('2026-11-22T06:00:00Z')
const delivery = {
  id: '1',
  editionId: '1',
  overlayId: null,
  subscriberId: '1',
  address: 'reader@desk.example',
  attempt: 1,
  startedAt: now,
  deadlineAt: new Date('2026-11-22T07:00:00Z'),
}

test('waits double from a minute to an hour, give or take a fifth', () => {
  expect([1, 2, 3, 6, 7, 50].map((attempt) => waitAfter(attempt, 0.5) / 60_000)).toEqual([1, 2, 4, 32, 60, 60])
  expect(waitAfter(1, 0)).toBe(48_000)
  expect(waitAfter(7, 0.999_999)).toBeLessThanOrEqual(72 * 60_000)
})

describe('attemptResult', () => {
  const refused = (isPermanent: boolean, reply: string) =>
    attemptResult({ kind: 'refused', isPermanent, step: 'recipient', reply }, delivery, now, 0.5)

  test('follows the reply', () => {
    expect(attemptResult({ kind: 'accepted', reply: '250 ok' }, delivery, now, 0.5)).toEqual({
      state: 'sent',
      reply: '250 ok',
    })
    expect(refused(false, '451 later')).toMatchObject({ state: 'deferred', dueAt: new Date('2026-11-22T06:01:00Z') })
    expect(refused(true, '550 5.1.1 gone')).toMatchObject({ state: 'failed', isAddressRefused: true })
    expect(attemptResult({ kind: 'uncertain', reason: 'silence' }, delivery, now, 0.5)).toMatchObject({
      state: 'uncertain',
    })
    expect(attemptResult({ kind: 'withdrawn' }, delivery, now, 0.5)).toBeNull()
  })

  test('gives up where the next attempt would lie behind the deadline', () => {
    const late = { ...delivery, attempt: 7 }
    const outcome = { kind: 'broken', step: 'data', reason: 'cut' } as const
    expect(attemptResult(outcome, late, now, 0.5)).toMatchObject({
      state: 'failed',
      reply: 'given up at the deadline: cut',
    })
  })
})

test.each([
  ['recipient', '550 5.1.1 no such user', true],
  ['recipient', '550 no such user', true],
  ['recipient', '553 bad mailbox', true],
  ['recipient', '550 5.2.1 disabled', true],
  ['recipient', '550 5.7.1 blocked by policy', false],
  ['recipient', '552 5.2.2 mailbox full', false],
  ['recipient', '554 no', false],
  ['sender', '550 5.1.1 no', false],
  ['body', '550 5.1.1 no', false],
])('at %s, %p says that the address takes no mail: %p', (step, reply, is) => {
  expect(isAddressRefused(step, reply)).toBe(is)
})

test('a busy domain does not slow down the others', () => {
  const pace = new MailPace({ perSecond: 100, perDomainSecond: 1 })
  expect(pace.take('a.example', 0)).toBe(0)
  expect(pace.wait('a.example', 10)).toBe(990)
  expect(pace.take('b.example', 10)).toBe(0)
  expect(pace.take('a.example', 20)).toBe(980)
  expect(pace.wait('c.example', 30)).toBe(0)
})
