import { addresses } from '../addresses.ts'
import type { DayRow, DayView } from '../day-view.ts'
import { type LocalTime, shortDay } from '../local-time.ts'
import { Counts, Instant, languageTag } from './parts.tsx'

/** Lines shown of a long list; the rest opens on demand. */
const SHOWN = 8

/** Beside the stories of a day: its editions, what they left out, and which pages gave no text. */
export function DayRail({ view, time }: { view: DayView; time: LocalTime }) {
  const digest = view.editions[0]?.content.digest
  return (
    <aside class="rail" aria-label="Editions and what is missing">
      <h2 class="label">Editions that tell of it</h2>
      {view.editions.length === 0 && <p class="aside">None has been made yet. The order is by independent reports.</p>}
      <ul class="lines">
        {view.editions.map(({ content, builtAt }) => (
          <li>
            <a href={addresses.edition(content.digest, content.localDate)}>
              {content.digest} of {shortDay(content.localDate)}
            </a>
            <span>
              {content.stories.length === 1 ? '1 story' : `${content.stories.length} stories`}, frozen{' '}
              <Instant at={builtAt}>{time.clockOn(builtAt, view.day)}</Instant>
            </span>
          </li>
        ))}
      </ul>
      {digest !== undefined && view.leftOut.length > 0 && <LeftOut rows={view.leftOut} digest={digest} />}
      {view.unread.length > 0 && <Unread view={view} />}
    </aside>
  )
}

function LeftOut({ rows, digest }: { rows: readonly DayRow[]; digest: string }) {
  const line = ({ head, headline, counts }: DayRow) => (
    <li>
      <a href={addresses.story(head.id)} lang={languageTag(head.language)}>
        {headline}
      </a>
      <span>
        <Counts counts={counts} /> ·{' '}
        <a href={addresses.trace(head.leadUrl)} aria-label={`why “${headline}” was left out`}>
          why
        </a>
      </span>
    </li>
  )
  return (
    <>
      <h2 class="label">
        Left out of {digest} <span>{rows.length}</span>
      </h2>
      <Folded lines={rows.map(line)} />
    </>
  )
}

function Unread({ view }: { view: DayView }) {
  const lines = view.unread.map(({ url, title, publisher, reason }) => (
    <li>
      <span class="unread">{title ?? url}</span>
      <span>
        {publisher}: {reason} · <a href={addresses.trace(url)}>trace</a>
      </span>
    </li>
  ))
  const count = view.unread.length
  return (
    <>
      <h2 class="label">Could not be read</h2>
      <p class="aside">{count === 1 ? 'One page gave no text.' : `${count} pages gave no text.`}</p>
      <Folded lines={lines} />
    </>
  )
}

function Folded({ lines }: { lines: readonly preact.JSX.Element[] }) {
  const rest = lines.slice(SHOWN)
  return (
    <>
      <ul class="lines">{lines.slice(0, SHOWN)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <ul class="lines">{rest}</ul>
        </details>
      )}
    </>
  )
}
