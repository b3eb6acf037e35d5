/**
 * One reader in a process of its own: loads the pages and the reader's libraries, reads the pages one after the other and
 * tells its parent of each. Started by run-reader.ts; its arguments are the orders, as JSON.
 */
import type { BenchPage } from './bench-page.ts'
import { judge } from './judge.ts'
import { loadPages } from './load-pages.ts'
import type { FromReader, PageRead, ReadingOrders } from './messages.ts'
import { readers } from './readers.ts'

const orders = JSON.parse(process.argv[2] ?? '{}') as ReadingOrders
const peakKilobytes = (): number => process.resourceUsage().maxRSS

const all = await loadPages(orders.file)
const read = await readers[orders.reader]()
await send({
  kind: 'ready',
  pageCount: all.length,
  characters: all.reduce((sum, { html }) => sum + html.length, 0),
  peakKilobytes: peakKilobytes(),
})

const pages = all
  .map((page, index) => ({ page, index }))
  .filter(({ index }) => index >= orders.from && !orders.without.includes(index))
let before = process.cpuUsage()
for (let pass = 0; pass < orders.passes; pass += 1) {
  for (const { index, page } of pages) await send(await readPage(index, page))
}
await send({ kind: 'done', peakKilobytes: peakKilobytes() })
process.exit() // a timer that a page left behind must not keep the process

/** Takes a turn of the event loop, after which what a page held weakly can be collected. */
function send(message: FromReader): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error === null ? resolve() : reject(error)))
  })
}

async function readPage(index: number, page: BenchPage): Promise<PageRead> {
  const { paragraphs, error } = await attempt(page)
  const { user, system } = process.cpuUsage(before)
  before = process.cpuUsage()
  const judgement = orders.isJudged && error === null ? judge(paragraphs(), page.paragraphs) : null
  return { kind: 'page', index, cpuMs: (user + system) / 1000, error, judgement }
}

interface Attempt {
  readonly paragraphs: () => readonly string[]
  readonly error: string | null
}

async function attempt(page: BenchPage): Promise<Attempt> {
  try {
    return { paragraphs: await read(page), error: null }
  } catch (error) {
    return { paragraphs: () => [], error: error instanceof Error ? error.message : String(error) }
  }
}
