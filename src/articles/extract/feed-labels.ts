import type { PageBlocks } from './block.ts'
import { plainText } from './block-text.ts'
import { parsePageTree } from './page-tree.ts'
import { PrefixSums } from './prose.ts'
import { readBlocks } from './read-blocks.ts'

/** What the publisher's own feed says of the article. `summary` and `content` are HTML fragments. */
export interface FeedEntryLabels {
  readonly title: string | null
  readonly summary: string | null
  readonly content?: string | null
  readonly publishedAt?: Date | null
}

/** A feed's entry as plain text, to find the same text on the page by. */
export interface FeedLabels {
  readonly title: string | null
  readonly summary: string | null
  /** The entry's content, or its summary where that is all there is. */
  readonly paragraphs: readonly string[]
  /** The text goes on on the page: the entry breaks off. */
  readonly isCut: boolean
  readonly publishedAt: Date | null
}

const NO_LABELS: FeedLabels = { title: null, summary: null, paragraphs: [], isCut: false, publishedAt: null }

/** Longer fragments are cut: only their beginning is looked for, and they stand in for a text of a few pages at most. */
const MAX_FRAGMENT = 200_000

export function readFeedLabels(entry: FeedEntryLabels | undefined): FeedLabels {
  if (!entry) return NO_LABELS
  const summary = paragraphsIn(entry.summary)
  const content = paragraphsIn(entry.content ?? null)
  const whole = lengthOf(content) > lengthOf(summary) ? content : summary
  return {
    title: entry.title === null ? null : plainText(entry.title) || null,
    summary: withoutCut(summary).join(' ') || null,
    paragraphs: withoutCut(whole),
    isCut: whole.some((text) => CUT_OFF.test(text.slice(-MAX_CUT))),
    publishedAt: entry.publishedAt ?? null,
  }
}

const CUT_OFF = /\s*(?:\[?(?:…|\.\.\.)\]?)$/
/** Characters that a mark of breaking off takes at most. */
const MAX_CUT = 8

const withoutCut = (texts: readonly string[]): string[] =>
  texts.map((text) => text.slice(0, -MAX_CUT) + text.slice(-MAX_CUT).replace(CUT_OFF, '')).filter((text) => text !== '')

const paragraphsIn = (fragment: string | null): string[] =>
  fragment === null
    ? []
    : readBlocks(parsePageTree(fragment.slice(0, MAX_FRAGMENT)))
        .blocks.filter((block) => block.linkShare < 0.8)
        .map((block) => block.text)

export const lengthOf = (paragraphs: readonly string[]): number =>
  paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0)

/** The page's blocks whose beginnings the feed repeats. */
export interface LabelledBlocks {
  /** How many stand up to each block. */
  readonly count: PrefixSums
  /** From the first to behind the last of them, where they are enough to say where the body is; else null. */
  readonly range: { readonly start: number; readonly end: number } | null
  /** Where the entry's first paragraph stands, where it is the first of them: the text begins there. */
  readonly opens: number | null
  /** The feed carries the whole text, so the smallest element around the range is the body. */
  readonly isWhole: boolean
}

/** Shorter beginnings are shared by chance. */
const SHARED_START = 40
/** One is a standfirst or a teaser as well; so many in one place are the body. */
const MIN_LABELLED = 2
/** A text of fewer paragraphs may be a beginning that breaks off without a mark. */
const MIN_WHOLE = 3
/** The range may hold this many blocks besides for each that the feed repeats. */
const MAX_BETWEEN = 6

/** A place and an agency may stand before the first words. */
const MAX_DATELINE = 60

/** Finds the entry's paragraphs on the page; each at its first place. O(blocks). */
export function labelledBlocks(page: PageBlocks, labels: FeedLabels): LabelledBlocks | null {
  const [opening, ...others] = labels.paragraphs.filter(isLong).map(startOf)
  if (opening === undefined) return null
  const starts = new Set(others)
  const opens = page.blocks.findIndex(({ text }) => beginning(text).includes(opening))
  const found = page.blocks.map(({ text }, at) => at === opens || (isLong(text) && starts.delete(startOf(text))))
  const start = found.indexOf(true)
  if (start < 0) return null
  const end = found.lastIndexOf(true) + 1
  const count = new PrefixSums(found.map(Number))
  const isBody = count.total >= MIN_LABELLED && end - start <= MAX_BETWEEN * count.total
  const isWhole = isBody && !labels.isCut && opens >= 0 && starts.size === 0 && count.total >= MIN_WHOLE
  return { count, range: isBody ? { start, end } : null, opens: isBody && start === opens ? start : null, isWhole }
}

const isLong = (text: string): boolean => text.length >= SHARED_START
const startOf = (text: string): string => text.slice(0, SHARED_START).toLowerCase()
const beginning = (text: string): string => text.slice(0, SHARED_START + MAX_DATELINE).toLowerCase()
