import { Command } from 'commander'
import { type FeedHealth, listFeeds } from '../feeds/repository-read.ts'
import { localTime } from '../http/local-time.ts'
import { type FeedWord, worstFirst } from '../http/pages/feed-state.ts'
import type { CommandContext } from './context.ts'
import { columns, fromNow, shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds list`: in the words of the page of the sources. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description('every feed with its state, the worst first')
    .option('--json', 'as JSON lines', false)
    .action(async ({ json }: { json: boolean }) => {
      const now = context.clock.now()
      const feeds = await withApp(context, 'feeds', (app) => listFeeds(app.db, now))
      const states = worstFirst(feeds, localTime(context.config().zone)).map(feedState)
      for (const line of json ? states.map((state) => JSON.stringify(state)) : asTable(states, now)) context.print(line)
    })
}

interface FeedState {
  readonly id: string
  readonly publisher: string
  readonly url: string
  readonly state: FeedWord
  readonly reasons: readonly string[]
  readonly lastSuccessAt: Date | null
  /** Null while it is paused. */
  readonly nextPollAt: Date | null
  /** Null before the first poll. */
  readonly intervalSeconds: number | null
  /** In a row. */
  readonly failures: number
  readonly health: FeedHealth
}

function feedState({ feed, condition }: ReturnType<typeof worstFirst>[number]): FeedState {
  const { id, publisher, url, lastSuccessAt, intervalSeconds, failures, health } = feed
  const { word: state, reasons } = condition
  const nextPollAt = feed.state === 'paused' ? null : feed.nextPollAt
  return { id, publisher, url, state, reasons, lastSuccessAt, nextPollAt, intervalSeconds, failures, health }
}

const WIDEST_PUBLISHER = 24
const REASON_WIDTH = 110

/** Reasons stand under their feed: sentences do not fit into a column. */
function asTable(feeds: readonly FeedState[], now: Date): readonly string[] {
  if (feeds.length === 0) return ['no feed is watched: wirefold feeds add URL, or wirefold feeds import FILE']
  const [heading = '', ...rows] = columns(
    ['id', 'state', 'last read', 'next poll', 'publisher', 'address'],
    feeds.map(({ id, state, lastSuccessAt, nextPollAt, publisher, url }) => [
      id,
      state,
      fromNow(lastSuccessAt, now),
      nextPollAt === null ? '-' : nextPollAt <= now ? 'due' : fromNow(nextPollAt, now),
      shown(publisher, WIDEST_PUBLISHER),
      url,
    ]),
  )
  const indent = ' '.repeat(heading.indexOf('state'))
  return [
    heading,
    ...feeds.flatMap(({ reasons }, index) => [
      rows[index] ?? '',
      ...reasons.map((reason) => `${indent}${shown(reason, REASON_WIDTH)}`),
    ]),
  ]
}
