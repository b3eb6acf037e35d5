import type { PageBlocks } from './block.ts'
import type { BodyChoice } from './choose-body.ts'
import { containerOf } from './container.ts'
import { unmarkedBlocks } from './filter-blocks.ts'
import type { LearntPage, SiteView } from './site-memory.ts'
import { MIN_REMEMBERED, standingBlocks } from './standing-blocks.ts'
import { textKey } from './text-key.ts'

/** Blocks before and behind the body that a slightly larger choice would take in. */
const NEIGHBOURS = 10
/** One page may not push all others out of its site's memory. */
const MAX_LEARNT = 250
/** Shorter texts do not show that the element that held them is the article's. */
const MIN_CONTAINER_PROSE = 500

/** What a page gives its site to remember: the texts of its body and around it that a reader could take for text. */
export function learntPage(page: PageBlocks, choice: BodyChoice | null, pageKey: string): LearntPage {
  if (!choice) return { pageKey, blockKeys: [], container: null }
  const keys = new Set<string>()
  const end = Math.min(choice.end + NEIGHBOURS, page.blocks.length)
  for (let at = Math.max(choice.start - NEIGHBOURS, 0); at < end && keys.size < MAX_LEARNT; at++) {
    const block = page.blocks[at]
    if (block && block.size >= MIN_REMEMBERED && choice.marked[at] !== true) keys.add(textKey(block.text))
  }
  const container = choice.prose < MIN_CONTAINER_PROSE ? null : containerOf(page, choice.element)
  return { pageKey, blockKeys: [...keys], container }
}

/** The texts that a body was read without because other pages of the site had them. */
export const leftOutTexts = (page: PageBlocks, choice: BodyChoice | null, site: SiteView): readonly string[] =>
  choice ? [...standingBlocks(unmarkedBlocks(page, choice), site)].map((block) => block.text) : []
