import type { Block, PageBlocks } from './block.ts'
import { bodyChooser, type BodyChoice } from './choose-body.ts'
import type { LabelledBlocks } from './feed-labels.ts'
import { filterBlocks, type KnownOfArticle } from './filter-blocks.ts'
import type { Strictness } from './marked-blocks.ts'
import type { SiteView } from './site-memory.ts'

/** The article's blocks, and where in the page they were found. */
export interface Body {
  readonly blocks: readonly Block[]
  readonly choice: BodyChoice | null
  /** Characters of its text. */
  readonly length: number
  /** How much of the marks was believed. */
  readonly strictness: Strictness
}

/** Shorter texts are tried again with fewer marks believed. */
const SHORT_BODY = 250
/** A looser reading must bring this many times the text: its additions are less sure. */
const LOOSER_GAIN = 1.5

/** So much more text behind weak marks shows that a mark is wrong. */
const MISMARKED_GAIN = 2

const LEVELS: readonly Strictness[] = ['all', 'strong', 'none']

/**
 * Reads the body with all marks believed, then, while it is short, with the strong ones and with none: one wrong class
 * name must not cost the whole text.
 */
export function readBody(
  page: PageBlocks,
  known: KnownOfArticle,
  labelled: LabelledBlocks | null = null,
  site: SiteView | null = null,
): Body {
  const chooseBody = bodyChooser(page, labelled, site)
  let best: Body = { blocks: [], choice: null, length: 0, strictness: 'all' }
  let last: BodyChoice | null = null
  for (const strictness of LEVELS) {
    const choice = chooseBody(strictness)
    if (!choice) continue
    if (last === null || !holdsSame(choice, last)) {
      const blocks = filterBlocks(page, choice, known, site)
      const length = blocks.reduce((sum, block) => sum + block.text.length, 0)
      if (length > best.length * (best.length > SHORT_BODY ? MISMARKED_GAIN : LOOSER_GAIN))
        best = { blocks, choice, length, strictness }
    }
    last = choice
    if (best.length > SHORT_BODY && strictness !== 'all') break
  }
  return best
}

/** Whether two choices come to the same blocks: mostly no weak mark stands inside the body. */
function holdsSame(one: BodyChoice, other: BodyChoice): boolean {
  if (one.start !== other.start || one.end !== other.end) return false
  for (let at = one.start; at < one.end; at++) if (one.marked[at] !== other.marked[at]) return false
  return true
}
