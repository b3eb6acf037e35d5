import { shownMailAddress } from '../../deliveries/address.ts'
import { countsInWords } from '../../deliveries/delivery-words.ts'
import type { EditionDeliveries, ListedDelivery } from '../../deliveries/repository-read.ts'
import { longDay } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

interface DeliveriesView {
  readonly editions: readonly EditionDeliveries[]
  readonly deliveries: readonly ListedDelivery[]
  /** The only one that is shown; null for the newest of all digests. */
  readonly edition: EditionDeliveries | null
  /** No more deliveries are listed than so many. */
  readonly limit: number
  readonly time: LocalTime
}

/** What became of the mails of one edition, or of the newest editions; what somebody must look at stands first. */
export function deliveriesPage({ editions, deliveries, edition, limit, time }: DeliveriesView): Page {
  return {
    title: edition ? `Deliveries, ${edition.digest}, ${longDay(edition.localDate)}` : 'Deliveries',
    place: 'editions',
    main: (
      <>
        <h1>Deliveries</h1>
        {editions.length === 0 && <p>No edition has been mailed yet.</p>}
        <ul class="lines">
          {editions.map((one) => (
            <li>
              <a href={addresses.edition(one.digest, one.localDate)}>
                {one.digest}, {longDay(one.localDate)}
              </a>
              <DeliveryCountsLine edition={one} />
            </li>
          ))}
        </ul>
        {deliveries.length > 0 && <Table deliveries={deliveries} isOfOne={edition !== null} time={time} />}
        {deliveries.length === limit && (
          <p class="facts">
            The first {limit}, what needs somebody before the rest; <code>wirefold deliveries list</code> shows more.
          </p>
        )}
        {edition && (
          <p class="facts">
            <a href="/deliveries">Deliveries of all editions</a>
          </p>
        )}
      </>
    ),
  }
}

/** `3 uncertain · 212 sent`, each a link to those. */
export function DeliveryCountsLine({ edition: { digest, localDate, counts } }: { edition: EditionDeliveries }) {
  const parts = countsInWords(counts)
  return (
    <span class="facts">
      {parts.length === 0 && 'nobody subscribed'}
      {parts.map(({ state, words }, i) => (
        <>
          {i > 0 && ' · '}
          <a href={addresses.deliveries(digest, localDate, state)}>{words}</a>
        </>
      ))}
    </span>
  )
}

interface TableProps {
  readonly deliveries: readonly ListedDelivery[]
  readonly isOfOne: boolean
  readonly time: LocalTime
}

function Table({ deliveries, isOfOne, time }: TableProps) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">State</th>
          <th scope="col">To</th>
          {!isOfOne && <th scope="col">Edition</th>}
          <th scope="col">Changed</th>
          <th scope="col">Latest reply</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map(({ id, state, address, digest, localDate, changedAt, reply }) => (
          <tr>
            <th scope="row">
              <a href={addresses.delivery(id)}>{id}</a>
            </th>
            <td>
              <span class={`state delivery-${state}`}>{state}</span>
            </td>
            <td data-label="to">{shownMailAddress(address)}</td>
            {!isOfOne && (
              <td data-label="edition">
                {digest} {localDate}
              </td>
            )}
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
