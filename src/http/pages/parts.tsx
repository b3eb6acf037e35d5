import type { ComponentChildren } from 'preact'
import { isWebAddress } from '../../digests/web-address.ts'
import { countsInWords, type StoryCounts } from '../../stories/counts.ts'

/** `4 independent · 6 publishers · 7 articles` */
export function Counts({ counts }: { counts: StoryCounts }) {
  return <span class="counts">{countsInWords(counts)}</span>
}

/** An instant, written as `children`. */
export function Instant({ at, children }: { at: Date; children: ComponentChildren }) {
  return <time dateTime={at.toISOString()}>{children}</time>
}

/** A link to a publisher's page; an address that is not of the web is shown as text only. */
export function OutsideLink({
  url,
  children,
  lang,
}: {
  url: string
  children: ComponentChildren
  lang?: string | undefined
}) {
  if (!isWebAddress(url)) return <span lang={lang}>{children}</span>
  return (
    <a href={url} rel="noreferrer" lang={lang}>
      {children}
    </a>
  )
}

/** `new`, `developed +2`: a word first, and a colour beside it. */
export function StateWord({ state, newReports }: { state: string; newReports: number }) {
  return (
    <span class={`state state-${state}`}>
      {state}
      {newReports > 0 && ` +${newReports}`}
    </span>
  )
}

/** A tag for `lang`; none where the language is not known. */
export const languageTag = (language: string | null): string | undefined =>
  language === null || language === 'und' ? undefined : language
