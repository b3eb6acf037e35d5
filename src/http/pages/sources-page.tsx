import type { FeedHealth, FeedOverview } from '../../feeds/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { type FeedCondition, pollInWords, worstFirst } from './feed-state.ts'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

/** Every feed, the worst first. */
export function sourcesPage(feeds: readonly FeedOverview[], now: Date, time: LocalTime): Page {
  return {
    title: 'Sources',
    place: 'sources',
    main: (
      <>
        <h1>Sources</h1>
        {feeds.length === 0 && (
          <p>
            No feeds are watched yet. On the command line: wirefold feeds add ADDRESS, or wirefold feeds import FILE for
            an OPML list.
          </p>
        )}
        {feeds.length > 0 && (
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">State</th>
                <th scope="col">Publisher and feed</th>
                <th scope="col">New today</th>
                <th scope="col">Last success</th>
                <th scope="col">Last poll</th>
              </tr>
            </thead>
            <tbody>
              {worstFirst(feeds, time).map(({ feed, condition }) => (
                <Row feed={feed} condition={condition} today={time.dayOf(now)} time={time} />
              ))}
            </tbody>
          </table>
        )}
      </>
    ),
  }
}

interface RowProps {
  feed: FeedOverview
  condition: FeedCondition
  today: string
  time: LocalTime
}

function Row({ feed, condition: state, today, time }: RowProps) {
  return (
    <tr>
      <td>
        <span class={`state feed-${state.word.replaceAll(' ', '-')}`}>{state.word}</span>
      </td>
      <th scope="row">
        {feed.publisher}
        {feed.ownerGroup !== null && <span class="aside"> · {feed.ownerGroup}</span>}
        <br />
        <a href={addresses.feed(feed.id)}>{feed.title ?? feed.url}</a>
        {state.reasons.map((reason) => (
          <p class="aside">{reason}</p>
        ))}
      </th>
      <td data-label="new today">{newToday(feed.health)}</td>
      <td data-label="last success">
        {feed.lastSuccessAt ? (
          <Instant at={feed.lastSuccessAt}>{time.clockOn(feed.lastSuccessAt, today)}</Instant>
        ) : (
          'never yet'
        )}
      </td>
      <td data-label="last poll">
        {feed.lastPoll ? (
          <>
            {pollInWords(feed.lastPoll)},{' '}
            <Instant at={feed.lastPoll.finishedAt}>{time.clockOn(feed.lastPoll.finishedAt, today)}</Instant>
          </>
        ) : (
          'none yet'
        )}
      </td>
    </tr>
  )
}

const newToday = ({ newToday: today, volume }: FeedHealth): string =>
  volume === null ? String(today) : `${today}, usually ${volume.expected}`
