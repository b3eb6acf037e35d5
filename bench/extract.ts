/**
 * Reads news pages with the extractor and with its peers, each in a fresh process of its own: the same pages in the same
 * order, one pass to warm up, then several that count. Prints pages a CPU second (median of the passes), CPU beside ours
 * on the pages that both can read, memory, and how much of the articles was found. A page that makes a reader throw, die
 * or take longer than 10 seconds is counted and left out for that reader.
 *
 *     node dist/bench/extract.js [--pages FILE] [--passes 5]
 *
 * Without a file on made-up pages of three publishers. A file has one page a line, `{"id", "url", "html"}` as JSON, plain
 * or gzip, with `"paragraphs"` of the article if they are known; all readers hold it in memory whole.
 */
import { openProgress } from '../src/cli/progress.ts'
import { type Measured, measureReader } from './extract/measure-reader.ts'
import { extractOptions } from './extract/options.ts'
import { headings, lineOf } from './extract/print-table.ts'
import { readerNames } from './extract/readers.ts'

const { file, passes } = extractOptions(process.argv.slice(2))
const progress = openProgress({
  input: process.stdin,
  output: process.stderr,
  errors: process.stderr,
  onSignal: () => undefined,
})
let ours: Measured | undefined
try {
  for (const reader of readerNames) {
    const one = await measureReader(reader, file, passes, (stage, done, total) => progress.update(stage, done, total))
    if (ours === undefined) printHead(one)
    ours ??= one
    console.log(lineOf(one, ours))
  }
} finally {
  progress.stop()
}

function printHead({ ready: { pageCount, characters } }: Measured): void {
  const kilobytes = characters / Math.max(1, pageCount) / 1000
  console.log(`${pageCount} pages of ${kilobytes.toFixed(0)} KB; passes that count: ${passes}`)
  console.log(headings())
}
