import { DateTime } from 'luxon'
import {
  type EditionContent,
  type EditionCopy,
  type EditionCorrection,
  type EditionSentence,
  type EditionSource,
  type EditionStory,
  rewordersOf,
  type Rewording,
} from './edition.ts'
import type { EditionView } from './edition-view.ts'

/** The words of an edition: the mail and its plain-text twin say the same, so both take them from here. */

/** What a rendering may say besides the frozen content. */
export interface RenderOptions {
  /** SHA-256 of the frozen content in hexadecimal; the footer names its beginning. */
  readonly contentHash?: string
  /** In the mail of a subscriber alone. */
  readonly subscription?: Subscription
}

/** Whose mail it is, and where its links lead. */
export interface Subscription {
  /** Address of the subscriber's settings, without a slash at its end: the web copy and the mutes lie below it. */
  readonly settings: string
  /** Mail address that reads what readers report; null where nobody does. */
  readonly reportTo: string | null
  /** Who sends it, with the postal address; null for nothing. */
  readonly imprint: string | null
  /** By which the edition is asked about. */
  readonly number: string
}

/** The language of headings, labels and footer. */
export const EDITION_LANGUAGE = 'en'

const LANGUAGES = new Intl.DisplayNames(EDITION_LANGUAGE, { type: 'language' })

/** Gaps named one by one; more are counted. */
const NAMED_GAPS = 12
const HASH_DIGITS = 16
/** Holds a mark together, and to the sentence's last word. */
export const NO_BREAK = '\u00a0'

/** Names of days and months; the formats below settle their order. (`en-GB` would shorten September to four letters.) */
const NAMES = { locale: 'en-US' } as const

/** A local date by a format of luxon's. */
export const dayAs = (day: string, format: string): string =>
  DateTime.fromISO(day, { zone: 'utc', ...NAMES }).toFormat(format, NAMES)

/** `Sunday 22 November 2026` */
export const longDay = (day: string): string => dayAs(day, 'cccc d LLLL yyyy')

/** `06:12`, or `21 Nov 23:50` when it lies on another day than the edition's. */
export function clockInWords(instant: string, { zone, localDate }: EditionContent): string {
  const local = DateTime.fromISO(instant, { zone, ...NAMES })
  return local.toFormat(local.toISODate() === localDate ? 'HH:mm' : 'd LLL HH:mm', NAMES)
}

/** `4 new · 2 developed · 1 corrected since your edition of Saturday 21 November` */
export function summaryInWords({ counts, since, audience }: EditionView, separator = ' · '): string {
  const parts = Object.entries(counts).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []))
  if (parts.length === 0) return 'No stories on this day'
  const edition = audience === 'subscriber' ? 'your edition' : 'the edition'
  return `${parts.join(separator)}${since === null ? '' : ` since ${edition} of ${dayAs(since, 'cccc d LLLL')}`}`
}

/** What the edition could not see, in sentences; null when nothing was missed. */
export function coverageInWords(content: EditionContent): string | null {
  const { feeds, feedsSeen, gaps, pagesUnread } = content.coverage
  if (feedsSeen >= feeds && gaps.length === 0 && pagesUnread === 0) return null
  const named = gaps.slice(0, NAMED_GAPS).map((gap) => gapInWords(gap, content))
  const unnamed = gaps.length - named.length
  const unseen = [...named, ...(unnamed > 0 ? [`${unnamed} more`] : [])].join('; ')
  return [
    `Seen ${feedsSeen} of ${feeds} ${feeds === 1 ? 'feed' : 'feeds'}.`,
    ...(unseen === '' ? [] : [`Not seen: ${unseen}.`]),
    ...(pagesUnread > 0 ? [`${pagesUnread} ${pagesUnread === 1 ? 'page' : 'pages'} could not be read.`] : []),
  ].join(' ')
}

type Gap = EditionContent['coverage']['gaps'][number]

function gapInWords({ publisher, since, reason }: Gap, content: EditionContent): string {
  return `${publisher}${since === null ? '' : ` since ${clockInWords(since, content)}`} (${reason})`
}

const STATES = { new: 'New', developed: 'Developed', unchanged: 'Unchanged' } as const

export const stateInWords = ({ state }: Pick<EditionStory, 'state'>): string => STATES[state]

/** `+2 independent` of a story that was told before and has new reports; `4 independent` of any other. */
export const reportsInWords = ({ state, counts, newReports }: EditionStory): string =>
  state === 'new' || newReports === 0 ? `${counts.independent} independent` : `+${newReports} independent`

/** What stands above a headline: the state, what came since when, and the language where it is not the edition's. */
export function stateLine(story: EditionStory, separator = ' · '): string {
  const language = foreignLanguage(story.language, EDITION_LANGUAGE)
  const since = story.previousDate === null ? '' : ` since ${dayAs(story.previousDate, 'd LLLL')}`
  return [
    stateInWords(story),
    ...(story.state === 'new' ? [] : [`${reportsInWords(story)}${since}`]),
    ...(language === null ? [] : [language]),
  ].join(separator)
}

/** `4 independent, told on 17 March` */
export const unchangedSince = ({ counts, previousDate }: EditionStory): string =>
  `${counts.independent} independent${previousDate === null ? '' : `, told on ${dayAs(previousDate, 'd LLLL')}`}`

/** `3 more stories, in a line each` */
export const brieflyInWords = (stories: readonly EditionStory[]): string =>
  stories.length === 1 ? '1 more story, in a line' : `${stories.length} more stories, in a line each`

/** `2 stories with nothing new in them` */
export const unchangedInWords = (stories: readonly EditionStory[]): string =>
  stories.length === 1 ? '1 story with nothing new in it' : `${stories.length} stories with nothing new in them`

/** `2 passages that were changed since we quoted them` */
export const correctedInWords = (corrections: readonly EditionCorrection[]): string =>
  corrections.length === 1
    ? '1 passage that was changed since we quoted it'
    : `${corrections.length} passages that were changed since we quoted them`

/** `[1 4]`, or `[3 only]` for a claim that one independent publisher alone makes; its spaces do not break. */
export const sentenceMark = ({ sources, single, rewording }: EditionSentence): string =>
  `[${[...sources, ...(single ? ['only'] : [])].join(NO_BREAK)}]${writtenBy(rewording?.by)}`

/** What stands behind words that are of no source, with a space that does not break; nothing behind those of one. */
export const writtenBy = (by: Rewording['by'] | undefined): string => (by === undefined ? '' : `${NO_BREAK}${by}`)

const writers = {
  desk: 'What is marked desk was written by an editor',
  writer: 'What is marked writer was written by a program',
} as const

/** What the marks behind rewritten words mean; null when there are none. */
export function rewordingsInWords(content: EditionContent): string | null {
  const met = rewordersOf(content)
  const named = (['desk', 'writer'] as const).filter((by) => met.has(by)).map((by) => writers[by])
  if (named.length === 0) return null
  return `${named.join('. ')}. Figures, names and denials in it were checked against the sources that it names.`
}

/** `copy of 1`, or `edited copy of 1, 62 % same`; an edited one is never called wholly the same. */
export function copyInWords({ kind, containment }: EditionCopy, original: number): string {
  if (kind === 'identical') return `copy of ${original}`
  return `edited copy of ${original}, ${Math.min(99, Math.round(containment * 100))} % same`
}

/** `Valley Times · 06:40 · copy of 1 · subscription` */
export const placeInWords = (
  { publisher, publishedAt, subscription }: EditionSource | EditionCopy,
  content: EditionContent,
  notes: readonly string[],
  separator = ' · ',
): string =>
  [publisher, clockInWords(publishedAt, content), ...notes, ...(subscription === true ? ['subscription'] : [])].join(
    separator,
  )

/** `2 more: 11 Coast Radio, 12 Quay Gazette` */
export const sourcesInWords = (sources: readonly EditionSource[]): string =>
  `${sources.length} more: ${sources.map(({ number, publisher }) => `${number} ${publisher}`).join(', ')}`

/** `2 more copies: Coast Radio, Quay Gazette` */
export const copiesInWords = (copies: readonly EditionCopy[]): string =>
  `${copies.length} more ${copies.length === 1 ? 'copy' : 'copies'}: ${copies.map(({ publisher }) => publisher).join(', ')}`

/** The language by its English name where it is known and not `expected`; else null. Both are BCP 47 tags. */
export function foreignLanguage(language: string, expected: string): string | null {
  if (language === 'und' || language === expected) return null
  try {
    return LANGUAGES.of(language) ?? language
  } catch {
    return language // RangeError is how Intl says that it is no language tag
  }
}

/** What the edition is and how to read it. */
export function footerInWords(content: EditionContent, { contentHash }: RenderOptions): readonly string[] {
  const at = (instant: string) => DateTime.fromISO(instant, { zone: content.zone }).toFormat('d LLL yyyy HH:mm', NAMES)
  const rewordings = rewordingsInWords(content)
  return [
    `This edition tells what was first published from ${at(content.windowFrom)} to ${at(content.windowTo)}. All times are ${content.zone}.`,
    ...(rewordings === null ? [] : [rewordings]),
    `${rewordings === null ? 'Each' : 'Each other'} sentence stands word for word in a source. [1 4] names the sources that say it; [3 only] marks what one independent publisher alone says.`,
    'Independent reports leave copies out and count the publishers of one owner once.',
    ...(contentHash === undefined
      ? []
      : [`Frozen: the SHA-256 of its content begins with ${contentHash.slice(0, HASH_DIGITS)}.`]),
  ]
}
