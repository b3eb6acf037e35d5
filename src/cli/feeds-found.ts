import type { Discovery } from '../feeds/discover.ts'
import type { FoundBy, FoundFeed } from '../feeds/discover-rank.ts'
import type { Trial } from '../feeds/discover-search.ts'
import { shown } from './feeds-text.ts'

const ways: Readonly<Record<FoundBy, string>> = {
  address: 'the address itself',
  link: 'named by the page',
  anchor: 'linked by the page',
  sitemap: 'named by robots.txt',
  'well-known': 'at a usual address',
}

/** What a search found, numbered; or what it has tried. */
export const discoveryLines = ({ feeds, trials }: Discovery): readonly string[] =>
  feeds.length > 0
    ? ['feeds found:', ...foundLines(feeds)]
    : ['no feed was found there either; looked at:', ...trialLines(trials)]

export const trialLines = (trials: readonly Trial[]): readonly string[] =>
  trials.map(({ url, outcome }) => `  ${shown(url)}: ${shown(outcome)}`)

const TITLE_WIDTH = 90

/** Two lines a feed, the best first. */
export const foundLines = (feeds: readonly FoundFeed[]): readonly string[] =>
  feeds.flatMap((feed, index) => [
    `${String(index + 1).padStart(3)}  ${shown(feed.url)}`,
    `     ${shown(feed.title ?? 'without a title', TITLE_WIDTH)} (${factsOf(feed)})`,
  ])

function factsOf({ format, entries, newest, isComments, twinOf, foundBy }: FoundFeed): string {
  const facts = [
    format,
    `${entries} ${entries === 1 ? 'entry' : 'entries'}`,
    newest === null ? 'no dates' : `newest ${newest.slice(0, 10)}`,
    ways[foundBy],
    ...(isComments ? ['comments'] : []),
    ...(twinOf === null ? [] : [`the same entries as ${shown(twinOf)}`]),
  ]
  return facts.join(', ')
}
