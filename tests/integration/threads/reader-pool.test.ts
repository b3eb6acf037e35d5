import { afterEach, describe, expect, test } from '@jest/globals'
import type { PageToRead } from '../../../src/articles/read-page.ts'
import { AppError } from '../../../src/errors.ts'
import { openReaders, type Readers } from '../../../src/threads/reader-pool.ts'
import { misbehavingScript } from '../../support/reader-threads.ts'
import { until } from '../../support/until.ts'

const never = new AbortController().signal
/** Long enough for a page that does nothing, and soon over. */
const LIMIT_MS = 300

let readers: Readers
afterEach(() => readers.close())

function open(more: Partial<Parameters<typeof openReaders>[0]> = {}): void {
  readers = openReaders({ script: misbehavingScript, threads: 1, limitMs: LIMIT_MS, memoryMb: 32, ...more })
}

const page = (path: string, body: Uint8Array = new Uint8Array()): PageToRead => ({
  body,
  contentType: null,
  context: { url: `https://courier.example${path}`, fetchedAt: null },
})
const read = (path: string, signal = never) => readers.readPage(page(path), signal)

/** A page that tells when it is being read. The one at `/waits` is read until `finish` is called. */
function watchedPage(path: string) {
  const shared = new Int32Array(new SharedArrayBuffer(8))
  const finish = () => {
    Atomics.store(shared, 1, 1)
    Atomics.notify(shared, 1)
  }
  const hasBegun = () => until('a page that is being read', () => Promise.resolve(Atomics.load(shared, 0) === 1))
  return { page: page(path, new Uint8Array(shared.buffer)), finish, hasBegun }
}

const slow = { code: 'PAGE_TOO_SLOW', disposition: 'discard', message: expect.stringMatching(/\/hangs: .* 300 ms/) }
const large = { code: 'PAGE_TOO_LARGE', disposition: 'discard', message: expect.stringMatching(/\/eats: .* 32 MB/) }
const died = { code: 'THREAD_DIED', disposition: 'retry', message: expect.stringContaining('it ended by itself') }
const crashed = { code: 'THREAD_DIED', disposition: 'retry', message: expect.stringContaining('nobody catches this') }

describe('a page', () => {
  test.each([
    ['never ends', '/hangs', slow],
    ['eats memory', '/eats', large],
    ['ends its thread', '/dies', died],
    ['crashes its thread', '/crashes', crashed],
  ])('that %s fails alone: those behind it are read', async (_what, path, failure) => {
    open({ limitMs: path === '/hangs' ? LIMIT_MS : 60_000 })
    const [bad, ...others] = await Promise.allSettled([read(path), read('/a'), read('/b'), read('/c')])
    expect(bad).toEqual({ status: 'rejected', reason: expect.objectContaining(failure) })
    expect(bad.status === 'rejected' && bad.reason).toBeInstanceOf(AppError)
    expect(others.map((each) => each.status === 'fulfilled' && each.value.title)).toEqual(['/a', '/b', '/c'])
  })

  test.each([1, 2])('that hangs does so once, and waiting uses none of its time, on %p threads', async (threads) => {
    open({ threads })
    const all = await Promise.allSettled(['/hangs', '/hangs', '/hangs', '/a'].map((path) => read(path)))
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled'])
  })

  test('is refused as its reader refuses it', async () => {
    open()
    const refused = { code: 'NO_TEXT', disposition: 'discard', message: 'it has no text', details: { length: 0 } }
    await expect(read('/refuses')).rejects.toBeInstanceOf(AppError)
    await expect(read('/refuses')).rejects.toMatchObject(refused)
  })

  test('that meets a bug tells of the bug', async () => {
    open()
    const error: unknown = await read('/throws').catch((thrown: unknown) => thrown)
    expect(error).not.toBeInstanceOf(AppError)
    expect(error).toMatchObject({
      message: 'a bug of the reader',
      stack: expect.stringContaining('misbehaving-thread'),
    })
  })

  test('is read after the thread has died of the one before', async () => {
    open()
    expect(await read('/dies-later')).toMatchObject({ title: '/dies-later' })
    const attempts = [await read('/a').catch((error: unknown) => error), await read('/a')]
    expect(attempts[1]).toMatchObject({ title: '/a' })
  })
})

test('feeds and robots.txt have the same limit, and failures of their own name', async () => {
  open()
  const url = 'https://courier.example/hangs'
  const context = { contentType: null, url, now: new Date('2026-03-02T08:00:00Z') }
  const file = { origin: 'https://courier.example', text: '' }
  await expect(readers.parseFeed(new Uint8Array(), context, never)).rejects.toMatchObject({ code: 'FEED_TOO_SLOW' })
  await expect(readers.checkRobots(file, url, never)).rejects.toMatchObject({ code: 'ROBOTS_TOO_SLOW' })
})

test('the event loop turns while a page is read', async () => {
  open({ limitMs: 60_000 })
  const { page: waiting, finish } = watchedPage('/waits')
  const reading = readers.readPage(waiting, never)
  for (let turn = 0; turn < 1_000; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  finish()
  expect(await reading).toMatchObject({ title: '/waits' })
})

describe('a job that is stopped', () => {
  test.each(['/hangs', '/waits'])(
    'does not wait for the page that is being read, whose thread ends: %s',
    async (path) => {
      open({ limitMs: 60_000 })
      const stopping = new AbortController()
      const { page: busy, hasBegun } = watchedPage(path)
      const reading = expect(readers.readPage(busy, stopping.signal)).rejects.toThrow('the worker stops')
      const next = read('/a')
      await hasBegun()
      stopping.abort(new Error('the worker stops'))
      await reading
      expect(await next).toMatchObject({ title: '/a' })
    },
  )

  test('before it has a thread gets none', async () => {
    open()
    const stopping = new AbortController()
    const reading = read('/a', stopping.signal)
    stopping.abort(new Error('the worker stops'))
    await expect(reading).rejects.toThrow('the worker stops')
  })

  test('leaves the queue', async () => {
    open({ limitMs: 60_000 })
    const stopping = new AbortController()
    const { page: waiting, finish } = watchedPage('/waits')
    const first = readers.readPage(waiting, never)
    const queued = read('/a', stopping.signal)
    stopping.abort(new Error('the worker stops'))
    await expect(queued).rejects.toThrow('the worker stops')
    finish()
    expect(await first).toMatchObject({ title: '/waits' })
  })
})

describe('closing', () => {
  const closed = { code: 'THREADS_CLOSED', disposition: 'retry' }

  test.each(['/hangs', '/waits'])('ends a page that is being read and refuses all others: %s', async (path) => {
    open({ limitMs: 60_000 })
    const { page: busy, hasBegun } = watchedPage(path)
    const pages = [readers.readPage(busy, never), read('/a'), read('/b')]
    const refused = pages.map((each) => expect(each).rejects.toMatchObject(closed))
    await hasBegun()
    await readers.close()
    await Promise.all(refused)
    await expect(read('/a')).rejects.toMatchObject(closed)
  })

  test('refuses a page that has no thread yet', async () => {
    open()
    const refused = expect(read('/hangs')).rejects.toMatchObject(closed)
    await readers.close()
    await refused
  })

  test('waits for nothing when nothing was read, and may be done twice', async () => {
    open()
    await readers.close()
    await readers.close()
  })

  test.each(['/a', '/dies-later'])('ends a thread that has read %s', async (path) => {
    open()
    await read(path)
    await readers.close()
  })
})
