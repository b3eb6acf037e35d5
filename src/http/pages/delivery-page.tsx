import { shownMailAddress } from '../../deliveries/address.ts'
import type { Attempt, ListedDelivery } from '../../deliveries/repository-read.ts'
import { longDay } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

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
          to {shownMailAddress(address)}: <span class={`state delivery-${state}`}>{state}</span>
          {isConfirmedLost && ', confirmed as lost'}
          {resolution !== null && ` (${resolution})`}
        </p>
        {attempts.length === 0 && <p>No attempt has ended yet.</p>}
        <ol class="history">
          {attempts.map(({ number, endedAt, outcome, step, reply }) => (
            <li value={number}>
              <Instant at={endedAt}>{time.full(endedAt)}</Instant>
              <span>
                attempt {number}, {outcome}
                {step !== null && ` at ${step}`}: {reply}
              </span>
            </li>
          ))}
        </ol>
        <p class="facts">
          <a href={addresses.deliveries(digest, localDate)}>Deliveries of this edition</a>
        </p>
      </>
    ),
  }
}
