import type { StoredFacts } from '../../stories/repository-facts.ts'
import type { StoryMember } from '../../stories/repository-read.ts'
import { reportTimes, velocityOf } from '../../stories/velocity.ts'
import { type LocalTime, shortDay } from '../local-time.ts'
import { Instant } from './parts.tsx'

interface StoryFactsProps {
  readonly facts: StoredFacts | null
  readonly members: readonly StoryMember[]
  readonly time: LocalTime
  readonly now: Date
}

/** Where it happened, when it was first published and first seen, and how fast reports come; nothing before it is known. */
export function StoryFactsList({ facts, members, time, now }: StoryFactsProps) {
  if (!facts) return null
  return (
    <dl class="pairs">
      {facts.place !== null && (
        <>
          <dt>Place</dt>
          <dd>
            {facts.place} <span class="aside">{reportsInWords(facts.placeReports, 'names', 'name')} it</span>
          </dd>
        </>
      )}
      <dt>First published</dt>
      <dd>
        <FirstPublished facts={facts} time={time} />
      </dd>
      <dt>First seen</dt>
      <dd>
        <Instant at={facts.firstSeenAt}>{time.dayAndClock(facts.firstSeenAt)}</Instant>
      </dd>
      <dt>Independent reports</dt>
      <dd>
        {paceInWords(members, now)}; most in the hour from{' '}
        <Instant at={facts.peakFrom}>{time.dayAndClock(facts.peakFrom)}</Instant>: {facts.peakReports}
      </dd>
    </dl>
  )
}

function FirstPublished({ facts, time }: { facts: StoredFacts; time: LocalTime }) {
  const { firstPublishedAt, firstPublishedDay } = facts
  if (firstPublishedAt) return <Instant at={firstPublishedAt}>{time.dayAndClock(firstPublishedAt)}</Instant>
  if (firstPublishedDay !== null) return <>{shortDay(firstPublishedDay)}, no time given</>
  return <>no time given</>
}

/** `2 an hour in the last hour, 0.5 in six hours, 0.1 in a day` */
function paceInWords(members: readonly StoryMember[], now: Date): string {
  const reports = reportTimes(members.map((member) => ({ ...member, isCopy: member.originalId !== null })))
  const { lastHour, lastSixHours, lastDay } = velocityOf(reports, now)
  const [hour, six, day] = [lastHour, lastSixHours, lastDay].map((pace) => Math.round(pace * 10) / 10)
  return `${hour} an hour in the last hour, ${six} in six hours, ${day} in a day`
}

const reportsInWords = (count: number, one: string, several: string): string =>
  count === 1 ? `1 report ${one}` : `${count} reports ${several}`
