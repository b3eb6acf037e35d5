import type { PageBlocks } from './block.ts'
import type { PrefixSums } from './prose.ts'

/** Blocks of a page as a half-open range. */
export interface BlockRange {
  readonly start: number
  readonly end: number
}

const MIN_ITEMS = 2
const MAX_ITEM_SIZE = 600
const MAX_ITEM_BLOCKS = 6
const HEADING = /^h[1-6]$/

interface Run {
  start: number
  end: number
  items: number
}

/**
 * Lists of other articles: neighbouring elements under one parent that each begin with a linked headline, with the
 * heading before them. O(elements).
 */
export function teaserRuns(page: PageBlocks): BlockRange[] {
  const open = new Map<number, Run>()
  const found: BlockRange[] = []
  const close = (parent: number): void => {
    const run = open.get(parent)
    if (run && run.items >= MIN_ITEMS) found.push({ start: headingBefore(page, run.start), end: run.end })
    open.delete(parent)
  }
  for (const element of page.elements) {
    const { start, end, parent } = element
    if (start === end) continue
    if (!isTeaser(page, start, end)) {
      close(parent)
      continue
    }
    const run = open.get(parent)
    if (run?.end === start) {
      run.end = end
      run.items++
    } else {
      close(parent)
      open.set(parent, { start, end, items: 1 })
    }
  }
  for (const parent of [...open.keys()]) close(parent)
  return found
}

function isTeaser(page: PageBlocks, start: number, end: number): boolean {
  if (end - start > MAX_ITEM_BLOCKS || page.blocks[start]?.beginsAsTeaser !== true) return false
  let size = 0
  for (let at = start; at < end; at++) size += page.blocks[at]?.size ?? 0
  return size <= MAX_ITEM_SIZE
}

function headingBefore(page: PageBlocks, start: number): number {
  const before = page.blocks[start - 1]
  return before !== undefined && HEADING.test(before.tag) && before.tag !== 'h1' ? start - 1 : start
}

/** A page with more of its prose in such lists is a list itself. */
const MAX_SHARE = 0.2
/** Behind the article they may weigh more: a short report has as many teasers as a long one. */
const MAX_TAIL_SHARE = 0.5
/** Behind the article stands at most this share of the prose. */
const TAIL_REST = 0.15

/** The runs, in document order, that are furniture around an article and not the article's own list. O(runs). */
export function believedRuns(runs: readonly BlockRange[], prose: PrefixSums): BlockRange[] {
  const size = ({ start, end }: BlockRange): number => prose.between(start, end)
  const listed = runs.reduce((sum, run) => sum + size(run), 0)
  if (listed <= MAX_SHARE * prose.total) return [...runs]
  if (listed > MAX_TAIL_SHARE * prose.total) return []
  let listedBehind = listed
  return runs.filter((run) => {
    listedBehind -= size(run)
    const behind = prose.total - prose.between(0, run.end) - listedBehind
    return behind < TAIL_REST * prose.total
  })
}
