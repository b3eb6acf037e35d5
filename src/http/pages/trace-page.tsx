import type { Trace } from '../../articles/trace.ts'
import type { Station } from '../../articles/trace-step.ts'
import { stateWords, verdictOf } from '../../articles/trace-words.ts'
import { addressOf } from '../addresses.ts'
import type { Page } from './layout.tsx'

/** What was asked and what came of it; null before anything was asked. */
export type TraceAnswer =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'traced'; readonly address: string; readonly trace: Trace; readonly title: string | null }

/** Where an article came through and where it stopped, from feed to edition. */
export function tracePage(asked: string, answer: TraceAnswer | null): Page {
  return {
    title: answer?.kind === 'traced' ? `Trace of ${answer.address}` : 'Trace',
    place: 'trace',
    main: (
      <>
        <h1>Where did it stop?</h1>
        <form class="ask" action="/trace" method="get">
          <label for="url">Address of an article</label>
          <input id="url" name="url" type="url" required value={asked} placeholder="https://" />
          <button type="submit">Trace</button>
        </form>
        {answer === null && <p class="aside">Paste the address of a page. It is followed from feed to edition.</p>}
        {answer?.kind === 'unreadable' && (
          <p class="alarm">This is no address of a page: one begins with http:// or https://.</p>
        )}
        {answer?.kind === 'traced' && <Answer {...answer} />}
      </>
    ),
  }
}

function Answer({ address, trace, title }: Extract<TraceAnswer, { kind: 'traced' }>) {
  return (
    <section aria-labelledby="verdict">
      <h2 id="verdict">{verdictOf(trace)}</h2>
      {title !== null && <p class="traced-title">{title}</p>}
      <p class="facts">{address}</p>
      <ol class="stations">
        {trace.stations.map((station) => (
          <li class={`station station-${station.state}`}>
            <span class="label">{station.name}</span>
            <span class="state">{stateWords[station.state]}</span>
            <span class="says">
              {station.state !== 'not_reached' && station.says} <Subject station={station} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Subject({ station: { subject } }: { station: Station }) {
  return subject && <a href={addressOf(subject)}>{`open the ${subject.kind}`}</a>
}
