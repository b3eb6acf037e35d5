import type { ArticleRead } from '../../articles/repository-read.ts'
import type { VersionRead } from '../../articles/repository-versions.ts'
import { type DiffParagraph, type DiffRun, diffLines, diffTexts } from '../../articles/versions/diff-texts.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { standsApart } from './article-page.tsx'
import type { Page } from './layout.tsx'
import { Instant, languageTag } from './parts.tsx'

export interface DiffView {
  readonly article: ArticleRead
  readonly before: VersionRead
  readonly after: VersionRead
}

/** The changes from one version of an article to a later one, word by word, with title and standfirst. */
export function diffPage({ article, before, after }: DiffView, time: LocalTime): Page {
  const language = after.language ?? article.language
  const title = diffLines(before.title, after.title, language)
  const standfirst = diffLines(before.standfirst ?? '', after.standfirst ?? '', language)
  const text = diffTexts(before.text, after.text, language)
  const hasChanges = [title, standfirst, ...text].flat().some(({ kind }) => kind !== 'same')
  return {
    title: `${after.title} (article ${article.id}, version ${before.number} to ${after.number})`,
    main: (
      <article class="article diff">
        <p class="facts">
          {article.publisher} · <VersionLink articleId={article.id} version={before} time={time} /> to{' '}
          <VersionLink articleId={article.id} version={after} time={time} />
        </p>
        <h1 lang={languageTag(language)}>
          <Runs runs={title} />
        </h1>
        <p class="aside">
          {hasChanges ? (
            <>
              <del>Removed</del> words are struck through, <ins>added</ins> ones are underlined.
            </>
          ) : (
            'The texts differ in white space, quotation marks or dashes at most.'
          )}
        </p>
        <div class="text" lang={languageTag(language)}>
          {(standsApart(before) || standsApart(after)) && (
            <p class="standfirst">
              <Runs runs={standfirst} />
            </p>
          )}
          {text.map((runs) => (
            <p class={classOf(runs)}>
              <Runs runs={runs} />
            </p>
          ))}
        </div>
        <p class="aside">
          <a href={`${addresses.article(article.id)}#versions`}>All versions of this article</a>
        </p>
      </article>
    ),
  }
}

interface VersionLinkProps {
  readonly articleId: string
  readonly version: VersionRead
  readonly time: LocalTime
}

function VersionLink({ articleId, version: { number, capturedAt }, time }: VersionLinkProps) {
  return (
    <>
      <a href={addresses.version(articleId, number)}>version {number}</a> (
      <Instant at={capturedAt}>{time.dayAndClock(capturedAt)}</Instant>)
    </>
  )
}

/** A paragraph that came or went as a whole has a bar beside it as well. */
function classOf(runs: DiffParagraph): string | undefined {
  const [first] = runs
  return runs.length === 1 && first && first.kind !== 'same' ? `whole whole-${first.kind}` : undefined
}

const Runs = ({ runs }: { runs: DiffParagraph }) => runs.map((run) => <Run run={run} />)

/** Browsers tell few screen readers of `ins` and `del`, so the words are there as well, unseen. */
function Run({ run: { kind, text } }: { run: DiffRun }) {
  if (kind === 'same') return <>{text}</>
  const Mark = kind === 'added' ? 'ins' : 'del'
  return (
    <Mark>
      <span class="unseen" lang="en">
        {' '}
        [{kind}:{' '}
      </span>
      {text}
      <span class="unseen" lang="en">
        {' '}
        end]{' '}
      </span>
    </Mark>
  )
}
