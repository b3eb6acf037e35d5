import { describe, expect, test } from '@jest/globals'
import { AppError, dispositionOf, LaterError, messageOf, UsageError } from '../../src/errors.ts'

describe('AppError', () => {
  test('carries a code, what to do about it, and what it was about', () => {
    const cause = new Error('below')
    const error = new AppError('FEED_GONE', 'could not read the feed', {
      disposition: 'discard',
      details: { status: 410 },
      cause,
    })
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'FEED_GONE',
      message: 'could not read the feed',
      disposition: 'discard',
      details: { status: 410 },
      cause,
    })
    expect(error.stack).toContain('errors.test')
  })

  test('has no cause and no details where none were given', () => {
    const error = new AppError('FEED_GONE', 'could not read the feed', { disposition: 'retry' })
    expect(error).not.toHaveProperty('cause')
    expect(error.details).toEqual({})
  })
})

test('LaterError says when', () => {
  const notBefore = new Date('2026-03-02T09:00:00Z')
  const error = new LaterError('HOST_PACE', 'wait', notBefore, { host: 'courier.example' })
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({
    name: 'LaterError',
    disposition: 'later',
    notBefore,
    details: { host: 'courier.example' },
  })
})

test('UsageError is never tried again', () => {
  expect(new UsageError('expected a file')).toMatchObject({ name: 'UsageError', code: 'USAGE', disposition: 'discard' })
})

describe('dispositionOf', () => {
  test.each([
    [new AppError('X', 'x', { disposition: 'retry' }), 'retry'],
    [new LaterError('X', 'x', new Date(0)), 'later'],
    [new UsageError('x'), 'discard'],
    [new TypeError('x is not a function'), 'bug'],
    [{ disposition: 'retry' }, 'bug'],
    ['thrown text', 'bug'],
    [undefined, 'bug'],
  ])('%p is %s', (thrown, disposition) => {
    expect(dispositionOf(thrown)).toBe(disposition)
  })
})

test.each([
  [new Error('what happened'), 'what happened'],
  ['thrown text', 'thrown text'],
  [42, '42'],
  [null, 'null'],
  [undefined, 'undefined'],
])('messageOf %p is %p', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message)
})
