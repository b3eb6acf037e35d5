import { describe, expect, test } from '@jest/globals'
import { failureOf, spoken } from '../../../../src/feeds/websub/hub-answer.ts'

const url = 'https://hub.example/'
const answer = (status: number, body = '', contentType: string | null = 'text/plain; charset=utf-8') =>
  failureOf({ url, status, contentType, body: Buffer.from(body) })

describe('failureOf', () => {
  test.each([200, 202, 204])('%d is none', (status) => {
    expect(answer(status, 'whatever')).toBeNull()
  })

  test.each([
    [400, true],
    [404, true],
    [410, true],
    [302, true],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('%d is a failure; that it is for good: %p', (status, isRefusal) => {
    expect(answer(status)).toEqual({ reason: `https://hub.example/ answered ${status}`, isRefusal })
  })

  test('is told in the words of the hub, when it gives some', () => {
    expect(answer(400, 'unknown\n\u0000 topic\r\n')?.reason).toBe('https://hub.example/ answered 400: unknown topic')
    expect(answer(400, '<p>unknown topic', 'text/html')?.reason).toBe('https://hub.example/ answered 400')
    expect(answer(400, 'unknown topic', null)?.reason).toBe('https://hub.example/ answered 400')
  })
})

test('words of a hub are one line of at most 300 characters, and no character is cut in two', () => {
  expect(spoken(' too\tmany\u2028\u001b[31m lines ')).toBe('too many [31m lines')
  expect(spoken('🦦'.repeat(10_000))).toBe('🦦'.repeat(300))
  expect(spoken('\u0000\n')).toBe('')
})
