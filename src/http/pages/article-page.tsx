import type { ArticleRead, ArticleState } from '../../articles/repository-read.ts'
import type { VersionHead, VersionRead } from '../../articles/repository-versions.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { markPassage, type Span, type TextRun } from '../passage.ts'
import type { Page } from './layout.tsx'
import { Published } from './lineage.tsx'
import { sameInWords } from './mark.tsx'
import { Instant, languageTag, OutsideLink } from './parts.tsx'
import { Versions } from './versions.tsx'

export interface ArticleView {
  readonly article: ArticleRead
  /** Null when the page gave no text. */
  readonly version: VersionRead | null
  /** The newest first. */
  readonly versions: readonly VersionHead[]
  readonly passage: Span | null
}

/** One version of an article, the passage marked. */
export function articlePage({ article, version, versions, passage }: ArticleView, time: LocalTime): Page {
  const title = version?.title ?? article.title ?? article.url
  const language = languageTag(version?.language ?? article.language)
  return {
    title: `${title} (article ${article.id}${version ? `, version ${version.number}` : ''})`,
    main: (
      <article class="article">
        <p class="facts">
          {article.publisher} ·{' '}
          {article.publishedAt ? (
            <Instant at={article.publishedAt}>{time.full(article.publishedAt)}</Instant>
          ) : (
            <Published member={article} day={time.dayOf(article.firstSeenAt)} time={time} />
          )}
        </p>
        <h1 lang={language}>{title}</h1>
        <Places article={article} />
        {article.goneAt !== null && (
          <p class="alarm">
            The publisher has taken this article down: it was no longer at its address on{' '}
            <Instant at={article.goneAt}>{time.full(article.goneAt)}</Instant>.
          </p>
        )}
        {article.state === 'scraped' && article.stateReason !== null && <p class="aside">{article.stateReason}</p>}
        {version ? (
          <Text version={version} passage={passage} language={language} time={time} />
        ) : (
          <p class="aside">{noTextReason(article)}</p>
        )}
        {versions.length > 1 && (
          <Versions articleId={article.id} versions={versions} shown={version?.number ?? null} time={time} />
        )}
      </article>
    ),
  }
}

function Places({ article }: { article: ArticleRead }) {
  const { original, storyId, storyHeadline } = article
  return (
    <ul class="places">
      <li>
        <OutsideLink url={article.url}>At the publisher</OutsideLink>
      </li>
      {storyId !== null && (
        <li>
          In the story <a href={addresses.story(storyId)}>{storyHeadline ?? storyId}</a> ·{' '}
          <a href={addresses.why(storyId, article.id)}>why</a>
        </li>
      )}
      {original && (
        <li>
          Copy of{' '}
          <a href={addresses.article(original.articleId)}>{original.title ?? `article ${original.articleId}`}</a> (
          {original.publisher})
          {original.containment !== null && ` · ${sameInWords(original.containment, original.kind)}`}
        </li>
      )}
      <li>
        <a href={addresses.trace(article.url)}>Trace it from feed to edition</a>
      </li>
    </ul>
  )
}

interface TextProps {
  readonly version: VersionRead
  readonly passage: Span | null
  readonly language: string | undefined
  readonly time: LocalTime
}

function Text({ version, passage, language, time }: TextProps) {
  const { paragraphs, isInside } = markPassage(version.text, passage)
  const first = paragraphs.flat().find(({ isMarked }) => isMarked)
  const authors = version.authors.join(', ')
  return (
    <>
      <p class="aside">
        Version {version.number} of {version.newest}, read {time.dayAndClock(version.capturedAt)}
        {authors !== '' && ` · by ${authors}`}
        {version.agencyCredit !== null && ` · credited to ${version.agencyCredit}`}
      </p>
      {!isInside && (
        <p class="alarm">The passage asked for reaches beyond the end of this version, so none is marked.</p>
      )}
      <div class="text" lang={language}>
        {standsApart(version) && <p class="standfirst">{version.standfirst}</p>}
        {passage === null && version.html !== null ? (
          // Written by `readingHtml` from text and a list of elements: no markup of the publisher is in it.
          <div dangerouslySetInnerHTML={{ __html: version.html }} />
        ) : (
          paragraphs.map((runs) => (
            <p>
              {runs.map((run) => (
                <Run run={run} isFirst={run === first} />
              ))}
            </p>
          ))
        )}
      </div>
    </>
  )
}

/** Many texts open with their standfirst already. */
export const standsApart = ({ standfirst, text }: Pick<VersionRead, 'standfirst' | 'text'>): boolean =>
  standfirst !== null && !text.startsWith(standfirst)

function Run({ run, isFirst }: { run: TextRun; isFirst: boolean }) {
  return run.isMarked ? <mark id={isFirst ? 'passage' : undefined}>{run.text}</mark> : <>{run.text}</>
}

const withoutText: Readonly<Record<Exclude<ArticleState, 'scraped'>, string>> = {
  new: 'The page has not been read yet',
  failed: 'The page could not be fetched',
  not_article: 'The page gave no text of an article',
  duplicate_address: 'This is a second address of another article',
}

function noTextReason({ state, stateReason }: ArticleRead): string {
  if (state === 'scraped') return 'This version of the text does not exist.'
  return stateReason === null ? `${withoutText[state]}.` : `${withoutText[state]}: ${stateReason.replace(/\.$/, '')}.`
}
