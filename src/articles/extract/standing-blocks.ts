import type { Block } from './block.ts'
import { proseOf } from './prose.ts'
import type { SiteView } from './site-memory.ts'
import { textKey } from './text-key.ts'

/** Shorter texts are not remembered: a name or a number may stand in any article. */
export const MIN_REMEMBERED = 15

/** A page that shares more than this of the article's prose is a version of the same story. */
const SAME_STORY_SHARE = 0.3
/** Known blocks may make up at most this share of the body's prose. */
const MAX_DROPPED_SHARE = 0.3

/** Per block of a body the other pages that it stood on. */
type SeenElsewhere = ReadonlyMap<Block, readonly string[]>

/**
 * The blocks of a body that stood on other pages of the site and are therefore no text of this article. Text that this
 * page shares with another version of its own story is not among them, and never much of the prose. O(characters).
 */
export function standingBlocks(blocks: readonly Block[], view: SiteView): ReadonlySet<Block> {
  const seen = seenElsewhere(blocks, view)
  if (seen.size === 0) return new Set()
  const prose = sumOfProse(blocks)
  const versions = sameStory(seen, prose)
  const known = new Set<Block>()
  for (const [block, pages] of seen) {
    if (pages.filter((page) => !versions.has(page)).length >= pagesNeeded(block)) known.add(block)
  }
  const standing = blocks.filter(ruleOf(blocks, known))
  const mayDropProse = sumOfProse(standing) <= prose * MAX_DROPPED_SHARE
  return new Set(mayDropProse ? standing : standing.filter((block) => proseOf(block) === 0))
}

const sumOfProse = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + proseOf(block), 0)

const TABLE_CELL = /^t[dh]$/
const HEADING = /^h[1-6]$/

function seenElsewhere(blocks: readonly Block[], { memory, pageKey }: SiteView): SeenElsewhere {
  const seen = new Map<Block, readonly string[]>()
  if (memory.blocks.size === 0) return seen
  for (const block of blocks) {
    if (block.size < MIN_REMEMBERED || TABLE_CELL.test(block.tag)) continue
    const pages = memory.blocks.get(textKey(block.text))?.filter((page) => page !== pageKey) ?? []
    if (pages.length > 0) seen.set(block, pages)
  }
  return seen
}

/** The pages that hold so much of this body's prose that they tell the same story. */
function sameStory(seen: SeenElsewhere, prose: number): ReadonlySet<string> {
  const shared = new Map<string, number>()
  for (const [block, pages] of seen) {
    for (const page of pages) shared.set(page, (shared.get(page) ?? 0) + proseOf(block))
  }
  return new Set([...shared].filter(([, size]) => size > prose * SAME_STORY_SHARE).map(([page]) => page))
}

const SENTENCE = 80
const LONG_SENTENCE = 200

/** A sentence may be background that an author repeats in a follow-up, the more so the longer it is. */
function pagesNeeded(block: Block): number {
  if (block.tag === 'li') return 3 // lists repeat their points
  if (!block.isSentence || block.size < SENTENCE) return 1
  return block.size < LONG_SENTENCE ? 2 : 4
}

/**
 * What of the known blocks goes: a heading only with what it announces, since columns repeat theirs; a line with a number
 * only before the first and behind the last new prose, since between them it may be today's result.
 */
function ruleOf(blocks: readonly Block[], known: ReadonlySet<Block>): (block: Block, at: number) => boolean {
  const isNewProse = (block: Block): boolean => !known.has(block) && proseOf(block) > 0
  const first = blocks.findIndex(isNewProse)
  const last = blocks.findLastIndex(isNewProse)
  return (block, at) => {
    if (!known.has(block)) return false
    if (HEADING.test(block.tag)) return at > last || known.has(blocks[at + 1] ?? block)
    return !/\p{Nd}/u.test(block.text) || at < first || at > last
  }
}
