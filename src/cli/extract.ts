import { Command } from 'commander'
import { compareReadings, type ReadingDifference } from '../articles/extract/rules/compare-readings.ts'
import type { ExtractedArticle } from '../articles/extract/extracted-article.ts'
import type { ExtractionRules } from '../articles/extract/rules/extraction-rules.ts'
import { readPage } from '../articles/read-page.ts'
import { AppError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { extractLines } from './extract-text.ts'
import { fetchPageAt, type PageAt, pageAddress, readSavedPage } from './page-to-extract.ts'
import { readRulesFile } from './read-rules.ts'

/** A page as it is read, and what rules change in that. */
export interface PageReading {
  readonly url: string
  readonly article: ExtractedArticle
  /** Against the reading without rules; null where none were given. */
  readonly difference: ReadingDifference | null
}

interface ExtractOptions {
  readonly json: boolean
  readonly html?: string
  readonly rules?: string
}

/** `wirefold extract URL`: needs no database and changes nothing. */
export function extractCommand(context: CommandContext): Command {
  return new Command('extract')
    .description('show what is read from the page of an article, and what extraction rules would change')
    .argument('<url>')
    .option('--rules <file>', 'try the extraction rules of a JSON file')
    .option('--html <file>', 'read the page from a file instead; nothing is fetched')
    .option('--json', 'as JSON', false)
    .action(async (written: string, { json, html, rules: file }: ExtractOptions) => {
      const address = pageAddress(written)
      const rules = file === undefined ? null : (await readRulesFile(file)).rules
      const page = await (html === undefined ? fetchPageAt(address, context) : readSavedPage(html, address))
      const reading = readWith(page, rules, context.clock.now())
      for (const line of json ? [JSON.stringify(reading)] : extractLines(reading)) context.print(line)
      refuseNoArticle(reading)
    })
}

function readWith({ body, contentType, url }: PageAt, rules: ExtractionRules | null, fetchedAt: Date): PageReading {
  const plain = readPage({ body, contentType, context: { url, fetchedAt } })
  if (!rules) return { url, article: plain, difference: null }
  const article = readPage({ body, contentType, context: { url, fetchedAt, rules } })
  return { url, article, difference: compareReadings(plain, article) }
}

function refuseNoArticle({ url, article: { state, reason } }: PageReading): void {
  if (state === 'article' || state === 'paywall') return
  throw new AppError(state.toUpperCase(), `${url} cannot be read as an article: ${reason ?? 'it has no text'}`, {
    disposition: 'discard',
  })
}
