/** How many pages are remembered for one block: one more than any rule asks for, since one may be the page in hand. */
const MAX_BLOCK_PAGES = 5
/** Blocks seen on a single page, and on several, that one site may keep: about the last hundred pages. */
const MAX_BLOCKS_ONCE = 2_000
const MAX_BLOCKS_OFTEN = 1_000
/** So many agreeing pages are enough to trust a container. */
const MAX_CONTAINER_PAGES = 5
const MAX_CONTAINERS = 12

/** Keys with the keys of pages that they were seen on, those that changed last at the end. */
export type SeenOn = ReadonlyMap<string, readonly string[]>

/** What is remembered of one site's pages: plain data that can be cloned to another thread and stored. */
export interface SiteMemory {
  /** Of blocks of text, by `textKey`. */
  readonly blocks: SeenOn
  /** Of the elements that held the article's text, by `containerOf`. */
  readonly containers: SeenOn
}

/** What one page adds to its site's memory. */
export interface LearntPage {
  /** Of the page's own address: the same page read again adds nothing. */
  readonly pageKey: string
  readonly blockKeys: readonly string[]
  readonly container: string | null
}

/** A site's memory with the page that is being read: what only this page has shown is no knowledge. */
export interface SiteView {
  readonly memory: SiteMemory
  readonly pageKey: string
}

export const noMemory: SiteMemory = { blocks: new Map(), containers: new Map() }

/**
 * The memory with one more page, or the very same object when the page adds nothing. While nothing has to be forgotten,
 * the order in which pages are learnt makes no difference to what is known of a block. O(blocks remembered).
 */
export function learnPage(memory: SiteMemory, page: LearntPage): SiteMemory {
  const blocks = withPage(memory.blocks, page.blockKeys, page.pageKey, MAX_BLOCK_PAGES)
  const names = page.container === null ? [] : [page.container]
  const containers = withPage(memory.containers, names, page.pageKey, MAX_CONTAINER_PAGES)
  if (blocks === memory.blocks && containers === memory.containers) return memory
  return { blocks: forgetBlocks(blocks), containers: forgetContainers(containers) }
}

function withPage(seen: SeenOn, keys: readonly string[], page: string, most: number): SeenOn {
  const next = new Map(seen)
  let isChanged = false
  for (const key of keys) {
    const pages = next.get(key) ?? []
    const more = addPage(pages, page, most)
    if (more === pages) continue
    isChanged = true
    next.delete(key) // set anew, it stands at the end
    next.set(key, more)
  }
  return isChanged ? next : seen
}

/** The `most` lowest keys of all pages: whichever page comes first, the same ones are kept. */
function addPage(pages: readonly string[], page: string, most: number): readonly string[] {
  const highest = pages.at(-1)
  if (pages.includes(page) || (pages.length >= most && highest !== undefined && page > highest)) return pages
  return [...pages, page].sort().slice(0, most)
}

/** Two bounds, so that neither yesterday's stories nor old standing lines leave no room for new lines. */
function forgetBlocks(blocks: SeenOn): SeenOn {
  const often = [...blocks.values()].filter((pages) => pages.length > 1).length
  let surplusOften = often - MAX_BLOCKS_OFTEN
  let surplusOnce = blocks.size - often - MAX_BLOCKS_ONCE
  if (surplusOften <= 0 && surplusOnce <= 0) return blocks
  return new Map([...blocks].filter(([, pages]) => (pages.length > 1 ? surplusOften-- : surplusOnce--) <= 0))
}

/** The names seen on most pages stay, the latest of equals. */
function forgetContainers(containers: SeenOn): SeenOn {
  if (containers.size <= MAX_CONTAINERS) return containers
  const least = Math.min(...[...containers.values()].map((pages) => pages.length))
  const [oldest] = [...containers].find(([, pages]) => pages.length === least) ?? []
  return new Map([...containers].filter(([name]) => name !== oldest))
}
