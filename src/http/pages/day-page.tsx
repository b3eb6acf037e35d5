import { longDay } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import type { DayRow, DayView } from '../day-view.ts'
import type { DemoLinks } from '../demo-links.ts'
import { type LocalTime, shortDay } from '../local-time.ts'
import { DayRail } from './day-rail.tsx'
import type { Page } from './layout.tsx'
import { Counts, Instant, languageTag, StateWord } from './parts.tsx'

/** The stories of a local day, ranked, and what was left out or could not be read. */
export function dayPage(view: DayView, time: LocalTime): Page {
  return {
    title: longDay(view.day),
    place: 'today',
    main: (
      <div class="day">
        {view.demoLinks && <Demo links={view.demoLinks} />}
        <div class="columns">
          <div class="primary">
            <header class="day-head">
              {view.previousDay !== null && (
                <a href={addresses.day(view.previousDay)} rel="prev">
                  ‹ {shortDay(view.previousDay)}
                </a>
              )}
              <h1>{longDay(view.day)}</h1>
              {view.nextDay !== null && (
                <a href={addresses.day(view.nextDay)} rel="next">
                  {shortDay(view.nextDay)} ›
                </a>
              )}
            </header>
            {view.rows.length === 0 ? <Quiet view={view} /> : <Rows view={view} time={time} />}
          </div>
          <DayRail view={view} time={time} />
        </div>
      </div>
    ),
  }
}

function Demo({ links }: { links: DemoLinks }) {
  return (
    <nav class="demo" aria-label="Three places to start from">
      This is the demo press. <a href={links.proveSentence}>prove a sentence</a> ·{' '}
      <a href={links.whoCopiedWhom}>who copied whom</a> · <a href={links.whereDidItStop}>where did it stop</a>
    </nav>
  )
}

function Rows({ view, time }: { view: DayView; time: LocalTime }) {
  const edition = view.editions[0]?.content.digest
  return (
    <ol class="stories">
      {view.rows.map((row, index) => (
        <li>
          <span class="rank">{index + 1}</span>
          <Row row={row} day={view.day} edition={edition} time={time} />
        </li>
      ))}
    </ol>
  )
}

interface RowProps {
  readonly row: DayRow
  readonly day: string
  readonly edition: string | undefined
  readonly time: LocalTime
}

function Row({ row, day, edition, time }: RowProps) {
  const { head } = row
  const language = languageTag(head.language)
  return (
    <article>
      <p class="facts">
        <StateWord state={row.state} newReports={row.newReports} />
      </p>
      <h2 lang={language}>
        <a href={addresses.story(head.id)}>{row.headline}</a>
      </h2>
      {row.standfirst !== null && (
        <p class="standfirst" lang={language}>
          {row.standfirst}
        </p>
      )}
      <p class="facts">
        <Counts counts={row.counts} />
      </p>
      <p class="facts">
        first {head.firstPublisher} <Instant at={head.firstAt}>{time.clockOn(head.firstAt, day)}</Instant>
        {row.told !== null && edition !== undefined && (
          <>
            {' · '}
            {edition} of {shortDay(row.told.localDate)} no. {row.told.rank} ·{' '}
            <a
              href={`${addresses.edition(edition, row.told.localDate)}#s${row.told.rank}`}
              aria-label={`why number ${row.told.rank} of ${edition} of ${shortDay(row.told.localDate)} is here`}
            >
              why here
            </a>
          </>
        )}
      </p>
    </article>
  )
}

function Quiet({ view }: { view: DayView }) {
  const nearest = view.leftOut[0]
  if (nearest) {
    return (
      <p>
        Nothing passed the bar on this day. The nearest was{' '}
        <a href={addresses.story(nearest.head.id)} lang={languageTag(nearest.head.language)}>
          {nearest.headline}
        </a>
        .
      </p>
    )
  }
  if (view.watchedSince !== null && view.day < view.watchedSince) {
    return <p>The first article is of {shortDay(view.watchedSince)}. Wirefold saw nothing before that.</p>
  }
  return <p>No article of this day has come in.</p>
}
