import type { SilentFeed } from '../../feeds/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import type { Frame } from './layout.tsx'

/** Silent feeds named in the line; the page of sources has them all. */
const NAMED = 3

/** As of when, in which zone, and what of the press is seen: the same line on every page. */
export function CoverageLine({ coverage, now, time }: Omit<Frame, 'isOpen'>) {
  const { feeds, feedsSeen, silent } = coverage
  const unnamed = silent.length - NAMED
  return (
    <p class="coverage">
      <time dateTime={now.toISOString()}>{time.full(now)}</time> {time.zone}
      {' · '}
      {feeds === 0 ? 'no feeds' : `${feedsSeen} of ${feeds} ${feeds === 1 ? 'feed' : 'feeds'} seen`}
      {silent.slice(0, NAMED).map((feed) => (
        <>
          {' · '}
          <a class="alarm" href={addresses.feed(feed.feedId)}>
            {silenceOf(feed, now, time)}
          </a>
        </>
      ))}
      {unnamed > 0 && (
        <>
          {' · '}
          <a href="/sources">{`${unnamed} more`}</a>
        </>
      )}
    </p>
  )
}

function silenceOf({ publisher, since, reason }: SilentFeed, now: Date, time: LocalTime): string {
  return since === null
    ? `${publisher} never yet (${reason})`
    : `${publisher} not since ${time.clockOn(since, time.dayOf(now))} (${reason})`
}
