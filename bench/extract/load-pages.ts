import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { BenchPage } from './bench-page.ts'
import { madeUpPages } from './made-up-pages.ts'

/** The pages of a file, or the made-up ones. All are held in memory. @throws Error naming the line that is no page */
export async function loadPages(file: string | null): Promise<readonly BenchPage[]> {
  return file === null ? madeUpPages() : readPages(file)
}

const GZIP_MARK = 0x1f

/** Lines of JSON, plain or gzip. */
async function readPages(file: string): Promise<readonly BenchPage[]> {
  const bytes = await readFile(file)
  const text = (bytes[0] === GZIP_MARK ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .map((line, index) => ({ line, where: `${file} line ${index + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => toPage(line, where))
}

function toPage(line: string, where: string): BenchPage {
  const { id, url, html, paragraphs } = parse(line, where)
  if (typeof url !== 'string' || !URL.canParse(url) || typeof html !== 'string')
    throw new Error(`${where} is no page: expected {"id", "url", "html"}, and "paragraphs" if they are known`)
  return {
    id: typeof id === 'string' ? id : url,
    url,
    html,
    ...(Array.isArray(paragraphs) && { paragraphs: paragraphs.map(String) }),
  }
}

function parse(line: string, where: string): Partial<Record<keyof BenchPage, unknown>> {
  try {
    return Object(JSON.parse(line)) as Partial<Record<keyof BenchPage, unknown>>
  } catch (error) {
    throw new Error(`${where} is no JSON`, { cause: error })
  }
}
