import type { ComponentChildren } from 'preact'
import { coverageInWords, EDITION_LANGUAGE, foreignLanguage, longDay } from '../../digests/edition-words.ts'
import type { EditionCorrection, EditionStory } from '../../digests/edition.ts'
import { type EditionView, storiesOf } from '../../digests/edition-view.ts'
import { newnessInWords, noteInWords, noticesInWords, openingInWords } from '../../digests/view-words.ts'
import { shortDay } from '../local-time.ts'
import { Counts, languageTag, OutsideLink, StateWord } from './parts.tsx'
import { WrittenBy } from './prose.tsx'

/** The parts of an edition that the newsroom's page and a reader's copy show alike. */

export function EditionHead({ view }: { view: EditionView }) {
  const { content } = view
  const opening = openingInWords(view)
  return (
    <header class="edition-head">
      <p class="label">{content.digest}</p>
      <h1>{longDay(content.localDate)}</h1>
      {noticesInWords(content).map((notice) => (
        <p class="facts failed">{notice}</p>
      ))}
      {opening.map((sentence) => (
        <p class="facts">{sentence}</p>
      ))}
      {coverageInWords(content) === null && storiesOf(view).length > 0 && (
        <p class="facts">Seen all {content.coverage.feeds} feeds.</p>
      )}
      {content.note !== null && <p class="standfirst">{noteInWords(content.note)}</p>}
    </header>
  )
}

/** The stories, in the order in which they are given; nothing where there are none. */
export function EditionContents({ stories }: { stories: readonly EditionStory[] }) {
  if (stories.length === 0) return null
  return (
    <nav aria-label="In this edition">
      <h2 class="label">In this edition</h2>
      <ol class="contents">
        {stories.map((story) => (
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

interface PrintedStoryProps {
  readonly story: EditionStory
  /** Where the headline leads to; null for nowhere. */
  readonly href: string | null
  /** The text with what follows it. */
  readonly children: ComponentChildren
}

export function PrintedStory({ story, href, children }: PrintedStoryProps) {
  const language = foreignLanguage(story.language, EDITION_LANGUAGE)
  const newness = newnessInWords(story)
  return (
    <article class={`printed printed-${story.form}`} id={`s${story.rank}`}>
      <p class="facts">
        {story.rank} <StateWord state={story.state} newReports={story.newReports} />
        {story.previousDate !== null && ` since ${shortDay(story.previousDate)}`}
        {language !== null && ` · ${language}`}
      </p>
      <h2 lang={languageTag(story.language)}>
        {href === null ? story.headline : <a href={href}>{story.headline}</a>}
        <WrittenBy by={story.headlineBy} />
      </h2>
      <p class="facts">
        <Counts counts={story.counts} />
      </p>
      {newness !== null && <p class="facts">{newness}</p>}
      {story.note !== null && <p class="aside">{noteInWords(story.note)}</p>}
      {children}
    </article>
  )
}

interface CorrectionsProps {
  readonly corrections: readonly EditionCorrection[]
  /** Where the difference between the versions is shown; null for nowhere. */
  readonly diffOf: ((correction: EditionCorrection) => string) | null
}

/** What earlier editions quoted and its publisher has changed since. */
export function Corrections({ corrections, diffOf }: CorrectionsProps) {
  if (corrections.length === 0) return null
  return (
    <section aria-labelledby="corrected">
      <h2 class="label state-corrected" id="corrected">
        Corrected
      </h2>
      <ul class="corrections">
        {corrections.map((correction) => (
          <li>
            <p>
              <OutsideLink url={correction.url} lang={languageTag(correction.language)}>
                {correction.headline}
              </OutsideLink>{' '}
              <span class="aside">
                {correction.publisher}
                {diffOf && (
                  <>
                    {' · '}
                    <a href={diffOf(correction)}>the difference</a>
                  </>
                )}
              </span>
            </p>
            <p>
              We quoted on {shortDay(correction.editionDate)}:{' '}
              <q lang={languageTag(correction.language)}>{correction.quoted}</q>
            </p>
            <p>
              {correction.now === null ? (
                'The publisher has taken it out.'
              ) : (
                <>
                  It says: <q lang={languageTag(correction.language)}>{correction.now}</q>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
