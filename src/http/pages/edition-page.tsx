import { coverageInWords, longDay, rewordingsInWords, summaryInWords } from '../../digests/edition-words.ts'
import type { EditionContent, EditionStory } from '../../digests/edition.ts'
import type { EditionDeliveries } from '../../deliveries/repository-read.ts'
import type { FrozenEdition } from '../../digests/repository.ts'
import { addresses } from '../addresses.ts'
import { localTime, type LocalTime, shortDay } from '../local-time.ts'
import { DeliveryCountsLine } from './deliveries-page.tsx'
import { DifferingFigures } from './differing-figures.tsx'
import { Brief, WrittenBy } from './brief.tsx'
import type { Page } from './layout.tsx'
import { Counts, Instant, languageTag, StateWord } from './parts.tsx'
import { PrintedSources } from './printed-sources.tsx'

export interface EditionView {
  readonly edition: FrozenEdition
  readonly versions: ReadonlyMap<string, number>
  readonly hasText: boolean
  /** Null where the edition has not been mailed. */
  readonly deliveries: EditionDeliveries | null
}

/** A frozen edition as it was made, in its own zone. */
export function editionPage({ edition, versions, hasText, deliveries }: EditionView): Page {
  const { content, builtAt, contentHash } = edition
  const time = localTime(content.zone)
  const rewordings = rewordingsInWords(content)
  return {
    title: `${content.digest}, ${longDay(content.localDate)}`,
    place: 'editions',
    main: (
      <div class="edition">
        <header class="edition-head">
          <p class="label">{content.digest}</p>
          <h1>{longDay(content.localDate)}</h1>
          <p class="facts">{summaryInWords(content)}</p>
          <p class="facts">{coverageInWords(content) ?? `Seen all ${content.coverage.feeds} feeds.`}</p>
        </header>
        {content.stories.length === 0 ? <p>Nothing passed the bar on this day.</p> : <Contents content={content} />}
        {content.stories.map((story) => (
          <Story story={story} day={content.localDate} versions={versions} time={time} />
        ))}
        <footer class="facts">
          {rewordings !== null && <p>{rewordings}</p>}
          Frozen <Instant at={builtAt}>{time.full(builtAt)}</Instant> {content.zone} ·{' '}
          <a href={addresses.day(content.localDate)}>the day</a>
          {hasText && (
            <>
              {' · '}
              <a href={`${addresses.edition(content.digest, content.localDate)}.txt`}>plain text</a>
            </>
          )}
          {deliveries && (
            <>
              {' · '}
              <a href={addresses.deliveries(deliveries.digest, deliveries.localDate)}>deliveries</a>:{' '}
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

function Contents({ content }: { content: EditionContent }) {
  return (
    <nav aria-label="In this edition">
      <h2 class="label">In this edition</h2>
      <ol class="contents">
        {content.stories.map((story) => (
          <li>
            <span class="rank">{story.rank}</span>
            <StateWord state={story.state} newReports={story.newReports} />
            <a href={`#s${story.rank}`} lang={languageTag(story.language)}>
              {story.headline}
            </a>
            <Counts counts={story.counts} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface StoryProps {
  readonly story: EditionStory
  readonly day: string
  readonly versions: ReadonlyMap<string, number>
  readonly time: LocalTime
}

function Story({ story, day, versions, time }: StoryProps) {
  return (
    <article class={`printed printed-${story.form}`} id={`s${story.rank}`}>
      <p class="facts">
        {story.rank} <StateWord state={story.state} newReports={story.newReports} />
        {story.previousDate !== null && ` since ${shortDay(story.previousDate)}`}
      </p>
      <h2 lang={languageTag(story.language)}>
        <a href={addresses.story(story.storyId)}>{story.headline}</a>
        <WrittenBy by={story.headlineBy} />
      </h2>
      <p class="facts">
        <Counts counts={story.counts} />
      </p>
      <Brief story={story} prefix={`s${story.rank}-n`} versions={versions} />
      <DifferingFigures story={story} versions={versions} />
      <h3 class="label">Sources</h3>
      <PrintedSources story={story} day={day} time={time} />
      <Components story={story} />
    </article>
  )
}

/** What the rank was made of: the parts are already weighted, so they add up. */
function Components({ story }: { story: EditionStory }) {
  const parts = Object.entries(story.components)
  const total = parts.reduce((sum, [, value]) => sum + value, 0)
  return (
    <details class="components">
      <summary>Why number {story.rank}</summary>
      <table class="figures">
        <tbody>
          {[...parts, ['together', total] as const].map(([name, value]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{value.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
