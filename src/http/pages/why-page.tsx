import type { ArticleRead } from '../../articles/repository-read.ts'
import type { LedgerEntry, LedgerEventName } from '../../stories/repository-ledger.ts'
import type { StoryHead } from '../../stories/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { figuresInWords, ruleInWords } from './history.tsx'
import type { Page } from './layout.tsx'
import { sameInWords } from './mark.tsx'
import { Instant, languageTag } from './parts.tsx'

export interface WhyView {
  readonly story: StoryHead
  readonly article: ArticleRead
  /** Every event about the article, oldest first. */
  readonly events: readonly LedgerEntry[]
}

/** Why an article is in a story, or why it is not: the numbers that the decision read. */
export function whyPage({ story, article, events }: WhyView, time: LocalTime): Page {
  const isMember = article.storyId === story.id
  const title = article.title ?? article.url
  return {
    title: `Why “${title}” ${isMember ? 'is' : 'is not'} in ${story.id}`,
    main: (
      <div class="why">
        <h1>{isMember ? 'Why is this article in this story?' : 'Why is this article not in this story?'}</h1>
        <dl class="pairs">
          <dt>Article</dt>
          <dd>
            <a href={addresses.article(article.id)} lang={languageTag(article.language)}>
              {title}
            </a>{' '}
            ({article.publisher})
          </dd>
          {article.original && (
            <>
              <dt>Copy of</dt>
              <dd>
                <a href={addresses.article(article.original.articleId)}>{article.original.title}</a> (
                {article.original.publisher})
                {article.original.containment !== null &&
                  ` · ${sameInWords(article.original.containment, article.original.kind)}`}
              </dd>
            </>
          )}
          <dt>Story</dt>
          <dd>
            <a href={addresses.story(story.id)} lang={languageTag(story.language)}>
              {story.headline}
            </a>
          </dd>
        </dl>
        {!isMember && <p>{elsewhere(article, story, events)}</p>}
        {events.map((event) => (
          <Decision event={event} time={time} />
        ))}
        {events.length === 0 && <p>Nothing has been decided about this article yet.</p>}
      </div>
    ),
  }
}

function elsewhere(article: ArticleRead, story: StoryHead, events: readonly LedgerEntry[]): string {
  if (article.storyId === null) return 'It stands in no story yet.'
  const rejected = events.find(({ decision }) => decision.nearestRejected?.storyId === story.id)?.decision
  const score = rejected?.nearestRejected?.score
  if (score === undefined) return 'It stands in another story, which was nearer. The decision is below.'
  const joined = rejected?.score
  const against = joined == null ? '' : `; the one that it joined has ${joined.toFixed(2)}`
  return `This story came nearest of those that it did not join, with a score of ${score.toFixed(2)}${against}.`
}

const eventInWords: Readonly<Record<LedgerEventName, string>> = {
  created: 'Began',
  joined: 'Joined',
  left: 'Left',
  merged: 'Merged',
  split: 'Split from',
}

function Decision({ event, time }: { event: LedgerEntry; time: LocalTime }) {
  const { nearestRejected, features } = event.decision
  const rows = Object.entries(features ?? {})
  return (
    <section>
      <h2 class="label">
        Decision of <Instant at={event.at}>{time.dayAndClock(event.at)}</Instant>
      </h2>
      <p>
        {eventInWords[event.event]} <a href={addresses.story(event.storyId)}>{event.storyId}</a> by {event.actor}:{' '}
        {ruleInWords(event.reason)}. {figuresInWords(event.decision)}
      </p>
      {nearestRejected && (
        <p>
          Nearest story that it did not join:{' '}
          <a href={addresses.story(nearestRejected.storyId)}>{nearestRejected.storyId}</a>, score{' '}
          {nearestRejected.score.toFixed(2)}.
        </p>
      )}
      {rows.length > 0 && (
        <table class="figures">
          <caption class="unseen">What the decision read</caption>
          <thead>
            <tr>
              <th scope="col">feature</th>
              <th scope="col">value</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, value]) => (
              <tr>
                <th scope="row">{featureInWords(name)}</th>
                <td>{value.toLocaleString('en', { maximumFractionDigits: 3 })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** `sharedNames` reads as `shared names`. */
const featureInWords = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
