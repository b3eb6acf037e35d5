import type { LedgerDecision, LedgerEntry } from '../../stories/repository-ledger.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { Instant } from './parts.tsx'

/** What the rules of the lane mean; people's own reasons are shown as they wrote them. */
const rules: Readonly<Record<string, string>> = {
  new: 'no open story was near enough',
  join: 'it tells the same event',
  copy: 'it is a copy',
  'same-text': 'it has the text of another article, word for word',
  'short-resemblance': 'its short text is nearly that of another article',
  containment: 'most of its text stands in another article',
  merge: 'two stories turned out to be one',
  restored: 'it was there before',
}

export const ruleInWords = (reason: string): string => rules[reason] ?? reason

/** `score 0.83 · threshold 0.62 · margin +0.21`; empty where nothing was compared. */
export function figuresInWords({ score, threshold, margin }: LedgerDecision): string {
  const figures = [
    score == null ? null : `score ${score.toFixed(2)}`,
    threshold == null ? null : `threshold ${threshold.toFixed(2)}`,
    margin == null ? null : `margin ${margin < 0 ? '−' : '+'}${Math.abs(margin).toFixed(2)}`,
  ]
  return figures.filter((figure) => figure !== null).join(' · ')
}

/** The ledger of a story, oldest first. */
export function History({ events, time }: { events: readonly LedgerEntry[]; time: LocalTime }) {
  return (
    <ol class="history">
      {events.map((event) => (
        <li>
          <span class="when">
            <Instant at={event.at}>{time.dayAndClock(event.at)}</Instant>
          </span>{' '}
          <span class="what">
            <b>{event.event}</b> <Subject event={event} />
            <span class="aside">
              by {event.actor}: {ruleInWords(event.reason)}
              {figuresInWords(event.decision) !== '' && ` · ${figuresInWords(event.decision)}`}
              {event.articleId !== null && (
                <>
                  {' · '}
                  <a href={addresses.why(event.storyId, event.articleId)} aria-label={`why, event ${event.id}`}>
                    why
                  </a>
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

function Subject({ event }: { event: LedgerEntry }) {
  const { into, from } = event.decision
  if (into !== undefined) return <a href={addresses.story(into)}>into another story</a>
  if (event.articleId === null) return null
  return (
    <>
      <a href={addresses.article(event.articleId)}>{event.title ?? `article ${event.articleId}`}</a>
      {event.publisher !== null && ` (${event.publisher})`}
      {from !== undefined && ' from another story'}
    </>
  )
}
