/** A thread of readers whose pages do what their address says, on purpose. */
import { setImmediate } from 'node:timers'
import workerpool from 'workerpool'

const refusal = { code: 'NO_TEXT', message: 'it has no text', disposition: 'discard', details: { length: 0 } }

/** Writes into a page's body that is shared; the second number is for whoever waits. */
function tellBegun(page) {
  if (!page?.body.byteLength) return null
  const shared = new Int32Array(page.body.buffer)
  Atomics.store(shared, 0, 1)
  return shared
}

const behaviours = {
  '/hangs': (page) => {
    tellBegun(page)
    for (;;);
  },
  '/dies': () => process.exit(3),
  '/crashes': () =>
    new Promise(() => {
      setImmediate(() => {
        throw new Error('nobody catches this')
      })
    }),
  '/eats': () => {
    const eaten = []
    for (;;) eaten.push(new Array(10_000).fill(eaten.length))
  },
  '/throws': () => {
    throw new TypeError('a bug of the reader')
  },
  '/waits': (page) => Atomics.wait(tellBegun(page), 1, 0),
  '/dies-later': () => {
    setImmediate(() => process.exit(0))
  },
}

/** Answers as `serveTasks` does. */
async function behave(url, page) {
  workerpool.workerEmit('begun')
  const { pathname } = new URL(url)
  if (pathname === '/refuses') return { refusal }
  await behaviours[pathname]?.(page)
  return { value: { title: pathname } }
}

workerpool.worker({
  readPage: (page) => behave(page.context.url, page),
  parseFeed: (_bytes, { url }) => behave(url),
  checkRobots: (_file, url) => behave(url),
})
