import { Buffer } from 'node:buffer'
import { z } from 'zod'
import type { FeedEntry } from '../feeds/parse/feed-document.ts'
import { parseFeed } from '../feeds/parse/parse-feed.ts'
import type { Pipe, PipeOptions } from './pipe.ts'

const Line = z.object({
  id: z.unknown(),
  bytesBase64: z.string(),
  contentType: z.string().nullish(),
  url: z.string().default(''),
})

/** `pipe parse-feed`: a document in base64 in, its feed and entries out. Titles with markup are given as HTML. */
export const openParseFeedPipe = (options: PipeOptions): Pipe => ({
  async answer(line) {
    const { id, bytesBase64, contentType, url } = Line.parse(line)
    const started = performance.now()
    const bytes = Buffer.from(bytesBase64, 'base64')
    const feed = await parseFeed(bytes, { contentType: contentType ?? null, url, now: new Date() })
    const answer = {
      id,
      feed: { title: feed.titleHtml ?? feed.title, link: feed.link, language: feed.language },
      entries: feed.entries.map(entryOut),
    }
    return [options.timing ? { ...answer, ms: performance.now() - started } : answer]
  },
})

const entryOut = (entry: FeedEntry) => ({
  id: entry.guid,
  title: entry.titleHtml ?? entry.title,
  url: entry.url,
  summary: entry.summary,
  contentHtml: entry.contentHtml,
  author: entry.authors.length === 0 ? null : entry.authors.join(', '),
  published: entry.published,
  updated: entry.updated,
  categories: entry.categories,
  enclosures: entry.enclosures,
})
