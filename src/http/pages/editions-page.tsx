import type { EditionDeliveries } from '../../deliveries/repository-read.ts'
import { longDay } from '../../digests/edition-words.ts'
import type { EditionHead } from '../../digests/repository-read.ts'
import type { ComingSlot } from '../../digests/repository-slot.ts'
import { addresses } from '../addresses.ts'
import { localTime } from '../local-time.ts'
import { ComingEditions } from './coming-editions.tsx'
import { DeliveryCountsLine } from './deliveries-page.tsx'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

export interface EditionsView {
  readonly editions: readonly EditionHead[]
  /** What became of the mails of the editions that were sent. */
  readonly sent: readonly EditionDeliveries[]
  readonly coming: readonly ComingSlot[]
  readonly now: Date
}

/** What is to come, and all editions, the newest day first. */
export function editionsPage({ editions, sent, coming, now }: EditionsView): Page {
  const sentOf = ({ digest, localDate }: EditionHead) =>
    sent.find((one) => one.digest === digest && one.localDate === localDate)
  return {
    title: 'Editions',
    place: 'editions',
    feeds: [...new Set(editions.map(({ digest }) => digest))].sort(),
    main: (
      <>
        <h1>Editions</h1>
        <ComingEditions slots={coming} now={now} />
        {editions.length === 0 && <p>No edition has been made yet.</p>}
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
