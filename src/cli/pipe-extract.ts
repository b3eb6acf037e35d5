import { performance } from 'node:perf_hooks'
import { extractArticle } from '../articles/extract/extract-article.ts'
import type { ExtractedArticle } from '../articles/extract/extracted-article.ts'
import { UsageError } from '../errors.ts'
import type { Pipe, PipeOptions } from './pipe.ts'

/** `wirefold pipe extract`: `{"id","url","html"}` in, the article's text and metadata out. */
export const openExtractPipe = (options: PipeOptions): Pipe => ({
  answer: (line) => [options.timing ? timed(() => answerOf(line)) : answerOf(line)],
})

function answerOf(line: Record<string, unknown>): object {
  const { id, url, html } = line
  if (typeof html !== 'string') throw new UsageError('expected a page as {"id","url","html"}: html is not a string')
  const address = typeof url === 'string' ? url : ''
  return { id, ...shown(extractArticle(html, { url: address, fetchedAt: null })) }
}

/** What the filter shows; a page that is no article has no text. */
function shown(article: ExtractedArticle): object {
  return {
    state: article.state,
    title: article.title,
    byline: article.authors,
    publishedAt: article.publishedAt,
    siteName: article.siteName,
    language: article.language,
    text: article.state === 'article' || article.state === 'paywall' ? article.text : '',
  }
}

function timed(work: () => object): object {
  const started = performance.now()
  const before = process.cpuUsage()
  const answer = work()
  const used = process.cpuUsage(before)
  return { ...answer, ms: performance.now() - started, cpuMs: (used.user + used.system) / 1000 }
}
