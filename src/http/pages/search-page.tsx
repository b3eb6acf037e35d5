import type { ListedArticle } from '../../articles/repository-read.ts'
import { addresses } from '../addresses.ts'
import type { StoryCounts } from '../../stories/counts.ts'
import type { LocalTime } from '../local-time.ts'
import type { Page } from './layout.tsx'
import { Counts, Instant, languageTag } from './parts.tsx'

/** Found articles of one story, the best first; `storyId` is null for an article that stands in none yet. */
export interface FoundStory {
  readonly storyId: string | null
  readonly headline: string
  /** Of the whole story, found or not; null for an article that stands alone. */
  readonly counts: StoryCounts | null
  readonly articles: readonly ListedArticle[]
}

export interface SearchView {
  readonly words: string
  readonly stories: readonly FoundStory[]
  readonly shown: number
  readonly total: number
  /** No article has all the words, so those with most of them are shown. */
  readonly isLoosened: boolean
}

/** Articles that have the words, grouped by story. */
export function searchPage(view: SearchView, time: LocalTime): Page {
  return {
    title: view.words === '' ? 'Search' : `Search: ${view.words}`,
    typed: view.words,
    main: (
      <div class="search">
        <h1>{view.words === '' ? 'Search' : `“${view.words}”`}</h1>
        <p class="facts">{sumOf(view)}</p>
        <ol class="found">
          {view.stories.map((story) => (
            <Story story={story} time={time} />
          ))}
        </ol>
      </div>
    ),
  }
}

function sumOf({ words, stories, shown, total, isLoosened }: SearchView): string {
  if (words === '') return 'Type words into the box above. “Quoted words” stand together; -word leaves out.'
  if (total === 0) return 'No article has these words.'
  const cut = total > shown ? `, the best ${shown} shown` : ''
  const sum = `${total} ${total === 1 ? 'article' : 'articles'}${cut}, in ${stories.length} ${stories.length === 1 ? 'story' : 'stories'}`
  return isLoosened ? `No article has all the words. With most of them: ${sum}.` : `${sum}.`
}

function Story({ story: { storyId, headline, counts, articles }, time }: { story: FoundStory; time: LocalTime }) {
  return (
    <li>
      <h2 lang={languageTag(articles[0]?.language ?? null)}>
        {storyId === null ? headline : <a href={addresses.story(storyId)}>{headline}</a>}
      </h2>
      {counts && (
        <p class="facts">
          <Counts counts={counts} />
        </p>
      )}
      <ul class="lines">
        {articles.map(({ id, title, publisher, language, eventAt }) => (
          <li>
            <a href={addresses.article(id)} lang={languageTag(language)}>
              {title}
            </a>
            <span>
              {publisher} · <Instant at={eventAt}>{time.dayAndClock(eventAt)}</Instant>
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}
