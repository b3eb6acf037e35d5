import { readFile } from 'node:fs/promises'
import { readPageAnswer } from '../articles/page-answer.ts'
import type { PageToRead } from '../articles/read-page.ts'
import { AppError, messageOf, UsageError } from '../errors.ts'
import { openFetcher } from '../open-fetcher.ts'
import type { CommandContext } from './context.ts'
import { ownSlots, wellMannered } from './feeds-manners.ts'

const MAX_PAGE_BYTES = 8 * 1024 * 1024

/** A page to be read as an article, and the address that it is at. */
export type PageAt = Omit<PageToRead, 'context'> & { readonly url: string }

/** @throws UsageError when it is no address of a page */
export function pageAddress(written: string): string {
  if (/^https?:\/\//i.test(written) && URL.canParse(written)) return new URL(written).href
  throw new UsageError(`${written} is no address of a page: expected one such as https://courier.example/ferry`)
}

/**
 * A page that was saved to a file, as if it had been fetched from `url`.
 * @throws UsageError when the file cannot be read
 */
export async function readSavedPage(path: string, url: string): Promise<PageAt> {
  const body = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`cannot read the page of ${path}: ${messageOf(error)}`)
  })
  return { url, body, contentType: null }
}

/**
 * Fetches a page as a scrape does; robots.txt counts for it and for where it redirects to.
 * @throws AppError when it may not or cannot be fetched, or what came is no page
 */
export async function fetchPageAt(url: string, context: CommandContext): Promise<PageAt> {
  const { clock, signal } = context
  const config = context.config()
  const { fetchPage, close } = openFetcher(config)
  try {
    const ports = wellMannered(fetchPage, ownSlots(config.hostSpacingMs, clock), clock, signal)
    const obey = async (to: string) => {
      if (!(await ports.mayFetch(to, signal))) throw forbidden(to)
    }
    await obey(url)
    const accept = 'text/html, application/xhtml+xml;q=0.9'
    const page = await ports.fetchPage(url, { accept, maxBytes: MAX_PAGE_BYTES, signal, onRedirect: obey })
    const answer = readPageAnswer(page, clock.now())
    if (answer.kind === 'page') return page
    throw new AppError(answer.failure.code, `could not read ${url}: ${answer.failure.reason}`, {
      disposition: answer.kind === 'failed' ? 'retry' : 'discard',
    })
  } finally {
    await close()
  }
}

const forbidden = (url: string): AppError =>
  new AppError(
    'ROBOTS_DISALLOWED',
    `could not fetch ${url}: its robots.txt forbids it; a page saved from a browser is read with --html FILE`,
    { disposition: 'discard' },
  )
