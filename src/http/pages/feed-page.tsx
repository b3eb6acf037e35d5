import type { ExtractionAlarm } from '../../articles/repository-alarm.ts'
import type { ExtractionDay } from '../../articles/repository-health.ts'
import type { FeedDay } from '../../feeds/repository-health.ts'
import type { FeedOverview, FeedPoll } from '../../feeds/repository-read.ts'
import type { LocalTime } from '../local-time.ts'
import { ExtractionChart } from './extraction-chart.tsx'
import { alarmInWords, extractionClass, extractionWord } from './extraction-state.ts'
import { FeedChart } from './feed-chart.tsx'
import { intervalInWords, pollInWords, stateOfFeed } from './feed-state.ts'
import type { Page } from './layout.tsx'
import { Instant, OutsideLink } from './parts.tsx'

/** What the pages of a feed's publisher give. */
export interface FeedExtraction {
  readonly days: readonly ExtractionDay[]
  readonly alarms: readonly ExtractionAlarm[]
}

/** One feed and its newest polls, newest first. */
export function feedPage(
  feed: FeedOverview,
  polls: readonly FeedPoll[],
  days: readonly FeedDay[],
  extraction: FeedExtraction,
  time: LocalTime,
): Page {
  const name = feed.title ?? feed.url
  const { word, reasons } = stateOfFeed(feed, time)
  return {
    title: `${name} (feed ${feed.id})`,
    place: 'sources',
    main: (
      <>
        <p class="facts">
          <span class={`state feed-${word.replaceAll(' ', '-')}`}>{word}</span> · {feed.publisher}
          {feed.ownerGroup !== null && ` · ${feed.ownerGroup}`}
        </p>
        <h1>{name}</h1>
        {reasons.map((reason) => (
          <p>{reason}</p>
        ))}
        <dl class="pairs">
          <dt>Address</dt>
          <dd>
            <OutsideLink url={feed.url}>{feed.url}</OutsideLink>
          </dd>
          <dt>Last success</dt>
          <dd>{feed.lastSuccessAt ? time.full(feed.lastSuccessAt) : 'never yet'}</dd>
          {feed.lastReadAt && (
            <>
              <dt>Last read whole</dt>
              <dd>
                {time.full(feed.lastReadAt)}
                {feed.format !== null && `, ${feed.format} in ${feed.encoding ?? 'an unknown encoding'}`}
              </dd>
            </>
          )}
          <dt>Last new entry</dt>
          <dd>{feed.health.lastEntryAt ? time.full(feed.health.lastEntryAt) : 'none yet'}</dd>
          {feed.health.volume && (
            <>
              <dt>New today</dt>
              <dd>
                {feed.health.volume.today}, where {feed.health.volume.expected} are usual on this weekday by this time
              </dd>
            </>
          )}
          {feed.health.knownShare !== null && (
            <>
              <dt>Known already</dt>
              <dd>{Math.round(feed.health.knownShare * 100)} % of the entries of its last readings</dd>
            </>
          )}
          {feed.intervalSeconds !== null && (
            <>
              <dt>Polled every</dt>
              <dd>
                {intervalInWords(feed.intervalSeconds)}
                {feed.isOwnInterval ? ', as set for it' : ', after its own rhythm'}
              </dd>
            </>
          )}
          {feed.state === 'active' && (
            <>
              <dt>Next poll</dt>
              <dd>{time.full(feed.nextPollAt)}</dd>
            </>
          )}
        </dl>
        <h2 class="label">New entries a day</h2>
        <FeedChart days={days} />
        <Texts publisher={feed.publisher} extraction={extraction} time={time} />
        <h2 class="label">Polls</h2>
        {polls.length === 0 ? <p>It has not been polled yet.</p> : <Polls polls={polls} time={time} />}
      </>
    ),
  }
}

interface TextsProps {
  publisher: string
  extraction: FeedExtraction
  time: LocalTime
}

function Texts({ publisher, extraction: { days, alarms }, time }: TextsProps) {
  const word = extractionWord(alarms)
  return (
    <>
      <h2 class="label">Texts of {publisher}</h2>
      {days.some(({ pages }) => pages > 0) || alarms.length > 0 ? (
        <p class="facts">
          <span class={extractionClass(word)}>{word}</span>
        </p>
      ) : (
        <p>No page was read in the last {days.length} days.</p>
      )}
      {alarms.map((alarm) => (
        <p>{alarmInWords(alarm, time)}</p>
      ))}
      {days.some(({ pages }) => pages > 0) && <ExtractionChart days={days} />}
    </>
  )
}

function Polls({ polls, time }: { polls: readonly FeedPoll[]; time: LocalTime }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Finished</th>
          <th scope="col">Outcome</th>
          <th scope="col">What was wrong</th>
        </tr>
      </thead>
      <tbody>
        {polls.map((poll) => (
          <tr>
            <th scope="row">
              <Instant at={poll.finishedAt}>{time.dayAndClock(poll.finishedAt)}</Instant>
            </th>
            <td class={poll.outcome === 'failed' ? 'alarm' : undefined}>{pollInWords(poll)}</td>
            <td data-label="wrong">
              {poll.error ?? (poll.oddities.length > 0 ? poll.oddities.join('; ') : 'nothing')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
