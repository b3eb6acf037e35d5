import {
  bears,
  type Finding,
  firstOfRise,
  medianBytesOf,
  type PageOutcome,
  type UsualPages,
} from './extraction-health.ts'
import { shareOf } from './share-test.ts'

/** Since when a publisher's pages lack something, and what changed and what to do as a sentence. */
export interface Complaint {
  readonly since: Date
  readonly reason: string
}

/** The sentence of a finding that has risen; null when no page bears the mark any more. */
export function complain(finding: Finding, pages: readonly PageOutcome[], usual: UsualPages): Complaint | null {
  const first = firstOfRise(pages, finding, usual.medianBytes)
  const marked = pages.filter((page) => bears(page, finding.mark, usual.medianBytes) === true)
  const newest = marked[0]
  if (!first || !newest) return null
  return {
    since: first.seenAt,
    reason: `${changed(finding, pages, usual)}, as at ${newest.url}: ${advice(finding, marked)}`,
  }
}

function changed({ mark, recent, usual }: Finding, pages: readonly PageOutcome[], { medianBytes }: UsualPages): string {
  const amount = `${recent.marked} of its newest ${recent.of}`
  const rule = `where ${percent(shareOf(usual))} do as a rule`
  if (mark === 'no_text') return `${amount} pages gave no text (${commonestCode(pages)}), ${rule}`
  if (mark === 'fallback')
    return `${amount} texts were found elsewhere than displayed, where ${percent(shareOf(usual))} are`
  if (mark === 'no_author') return `${amount} texts name no author, ${rule}`
  if (mark === 'no_time')
    return `${amount} texts have no time of publication, where ${percent(shareOf(usual))} have none`
  return `its newest ${recent.of} texts have a median of ${kilobytes(medianBytesOf(pages))}, where ${kilobytes(medianBytes)} are usual`
}

const template =
  'compare the page with its text; where they differ the template has changed, and rules for the publisher help'

const advices: Readonly<Record<Finding['mark'], string>> = {
  no_text: 'open the page; where it shows its text the template has changed, and rules for the publisher help',
  fallback: template,
  short: template,
  no_author: 'look whether the page still names one; if so the template has changed, and rules for the publisher help',
  no_time: 'look whether the page still shows one; if so the template has changed, and rules for the publisher help',
}

const refusals: ReadonlySet<string> = new Set(['BOT_WALL', 'HTTP_401', 'HTTP_402', 'HTTP_403', 'HTTP_451'])
const absences: ReadonlySet<string> = new Set(['HTTP_404', 'HTTP_410', 'NOT_FOUND'])

function advice({ mark }: Finding, marked: readonly PageOutcome[]): string {
  const code = commonestCode(marked)
  if (mark !== 'no_text') return advices[mark]
  if (refusals.has(code)) return 'the publisher turns the fetcher away; set FETCH_CONTACT and write to it'
  if (absences.has(code)) return 'its feed names pages that are not there; look whether the publisher has moved'
  return advices.no_text
}

/** The code that most pages without a text bear, the newest of two. */
function commonestCode(pages: readonly PageOutcome[]): string {
  const counts = new Map<string, number>()
  for (const { code } of pages) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** `0 %`, `3 %`, `under 1 %` */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`
}

/** `3.1 kB`; `-` for null. */
export const kilobytes = (bytes: number | null): string => (bytes === null ? '-' : `${(bytes / 1000).toFixed(1)} kB`)
