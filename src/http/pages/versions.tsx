import type { VersionHead } from '../../articles/repository-versions.ts'
import type { ChangeClass } from '../../articles/versions/change-class.ts'
import { addresses } from '../addresses.ts'
import type { LocalTime } from '../local-time.ts'
import { Instant } from './parts.tsx'

const classWords: Readonly<Record<ChangeClass, string>> = {
  headline: 'headline',
  figure: 'a figure',
  name: 'a name',
  correction_note: 'a note of correction',
  text: 'sentences added or removed',
  trivial: 'wording only',
}

/** `headline, a figure` */
export const changesInWords = (changes: readonly ChangeClass[]): string =>
  changes.map((change) => classWords[change]).join(', ')

interface VersionsProps {
  readonly articleId: string
  /** The newest first. */
  readonly versions: readonly VersionHead[]
  /** Number of the version on the page. */
  readonly shown: number | null
  readonly time: LocalTime
}

/** The versions of an article, each with what it changed against the one before. */
export function Versions({ articleId, versions, shown, time }: VersionsProps) {
  return (
    <section>
      <h2 class="label" id="versions">
        Versions
      </h2>
      <ol class="history">
        {versions.map(({ number, capturedAt, changes }) => (
          <li>
            <span class="when">
              <Instant at={capturedAt}>{time.dayAndClock(capturedAt)}</Instant>
            </span>{' '}
            <span class="what">
              <a href={addresses.version(articleId, number)} aria-current={number === shown ? 'true' : undefined}>
                Version {number}
              </a>
              {number === shown && ' (shown)'}
              {number === 1 ? (
                <span class="aside">as first read</span>
              ) : (
                <span class="aside">
                  changed: {changesInWords(changes)} ·{' '}
                  <a
                    href={addresses.diff(articleId, number - 1, number)}
                    aria-label={`compare version ${number} with version ${number - 1}`}
                  >
                    compare with version {number - 1}
                  </a>
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
