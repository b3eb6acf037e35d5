import type { Block, BlockElement, PageBlocks } from './block.ts'
import { hintOf } from './body-hints.ts'
import { containerOf, trustedContainers } from './container.ts'
import type { LabelledBlocks } from './feed-labels.ts'
import { blockMarker, type Strictness } from './marked-blocks.ts'
import { PrefixSums, proseOf } from './prose.ts'
import type { SiteView } from './site-memory.ts'

/** The element that holds the article, and which of its page's blocks are marked as something else. */
export interface BodyChoice {
  readonly element: number
  readonly start: number
  readonly end: number
  /** Per block of the page: true where a believed mark covers it. */
  readonly marked: readonly boolean[]
  /** Prose characters inside, marked blocks left out. */
  readonly prose: number
}

/** A hinted container is believed when it holds this share of the best value. */
const HINT_SHARE = 0.6

/**
 * Finds, for any strictness, the element whose blocks sum to the highest value. Prefix sums make the value of any element
 * O(1), so the whole is O(blocks + elements).
 */
export function bodyChooser(
  page: PageBlocks,
  labelled: LabelledBlocks | null,
  site: SiteView | null,
): (strictness: Strictness) => BodyChoice | null {
  const markedBlocks = blockMarker(page, labelled)
  const { start: first, end: last } = labelled?.range ?? ANYWHERE
  const holds: Holds = (element) => element.start <= first && element.end >= last
  const blockValues = page.blocks.map(valueOf)
  const blockProse = page.blocks.map(proseOf)
  return (strictness) => {
    const marked = markedBlocks(strictness)
    const values = new PrefixSums(blockValues, marked)
    const best = bestElement(page, values, holds)
    if (best < 0) return null
    const prose = new PrefixSums(blockProse, marked)
    const usual =
      labelled?.isWhole === true
        ? smallest(page, holds)
        : innermost(page, prose, hinted(page, values, best, holds), holds)
    const element = site === null ? usual : remembered(page, values, usual, { holds, trusted: trustedContainers(site) })
    const chosen = page.elements[element]
    if (!chosen) return null
    const { end } = chosen
    const start = Math.max(chosen.start, labelled?.opens ?? 0)
    return { element, start, end, marked, prose: prose.between(start, end) }
  }
}

/** Whether an element holds the blocks that must be in the body. */
type Holds = (element: BlockElement) => boolean
const ANYWHERE = { start: Infinity, end: -1 }

interface Remembered {
  readonly holds: Holds
  readonly trusted: ReadonlySet<string>
}

/** The one element that stands where other pages of the site had their text, if it holds enough of this page's. */
function remembered(page: PageBlocks, values: PrefixSums, chosen: number, { holds, trusted }: Remembered): number {
  const found = page.elements[chosen]
  if (!found || trusted.size === 0 || trusted.has(containerOf(page, chosen))) return chosen
  const least = values.between(found.start, found.end) * HINT_SHARE
  const same = [...page.elements.entries()].filter(
    ([at, element]) =>
      values.between(element.start, element.end) >= least && holds(element) && trusted.has(containerOf(page, at)),
  )
  return same.length === 1 ? (same[0]?.[0] ?? chosen) : chosen
}

const LINK_VALUE = -14
const SHORT_VALUE = -6

function valueOf(block: Block): number {
  if (block.linkShare > 0.5) return LINK_VALUE
  if (/^h[1-6]$/.test(block.tag)) return 0
  const prose = proseOf(block)
  if (prose === 0) return block.tag === 'td' || block.tag === 'th' ? 0 : SHORT_VALUE
  return block.tag === 'li' ? prose * 0.5 : prose
}

function bestElement(page: PageBlocks, values: PrefixSums, holds: Holds): number {
  let best = -1
  let highest = 0
  page.elements.forEach((element, at) => {
    const value = values.between(element.start, element.end)
    if (value < highest || value <= 0 || !holds(element)) return
    highest = value
    best = at
  })
  return best
}

/** Elements stand before their descendants, so the last that holds the blocks is the smallest. */
const smallest = (page: PageBlocks, holds: Holds): number => page.elements.findLastIndex(holds)

function hinted(page: PageBlocks, values: PrefixSums, best: number, holds: Holds): number {
  const found = page.elements[best]
  if (!found) return best
  const least = values.between(found.start, found.end) * HINT_SHARE
  let chosen = best
  let strongest = 0
  page.elements.forEach((element, at) => {
    if (element.end === element.start || !holds(element)) return
    if (values.between(element.start, element.end) < least) return
    const hint = hintOf(element.node)
    if (hint <= strongest) return
    strongest = hint
    chosen = at
  })
  return chosen
}

/** Share of the chosen prose that an inner column must hold to be taken instead. */
const COLUMN_SHARE = 0.8
const COLUMNS = new Set(['article', 'td'])

/** A column of any name must also hold the headline, and nearly everything. */
const HEADED_SHARE = 0.9
const HEADED = new Set(['div', 'section', 'main'])

/** The `article`, the cell of a layout table or the headed column that holds almost all prose of the chosen element. */
function innermost(page: PageBlocks, prose: PrefixSums, chosen: number, holds: Holds): number {
  const outer = page.elements[chosen]
  if (!outer) return chosen
  const whole = prose.between(outer.start, outer.end)
  const headline = page.blocks.findIndex((block) => block.tag === 'h1')
  let inner = chosen
  for (let at = chosen + 1; at < page.elements.length; at++) {
    const element = page.elements[at]
    if (!element || element.start >= outer.end) break
    if (!holds(element)) continue
    const share = prose.between(element.start, element.end) / whole
    const isHeaded = HEADED.has(element.node.name) && element.start <= headline && headline < element.end
    if (isHeaded ? share >= HEADED_SHARE : COLUMNS.has(element.node.name) && share >= COLUMN_SHARE) inner = at
  }
  return inner
}
