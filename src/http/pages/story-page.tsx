import type { PrintedStory } from '../../digests/repository-read.ts'
import { countStory } from '../../stories/counts.ts'
import type { StoredFacts } from '../../stories/repository-facts.ts'
import type { StoredLineage } from '../../stories/repository-lineage.ts'
import type { LinkedStory } from '../../stories/repository-links.ts'
import type { LedgerEntry } from '../../stories/repository-ledger.ts'
import type { StoryHead, StoryMember } from '../../stories/repository-read.ts'
import { languageInWords } from '../../text/language-in-words.ts'
import { addresses } from '../addresses.ts'
import { lineageOf, type LineageSource } from '../lineage.ts'
import { lagInWords, type LocalTime, shortDay } from '../local-time.ts'
import { Brief } from './brief.tsx'
import { DifferingFigures } from './differing-figures.tsx'
import { History } from './history.tsx'
import type { Page } from './layout.tsx'
import { LinkedStories } from './linked-stories.tsx'
import { Lineage } from './lineage.tsx'
import { roleInWords } from './mark.tsx'
import { StoryFactsList } from './story-facts.tsx'
import { Counts, Instant, languageTag, StateWord } from './parts.tsx'

export interface StoryView {
  readonly head: StoryHead
  readonly members: readonly StoryMember[]
  readonly events: readonly LedgerEntry[]
  /** The brief of the newest edition that holds the story. */
  readonly printed: PrintedStory | null
  readonly versions: ReadonlyMap<string, number>
  /** Whether an edition covers the story's days, so that it was left out and not only not reached yet. */
  readonly wasPassedOver: boolean
  /** Null until they have been made. */
  readonly facts: StoredFacts | null
  readonly taken: ReadonlyMap<string, StoredLineage>
  readonly linked: readonly LinkedStory[]
}

export function storyPage(view: StoryView, time: LocalTime, now: Date): Page {
  const sources = lineageOf(view.members, view.printed?.story.sources ?? [])
  const headline = view.printed?.story.headline ?? view.facts?.headline ?? view.head.headline
  return {
    title: `${headline} (${view.head.id})`,
    main: (
      <article class="story">
        <Head view={view} headline={headline} time={time} />
        <StoryFactsList facts={view.facts} members={view.members} time={time} now={now} />
        <div class="columns">
          <section class="primary" aria-labelledby="brief">
            <h2 class="label" id="brief">
              Brief
            </h2>
            <BriefOf view={view} />
          </section>
          <section class="rail" aria-labelledby="sources">
            <h2 class="label" id="sources">
              Sources <span>originals, then copies</span>
            </h2>
            <Lineage
              storyId={view.head.id}
              sources={sources}
              firstAt={view.head.firstAt}
              time={time}
              taken={view.taken}
            />
            <LinkedStories linked={view.linked} />
          </section>
        </div>
        <section aria-labelledby="timeline">
          <h2 class="label" id="timeline">
            Timeline
          </h2>
          <Timeline view={view} sources={sources} time={time} />
        </section>
        <section aria-labelledby="history">
          <h2 class="label" id="history">
            History
          </h2>
          <History events={view.events} time={time} />
        </section>
      </article>
    ),
  }
}

function Head({ view, headline, time }: { view: StoryView; headline: string; time: LocalTime }) {
  const { head, members, printed } = view
  return (
    <header class="story-head">
      <p class="facts">
        {printed && <StateWord state={printed.story.state} newReports={printed.story.newReports} />}
        {printed && ' · '}
        {languageInWords(head.language)} · first <Instant at={head.firstAt}>{time.dayAndClock(head.firstAt)}</Instant>{' '}
        {head.firstPublisher} · last <Instant at={head.lastAt}>{time.dayAndClock(head.lastAt)}</Instant>
        <span class="id"> story {head.id}</span>
      </p>
      <h1 lang={languageTag(head.language)}>{headline}</h1>
      <p>
        <Counts counts={countStory(members.map((one) => ({ ...one, isCopy: one.originalId !== null })))} />
      </p>
    </header>
  )
}

function BriefOf({ view }: { view: StoryView }) {
  const { printed, members, versions } = view
  if (!printed) return <p class="aside">{noBriefReason(members.length, view.wasPassedOver)}</p>
  return (
    <>
      <Brief story={printed.story} prefix="n" versions={versions} />
      <DifferingFigures story={printed.story} versions={versions} />
      <p class="aside">
        From the edition{' '}
        <a href={`${addresses.edition(printed.digest, printed.localDate)}#s${printed.story.rank}`}>
          {printed.digest} of {shortDay(printed.localDate)}
        </a>
        . Numbers lead to the passages that the sentences stand on.
      </p>
    </>
  )
}

function noBriefReason(articles: number, wasPassedOver: boolean): string {
  const size = articles === 1 ? 'one article' : `${articles} articles`
  return wasPassedOver
    ? `No brief: no edition took this story of ${size}. The sources are on this page.`
    : `No brief yet: one is written when the edition of the day is made. The sources are on this page.`
}

function Timeline({ view, sources, time }: { view: StoryView; sources: readonly LineageSource[]; time: LocalTime }) {
  const { members, head } = view
  const numbers = new Map(sources.map(({ report, number }) => [report.articleId, number]))
  return (
    <ol class="timeline">
      {members.map((member) => (
        <li>
          <span class="when">
            <Instant at={member.eventAt}>{time.dayAndClock(member.eventAt)}</Instant>{' '}
            <span class="lag">
              {member.eventAt > head.firstAt ? lagInWords(head.firstAt, member.eventAt) : 'first'}
            </span>
          </span>{' '}
          <span class="what">
            {member.publisher}: {roleInWords(member.copyKind ?? 'report')}{' '}
            {member.originalId === null
              ? `(source ${numbers.get(member.articleId) ?? '?'})`
              : `of source ${numbers.get(member.originalId) ?? '?'}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
