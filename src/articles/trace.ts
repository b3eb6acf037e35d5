import { editionStep } from './trace-edition.ts'
import type { TracedArticle, TracedEntry, TracedFeed, TracedMembership, TraceFacts } from './trace-facts.ts'
import {
  passed,
  type ShowTime,
  type Station,
  type StationName,
  type Step,
  stopped,
  type TraceSubject,
  waiting,
} from './trace-step.ts'

export interface Trace {
  readonly stations: readonly Station[]
  /** Where the article stopped, waits or was folded; null when it went all the way as itself. */
  readonly stoppedAt: StationName | null
}

/**
 * Follows an article through the seven stations from feed to edition: where it stopped, and why.
 * @param showTime how instants are written into the sentences
 */
export function traceArticle(facts: TraceFacts, showTime: ShowTime): Trace {
  const stations: Station[] = []
  let halted = false
  for (const [name, step] of steps(facts, showTime)) {
    const station: Step = halted ? notReached : step()
    stations.push({ name, ...station })
    halted ||= station.state === 'stopped' || station.state === 'waiting'
  }
  return { stations, stoppedAt: stations.find(({ state }) => state !== 'passed')?.name ?? null }
}

const notReached: Step = { state: 'not_reached', says: 'Not reached.', subject: null }

function steps(facts: TraceFacts, showTime: ShowTime): readonly (readonly [StationName, () => Step])[] {
  const { article } = facts
  if (!article) {
    const unseen = () => unseenStep(facts.publisherFeeds, showTime)
    return stationNames.map((name) => [name, unseen] as const)
  }
  return [
    ['feed', () => feedStep(facts.entries)],
    ['entry', () => entryStep(facts.entries, article, showTime)],
    ['fetch', () => fetchStep(article, showTime)],
    ['extraction', () => extractionStep(article)],
    ['copy', () => copyStep(article, facts.membership)],
    ['story', () => storyStep(facts.membership)],
    ['edition', () => editionStep(article, facts, showTime)],
  ]
}

export const stationNames: readonly StationName[] = ['feed', 'entry', 'fetch', 'extraction', 'copy', 'story', 'edition']

function unseenStep(feeds: readonly TracedFeed[], showTime: ShowTime): Step {
  const [first] = feeds
  if (!first) return stopped('No feed carried this address, and no watched publisher has a feed or home page there.')
  const subject: TraceSubject = { kind: 'feed', id: first.feedId }
  if (!first.lastSuccessAt) {
    return stopped(`No feed of ${first.publisher} carried it; none of them has been read yet.`, subject)
  }
  return stopped(
    `No feed of ${first.publisher} carried it; the last was read ${showTime(first.lastSuccessAt)}.`,
    subject,
  )
}

function feedStep(entries: readonly TracedEntry[]): Step {
  const [first] = entries
  if (!first) return passed('It was imported; no feed carried it.')
  const feeds = new Set(entries.map(({ feedId }) => feedId)).size
  const others = feeds === 1 ? '' : ` and ${feeds - 1} more`
  return passed(`Carried by ${first.feed} of ${first.publisher}${others}.`, { kind: 'feed', id: first.feedId })
}

function entryStep(entries: readonly TracedEntry[], article: TracedArticle, showTime: ShowTime): Step {
  const [first] = entries
  if (!first) return passed(`First known ${showTime(article.firstSeenAt)}.`)
  const as = first.title === null ? 'without a title' : `as “${first.title}”`
  return passed(`First seen ${showTime(first.firstSeenAt)}, ${as}.`)
}

function fetchStep(article: TracedArticle, showTime: ShowTime): Step {
  const subject: TraceSubject = { kind: 'article', id: article.id }
  if (article.state === 'new' && article.attempts === 0) return waiting('The page has not been fetched yet.', subject)
  if (article.state === 'new') {
    const times = article.attempts === 1 ? 'Tried once' : `Tried ${article.attempts} times`
    return waiting(`${times}: ${reasonOf(article)}. Next attempt ${showTime(article.nextScrapeAt)}.`, subject)
  }
  if (isFetchFailure(article)) return stopped(`The page could not be fetched: ${reasonOf(article)}.`, subject)
  return passed(article.scrapedAt ? `Fetched ${showTime(article.scrapedAt)}.` : 'Fetched.', subject)
}

/** Everything that is decided before the page is read as text: no answer, an answer that is no page. */
const isFetchFailure = ({ state, stateCode }: TracedArticle): boolean =>
  state === 'failed' ||
  (state === 'not_article' && (stateCode === 'NOT_HTML' || stateCode?.startsWith('HTTP_') === true))

const reasonOf = ({ stateReason }: TracedArticle): string => (stateReason ?? 'no reason was given').replace(/\.$/, '')

function extractionStep(article: TracedArticle): Step {
  const subject: TraceSubject = { kind: 'article', id: article.id }
  if (article.state === 'duplicate_address') return stopped(`Read as another article: ${reasonOf(article)}.`, subject)
  if (article.state !== 'scraped') return stopped(`No text was found on the page: ${reasonOf(article)}.`, subject)
  return passed(`${(article.characters ?? 0).toLocaleString('en')} characters of text were read.`, subject)
}

function copyStep(article: TracedArticle, membership: TracedMembership | null): Step {
  if (!membership) return waiting('Its poll round is not settled, so it has not been compared with others yet.')
  if (membership.originalId === null) return passed('No copy: an original report.')
  const share = membership.containment === null ? '' : `, ${Math.round(membership.containment * 100)} % same`
  const title = membership.originalTitle === null ? '' : ` “${membership.originalTitle}”`
  return {
    state: 'folded',
    says:
      `A copy of${title} by ${membership.originalPublisher ?? 'an unknown publisher'}${share}: shown below it, ` +
      `and ${article.publisher} is not counted as independent for it.`,
    subject: { kind: 'article', id: membership.originalId },
  }
}

function storyStep(membership: TracedMembership | null): Step {
  if (!membership) return notReached
  return passed(`In the story “${membership.headline ?? membership.storyId}”.`, {
    kind: 'story',
    id: membership.storyId,
  })
}
