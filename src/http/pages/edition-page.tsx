import type { EditionDeliveries } from '../../deliveries/repository-read.ts'
import { viewOf } from '../../digests/edition-view.ts'
import { longDay, rewordingsInWords } from '../../digests/edition-words.ts'
import type { FrozenEdition } from '../../digests/repository.ts'
import { addresses } from '../addresses.ts'
import { localTime } from '../local-time.ts'
import { Brief } from './brief.tsx'
import { DeliveryCountsLine } from './deliveries-page.tsx'
import { DifferingFigures } from './differing-figures.tsx'
import { Corrections, EditionContents, EditionHead, PrintedStory } from './edition-parts.tsx'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'
import { PrintedSources } from './printed-sources.tsx'
import { RankComponents } from './rank-components.tsx'

export interface EditionView {
  readonly edition: FrozenEdition
  readonly versions: ReadonlyMap<string, number>
  /** What else it is rendered to. */
  readonly renderings: readonly ('text' | 'mail')[]
  /** Null where the edition has not been mailed. */
  readonly deliveries: EditionDeliveries | null
}

/** A frozen edition as it was made, in its own zone. */
export function editionPage({ edition, versions, renderings, deliveries }: EditionView): Page {
  const { content, builtAt, contentHash } = edition
  const { digest, localDate } = content
  const time = localTime(content.zone)
  const rewordings = rewordingsInWords(content)
  return {
    title: `${digest}, ${longDay(localDate)}`,
    place: 'editions',
    feeds: [digest],
    main: (
      <div class="edition">
        <EditionHead view={viewOf(content, null)} />
        <EditionContents stories={content.stories} />
        {content.stories.map((story) => (
          <PrintedStory story={story} href={addresses.story(story.storyId)}>
            <Brief story={story} prefix={`s${story.rank}-n`} versions={versions} />
            <DifferingFigures story={story} versions={versions} />
            <h3 class="label">Sources</h3>
            <PrintedSources story={story} day={localDate} time={time} />
            <details class="components">
              <summary>Why number {story.rank}</summary>
              <RankComponents components={story.components} />
            </details>
          </PrintedStory>
        ))}
        <Corrections
          corrections={content.corrections}
          diffOf={({ articleId, fromVersion, toVersion }) => addresses.diff(articleId, fromVersion, toVersion)}
        />
        <footer class="facts">
          {rewordings !== null && <p>{rewordings}</p>}
          Frozen <Instant at={builtAt}>{time.full(builtAt)}</Instant> {content.zone} ·{' '}
          <a href={addresses.day(localDate)}>the day</a>
          {renderings.map((rendering) => (
            <>
              {' · '}
              <a href={renderingAddresses[rendering](digest, localDate)}>{renderingsInWords[rendering]}</a>
            </>
          ))}
          {deliveries && (
            <>
              {' · '}
              <a href={addresses.deliveries(digest, localDate)}>deliveries</a>:{' '}
              <DeliveryCountsLine edition={deliveries} />
            </>
          )}
          <br />
          <span class="id">sha256 {contentHash}</span>
        </footer>
      </div>
    ),
  }
}

const renderingAddresses = { text: addresses.editionText, mail: addresses.editionMail }
const renderingsInWords = { text: 'plain text', mail: 'the mail' }
