import type { BlockElement, PageBlocks } from './block.ts'
import type { Mark } from './class-marks.ts'
import type { LabelledBlocks } from './feed-labels.ts'
import { PrefixSums, proseOf } from './prose.ts'
import { believedRuns, teaserRuns, type BlockRange } from './teaser-runs.ts'

/** How much of the marks on elements is believed: all, the strong ones, or none. */
export type Strictness = 'all' | 'strong' | 'none'

/** A marked element that holds more than this share of the page's prose is wrongly marked. */
const MAX_MARKED_SHARE = 0.4

/**
 * Tells per block of the page whether it belongs to something else than the article. What the publisher's own feed repeats
 * is the article's, whatever it is marked as. O(blocks + elements).
 */
export function blockMarker(page: PageBlocks, labelled: LabelledBlocks | null): (strictness: Strictness) => boolean[] {
  const prose = new PrefixSums(page.blocks.map(proseOf))
  const most = prose.total * MAX_MARKED_SHARE
  const believed = believedNames(page, prose, most)
  const runs = teaserRuns(page)
  const teasers = proseInside(page, prose, runs)
  const isList = ({ start, end }: BlockElement): boolean =>
    teasers.between(start, end) >= LIST_SHARE * prose.between(start, end)
  const isCovering = (element: BlockElement, strictness: Strictness): boolean => {
    if (element.start === element.end) return false
    if (!isBelieved(element.mark, strictness) && !isMediaBox(page, element)) return false
    if (labelled !== null && labelled.count.between(element.start, element.end) > 0) return false
    if (prose.between(element.start, element.end) > most && !(element.mark === 'strong' && isList(element)))
      return false
    return element.mark !== 'weak' || believed(element)
  }
  const lists = believedRuns(runs, prose)
  return (strictness) => {
    const covering = page.elements.filter((element) => isCovering(element, strictness))
    return covered(page.blocks.length, strictness === 'none' ? covering : [...covering, ...lists])
  }
}

/** Per block: whether one of the ranges holds it. */
function covered(blocks: number, ranges: readonly BlockRange[]): boolean[] {
  const depth = new Array<number>(blocks + 1).fill(0)
  for (const { start, end } of ranges) {
    depth[start] = (depth[start] ?? 0) + 1
    depth[end] = (depth[end] ?? 0) - 1
  }
  const isCovered = new Array<boolean>(blocks)
  let open = 0
  for (let at = 0; at < blocks; at++) isCovered[at] = (open += depth[at] ?? 0) > 0
  return isCovered
}

/** An element that is marked and holds this share of teasers is a list of other articles, however long. */
const LIST_SHARE = 0.8

/** The prose of each block that stands in one of the ranges. */
function proseInside(page: PageBlocks, prose: PrefixSums, ranges: readonly BlockRange[]): PrefixSums {
  const values = new Array<number>(page.blocks.length).fill(0)
  for (const { start, end } of ranges) {
    for (let at = start; at < end; at++) values[at] = prose.between(at, at + 1)
  }
  return new PrefixSums(values)
}

/** Weakly marked elements of one name that together hold much of the prose are the article's own modules. */
function believedNames(page: PageBlocks, prose: PrefixSums, most: number): (element: BlockElement) => boolean {
  const weak = page.elements.filter((element) => element.mark === 'weak')
  const all = weak.reduce((sum, element) => sum + prose.between(element.start, element.end), 0)
  if (all <= most) return () => true
  const shares = new Map<string, number>()
  const name = (element: BlockElement): string => `${element.node.name} ${element.node.attribs['class'] ?? ''}`
  for (const element of weak) {
    const key = name(element)
    shares.set(key, (shares.get(key) ?? 0) + prose.between(element.start, element.end))
  }
  return (element) => (shares.get(name(element)) ?? 0) <= most
}

function isBelieved(mark: Mark, strictness: Strictness): boolean {
  if (mark === 'none' || strictness === 'none') return mark === 'caption'
  return strictness === 'all' || mark !== 'weak'
}

const MAX_MEDIA_BLOCKS = 3
const MAX_MEDIA_TEXT = 260
const NO_BOX = new Set(['p', 'li', 'td', 'th', 'tr', 'table', 'article', 'main', 'body', 'blockquote'])

/** A small box of a picture and a few words: the words describe the picture. */
function isMediaBox(page: PageBlocks, element: BlockElement): boolean {
  if (element.media === 0 || element.end - element.start > MAX_MEDIA_BLOCKS || NO_BOX.has(element.node.name))
    return false
  let size = 0
  for (let at = element.start; at < element.end; at++) {
    const block = page.blocks[at]
    if (!block || /^(?:h[1-6]|li|td|th|blockquote)$/.test(block.tag)) return false
    size += block.size
  }
  return size <= MAX_MEDIA_TEXT
}
