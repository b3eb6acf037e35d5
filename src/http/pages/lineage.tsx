import type { StoredLineage } from '../../stories/repository-lineage.ts'
import type { StoryMember } from '../../stories/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { LineageSource } from '../lineage.ts'
import { lagInWords, type LocalTime, shortDay } from '../local-time.ts'
import { Mark, type Role, roleInWords, sameInWords, wordingOf } from './mark.tsx'
import { Instant, languageTag } from './parts.tsx'

interface LineageProps {
  readonly storyId: string
  readonly sources: readonly LineageSource[]
  readonly firstAt: Date
  readonly time: LocalTime
  /** What is known of each copied text, by article; may lack some. */
  readonly taken: ReadonlyMap<string, StoredLineage>
}

/** Who reported, and who copied whom: two levels at most, each role in words. */
export function Lineage({ storyId, sources, firstAt, time, taken }: LineageProps) {
  const publishers = new Map(
    sources.flatMap(({ report, copies }) => [report, ...copies]).map((one) => [one.articleId, one.publisher]),
  )
  const row = (member: StoryMember) => (
    <Row
      member={member}
      storyId={storyId}
      firstAt={firstAt}
      time={time}
      wording={wordingInWords(member, taken.get(member.articleId), publishers)}
    />
  )
  return (
    <ol class="lineage">
      {sources.map(({ number, report, notCounted, copies }) => (
        <li class={`source source-${number}`} id={`source-${number}`} value={number}>
          <span class="number">{number}</span>
          {row(report)}
          {notCounted !== null && <p class="aside">{notCounted}</p>}
          {copies.length > 0 && (
            <ul class="copies">
              {copies.map((copy) => (
                <li>{row(copy)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

interface RowProps {
  readonly member: StoryMember
  readonly storyId: string
  readonly firstAt: Date
  readonly time: LocalTime
  /** How its text stands to that of the others, or null where it is nobody's copy. */
  readonly wording: string | null
}

function Row({ member, storyId, firstAt, time, wording }: RowProps) {
  const role: Role = member.copyKind ?? 'report'
  return (
    <div class="report">
      <p class="who">
        <Mark role={role} /> <span class="publisher">{member.publisher}</span>{' '}
        <span class="role">{roleInWords(role)}</span>
        {wording !== null && <span class="role"> · {wording}</span>}
      </p>
      <p class="when">
        <Published member={member} day={time.dayOf(firstAt)} time={time} />
        {member.publishedAt && member.eventAt > firstAt && (
          <span class="lag"> · {lagInWords(firstAt, member.eventAt)}</span>
        )}
        {member.isFree === false && ' · subscription'}
        {' · '}
        <a href={addresses.why(storyId, member.articleId)} aria-label={`why ${member.publisher} is in this story`}>
          why
        </a>
      </p>
      <a class="title" href={addresses.article(member.articleId)} lang={languageTag(member.language)}>
        {member.title}
      </a>
    </div>
  )
}

function wordingInWords(
  member: StoryMember,
  known: StoredLineage | undefined,
  publishers: ReadonlyMap<string, string>,
): string | null {
  if (known) return wordingOf(known, member.originalId !== null, publishers.get(known.sourceId) ?? 'another')
  return member.containment === null ? null : sameInWords(member.containment, member.copyKind ?? 'report')
}

type Dated = Pick<StoryMember, 'publishedAt' | 'publishedDay' | 'firstSeenAt'>

/** When the publisher dates it, and what is known where it does not. */
export function Published({ member, day, time }: { member: Dated; day: string; time: LocalTime }) {
  if (member.publishedAt) return <Instant at={member.publishedAt}>{time.clockOn(member.publishedAt, day)}</Instant>
  if (member.publishedDay !== null) return <>{shortDay(member.publishedDay)}, no time given</>
  return (
    <>
      no time given, seen <Instant at={member.firstSeenAt}>{time.clockOn(member.firstSeenAt, day)}</Instant>
    </>
  )
}
