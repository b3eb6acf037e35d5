import type { EditionDeliveries } from '../../deliveries/repository-read.ts'
import { longDay } from '../../digests/edition-words.ts'
import type { EditionHead } from '../../digests/repository-read.ts'
import { addresses } from '../addresses.ts'
import { localTime } from '../local-time.ts'
import { DeliveryCountsLine } from './deliveries-page.tsx'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

/** All editions, the newest day first, with what became of the mails of those in `sent`. */
export function editionsPage(editions: readonly EditionHead[], sent: readonly EditionDeliveries[]): Page {
  const sentOf = ({ digest, localDate }: EditionHead) =>
    sent.find((one) => one.digest === digest && one.localDate === localDate)
  return {
    title: 'Editions',
    place: 'editions',
    main: (
      <>
        <h1>Editions</h1>
        {editions.length === 0 && <p>No edition has been made yet. One is made after the end of each local day.</p>}
        {editions.length > 0 && (
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Digest</th>
                <th scope="col">Stories</th>
                <th scope="col">Feeds seen</th>
                <th scope="col">Frozen</th>
                <th scope="col">
                  <a href="/deliveries">Deliveries</a>
                </th>
              </tr>
            </thead>
            <tbody>
              {editions.map((edition) => (
                <Row edition={edition} sent={sentOf(edition)} />
              ))}
            </tbody>
          </table>
        )}
      </>
    ),
  }
}

function Row({ edition, sent }: { edition: EditionHead; sent: EditionDeliveries | undefined }) {
  const { digest, localDate, stories, feeds, feedsSeen, builtAt, zone } = edition
  return (
    <tr>
      <th scope="row">
        <a href={addresses.edition(digest, localDate)}>{longDay(localDate)}</a>
      </th>
      <td>{digest}</td>
      <td>{stories === 1 ? '1 story' : `${stories} stories`}</td>
      <td data-label="feeds seen">
        {feedsSeen} of {feeds}
      </td>
      <td data-label="frozen">
        <Instant at={builtAt}>{localTime(zone).full(builtAt)}</Instant> {zone}
      </td>
      <td data-label="deliveries">{sent ? <DeliveryCountsLine edition={sent} /> : '–'}</td>
    </tr>
  )
}
