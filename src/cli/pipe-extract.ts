import { performance } from 'node:perf_hooks'
import { extractArticle } from '../articles/extract/extract-article.ts'
import type { ExtractedArticle } from '../articles/extract/extracted-article.ts'
import { learnPage, noMemory, type SiteMemory } from '../articles/extract/site-memory.ts'
import { siteOf } from '../articles/site-of.ts'
import { UsageError } from '../errors.ts'
import type { Pipe, PipeOptions } from './pipe.ts'

type Line = Record<string, unknown>

/** `wirefold pipe extract`: `{"id","url","html"}` in, the article's text and metadata out. */
export function openExtractPipe(options: PipeOptions): Pipe {
  const extract = options.siteMemory ? rememberingExtractor() : extractAlone
  const answer = (line: Line): object => ({ id: line['id'], ...shown(extract(readLine(line))) })
  return { answer: (line) => [options.timing ? timed(() => answer(line)) : answer(line)] }
}

interface PageLine {
  readonly url: string
  readonly html: string
}

function readLine({ url, html }: Line): PageLine {
  if (typeof html !== 'string') throw new UsageError('expected a page as {"id","url","html"}: html is not a string')
  return { html, url: typeof url === 'string' ? url : '' }
}

const extractAlone = ({ url, html }: PageLine): ExtractedArticle => extractArticle(html, { url, fetchedAt: null })

/** Reads each page with what the pages before it have shown of its site. */
function rememberingExtractor(): (page: PageLine) => ExtractedArticle {
  const memories = new Map<string, SiteMemory>()
  return ({ url, html }) => {
    const site = siteOf(url)
    if (site === null) return extractAlone({ url, html })
    const memory = memories.get(site) ?? noMemory
    const article = extractArticle(html, { url, fetchedAt: null, memory })
    if (article.learnt && hasText(article)) memories.set(site, learnPage(memory, article.learnt))
    return article
  }
}

const hasText = ({ state }: ExtractedArticle): boolean => state === 'article' || state === 'paywall'

/** What the filter shows; a page that is no article has no text. */
function shown(article: ExtractedArticle): object {
  return {
    state: article.state,
    title: article.title,
    byline: article.authors,
    publishedAt: article.publishedAt,
    siteName: article.siteName,
    language: article.language,
    text: hasText(article) ? article.text : '',
  }
}

function timed(work: () => object): object {
  const started = performance.now()
  const before = process.cpuUsage()
  const answer = work()
  const used = process.cpuUsage(before)
  return { ...answer, ms: performance.now() - started, cpuMs: (used.user + used.system) / 1000 }
}
