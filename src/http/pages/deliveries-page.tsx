import { shownMailAddress } from '../../deliveries/address.ts'
import type { Attempt, EditionDeliveries, ListedDelivery } from '../../deliveries/repository-read.ts'
import { longDay } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

/** What became of the newest editions' mails; what somebody must look at stands first. */
export function deliveriesPage(
  editions: readonly EditionDeliveries[],
  deliveries: readonly ListedDelivery[],
  time: LocalTime,
): Page {
  return {
    title: 'Deliveries',
    place: 'editions',
    main: (
      <>
        <h1>Deliveries</h1>
        {editions.length === 0 && <p>No edition has been mailed yet.</p>}
        {editions.map(({ digest, localDate, counts }) => (
          <p>
            <a href={addresses.edition(digest, localDate)}>
              {digest}, {longDay(localDate)}
            </a>
            : {countsInWords(counts)}
          </p>
        ))}
        {deliveries.length > 0 && <Table deliveries={deliveries} time={time} />}
      </>
    ),
  }
}

const countsInWords = (counts: EditionDeliveries['counts']): string =>
  Object.entries(counts)
    .map(([state, n]) => `${n} ${state}`)
    .join(', ') || 'nobody subscribed'

function Table({ deliveries, time }: { deliveries: readonly ListedDelivery[]; time: LocalTime }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">State</th>
          <th scope="col">To</th>
          <th scope="col">Changed</th>
          <th scope="col">Latest reply</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map(({ id, state, address, changedAt, reply }) => (
          <tr>
            <th scope="row">
              <a href={addresses.delivery(id)}>{id}</a>
            </th>
            <td>{state}</td>
            <td data-label="to">{shownMailAddress(address)}</td>
            <td data-label="changed">
              <Instant at={changedAt}>{time.full(changedAt)}</Instant>
            </td>
            <td data-label="reply">{reply ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One delivery with every attempt and what the server replied. */
export function deliveryPage(delivery: ListedDelivery, attempts: readonly Attempt[], time: LocalTime): Page {
  const { id, digest, localDate, address, state, resolution, isConfirmedLost } = delivery
  return {
    title: `Delivery ${id}`,
    place: 'editions',
    main: (
      <>
        <h1>Delivery {id}</h1>
        <p>
          <a href={addresses.edition(digest, localDate)}>
            {digest}, {longDay(localDate)}
          </a>{' '}
          to {shownMailAddress(address)}: {state}
          {isConfirmedLost && ', confirmed as lost'}
          {resolution !== null && ` (${resolution})`}
        </p>
        {attempts.length === 0 && <p>No attempt has ended yet.</p>}
        <ol>
          {attempts.map(({ number, endedAt, outcome, step, reply }) => (
            <li value={number}>
              <Instant at={endedAt}>{time.full(endedAt)}</Instant> {outcome}
              {step !== null && ` at ${step}`}: {reply}
            </li>
          ))}
        </ol>
        <p>
          <a href="/deliveries">All deliveries</a>
        </p>
      </>
    ),
  }
}
