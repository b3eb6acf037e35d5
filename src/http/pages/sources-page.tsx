import type { ExtractionAlarm } from '../../articles/repository-alarm.ts'
import type { Yield } from '../../articles/repository-health.ts'
import type { FeedHealth, FeedOverview } from '../../feeds/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { alarmInWords, extractionClass, extractionWord } from './extraction-state.ts'
import { type FeedCondition, pollInWords, worstFirst } from './feed-state.ts'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

/** What the pages of the publishers give, by a publisher's name. */
export interface ExtractionNow {
  readonly yields: ReadonlyMap<string, Yield>
  readonly alarms: readonly ExtractionAlarm[]
}

/** Every feed, the worst first; those whose publisher's pages have changed before all others. */
export function sourcesPage(
  feeds: readonly FeedOverview[],
  extraction: ExtractionNow,
  now: Date,
  time: LocalTime,
): Page {
  const rows = worstFirst(feeds, time).map(({ feed, condition }) => ({
    feed,
    condition,
    alarms: extraction.alarms.filter(({ publisher }) => publisher === feed.publisher),
    day: extraction.yields.get(feed.publisher) ?? null,
  }))
  const troubledFirst = [
    ...rows.filter(({ alarms }) => alarms.length > 0),
    ...rows.filter(({ alarms }) => alarms.length === 0),
  ]
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
                <th scope="col">Texts in 24 h</th>
                <th scope="col">Last success</th>
                <th scope="col">Last poll</th>
              </tr>
            </thead>
            <tbody>
              {troubledFirst.map((row) => (
                <Row {...row} today={time.dayOf(now)} time={time} />
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
  alarms: readonly ExtractionAlarm[]
  /** Of its publisher; null when no page of it was read. */
  day: Yield | null
  today: string
  time: LocalTime
}

function Row({ feed, condition: state, alarms, day, today, time }: RowProps) {
  const word = extractionWord(alarms)
  return (
    <tr>
      <td>
        <span class={`state feed-${state.word.replaceAll(' ', '-')}`}>{state.word}</span>
        {alarms.length > 0 && (
          <>
            <br />
            <span class={extractionClass(word)}>{word}</span>
          </>
        )}
      </td>
      <th scope="row">
        {feed.publisher}
        {feed.ownerGroup !== null && <span class="aside"> · {feed.ownerGroup}</span>}
        <br />
        <a href={addresses.feed(feed.id)}>{feed.title ?? feed.url}</a>
        {state.reasons.map((reason) => (
          <p class="aside">{reason}</p>
        ))}
        {alarms.map((alarm) => (
          <p class="aside">{alarmInWords(alarm, time)}</p>
        ))}
      </th>
      <td data-label="new today">{newToday(feed.health)}</td>
      <td data-label="texts in 24 h">{day === null ? 'no page read' : `${day.texts} of ${day.pages}`}</td>
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
