import type { TraceSubject } from '../articles/trace-step.ts'
import type { Span } from './passage.ts'

/** The addresses of the pages, in one place: what links and what is linked must agree. */
export const addresses = {
  day: (day: string): string => `/days/${day}`,
  story: (id: string, sentence?: number): string => `/stories/${id}${sentence === undefined ? '' : `#n${sentence}`}`,
  why: (storyId: string, articleId: string): string => `/stories/${storyId}/why/${articleId}`,
  article: (id: string): string => `/articles/${id}`,
  version: (articleId: string, number: number): string => `/articles/${articleId}?v=${number}`,
  /** The changes from one version of an article to a later one. */
  diff: (articleId: string, from: number, to: number): string => `/articles/${articleId}/diff/${from}..${to}`,
  /** A version of an article with a passage marked and in view. */
  passage: (articleId: string, version: number | undefined, { start, end }: Span): string =>
    `/articles/${articleId}?${version === undefined ? '' : `v=${version}&`}s=${start}-${end}#passage`,
  edition: (digest: string, localDate: string): string => `/editions/${digest}/${localDate}`,
  editionText: (digest: string, localDate: string): string => `/editions/${digest}/${localDate}.txt`,
  /** As it is mailed. */
  editionMail: (digest: string, localDate: string): string => `/editions/${digest}/${localDate}/mail`,
  /** The newest editions of a digest as a feed. */
  editionFeed: (digest: string, format: 'atom' | 'json'): string => `/editions/${digest}.${format}`,
  desk: (digest: string, localDate: string): string => `/editions/${digest}/${localDate}/desk`,
  feed: (id: string): string => `/feeds/${id}`,
  /** Of one edition, in one state where one is given. */
  deliveries: (digest: string, localDate: string, state?: string): string =>
    `/editions/${digest}/${localDate}/deliveries${state === undefined ? '' : `?state=${state}`}`,
  delivery: (id: string): string => `/deliveries/${id}`,
  trace: (url: string): string => `/trace?url=${encodeURIComponent(url)}`,
  search: (words: string): string => `/search?q=${encodeURIComponent(words)}`,
} as const

/** Where a station of the tracer leads to. */
export function addressOf(subject: TraceSubject): string {
  return subject.kind === 'edition'
    ? addresses.edition(subject.digest, subject.localDate)
    : addresses[subject.kind](subject.id)
}
