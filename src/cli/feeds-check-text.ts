import type { CheckedEntry } from '../feeds/check-entries.ts'
import type { CheckedAnswer, CheckedFeed, ConditionalCheck, FeedCheck } from '../feeds/check-feed.ts'
import { discoveryLines } from './feeds-found.ts'
import { shown } from './feeds-text.ts'

/** The check of a feed for a terminal. */
export function checkLines(check: FeedCheck): readonly string[] {
  const { url, isAllowed, answer, feed, failure, found } = check
  return [
    shown(url),
    ...rows([['robots.txt', robotsText(isAllowed)]]),
    ...(answer ? answerLines(answer) : []),
    ...(feed ? [...rows([['asked again', conditionalText(check.conditional)]]), ...feedLines(feed)] : []),
    ...(failure ? ['', `no feed: ${shown(failure.reason)}`] : []),
    ...(found ? ['', ...discoveryLines(found)] : []),
  ]
}

function robotsText(isAllowed: boolean | null): string {
  if (isAllowed === null) return 'cannot be read at the moment'
  return isAllowed ? 'allows it' : 'forbids it, which counts for pages and not for a feed that is watched'
}

const LABEL_WIDTH = 18

const rows = (cells: readonly (readonly [label: string, value: string | null])[]): readonly string[] =>
  cells.flatMap(([label, value]) => (value === null ? [] : [`  ${label.padEnd(LABEL_WIDTH)}${shown(value)}`]))

const answerLines = ({ url, redirects, status, headers, bytes }: CheckedAnswer): readonly string[] => [
  ...redirects.map((redirect) => `  ${String(redirect.status).padEnd(LABEL_WIDTH)}→ ${shown(redirect.to)}`),
  ...rows([[String(status), `${redirects.length === 0 ? '' : `from ${url}, `}${bytes.toLocaleString('en')} bytes`]]),
  ...rows(Object.entries(headers)),
]

function conditionalText(conditional: ConditionalCheck | null): string {
  if (!conditional) return 'no: it gives neither ETag nor Last-Modified, so every poll transfers all of it'
  const { status, problem } = conditional
  if (status === null) return problem ?? 'no answer came'
  return status === 304
    ? '304 Not Modified: it knows conditional requests'
    : `${status}: its ETag or Last-Modified is of no use, every poll transfers all of it`
}

const evidence: Readonly<Record<CheckedFeed['encodingKnownBy'], string>> = {
  bom: 'by its byte order mark',
  utf8: 'by its bytes',
  http: 'by the content-type',
  xml: 'by its XML declaration',
  meta: 'by its meta element',
  detected: 'guessed from its bytes, nothing declares it',
  default: 'by default, nothing else is in it',
}

function feedLines(feed: CheckedFeed): readonly string[] {
  const { entries, oddities, sitemaps } = feed
  return [
    '',
    ...rows([
      ['format', feed.format],
      ['encoding', `${feed.encoding}, ${evidence[feed.encodingKnownBy]}`],
      ['title', feed.title],
      ['site', feed.link],
      ['language', feed.language],
      ['calls itself', feed.selfUrl],
      ...feed.hubs.map((hub) => ['hub', hub] as const),
      ['ttl', feed.ttlMinutes === null ? null : `${feed.ttlMinutes} min`],
      ...sitemaps.map((sitemap) => ['sitemap', sitemap] as const),
      ['entries', String(entries.length)],
    ]),
    ...entries.slice(0, SHOWN_ENTRIES).flatMap(entryLines),
    ...(entries.length > SHOWN_ENTRIES ? [`  and ${entries.length - SHOWN_ENTRIES} more; --json shows all`] : []),
    '',
    ...(oddities.length === 0 ? ['nothing odd'] : oddities.map((oddity) => `odd: ${shown(oddity)}`)),
  ]
}

const SHOWN_ENTRIES = 10
const TITLE_WIDTH = 100

/** What is equal to the line above it is left out. */
function entryLines(entry: CheckedEntry): readonly string[] {
  const { title, url, canonicalUrl, guid, sourceName } = entry
  const details: readonly (readonly [string, string | null])[] = [
    ['published', publishedText(entry)],
    ['address', url ?? 'none'],
    ['canonical', canonicalUrl === url ? null : (canonicalUrl ?? 'none: no address of a page')],
    ['guid', guid === url ? null : guid],
    ['source', sourceName],
  ]
  return [
    `  - ${shown(title ?? 'without a title', TITLE_WIDTH)}`,
    ...details.flatMap(([label, value]) => (value === null ? [] : [`      ${label.padEnd(11)}${shown(value)}`])),
  ]
}

function publishedText({ published, publishedRaw }: CheckedEntry): string {
  if (published === null) return publishedRaw === null ? 'no date' : `“${publishedRaw}”, which cannot be read`
  return publishedRaw === null || publishedRaw === published ? published : `${published}, from “${publishedRaw}”`
}
