import type { Block } from './block.ts'

const MIN_QUOTE = 40
const MAX_QUOTE = 400
/** A paragraph is this much longer than the sentence that is taken from it. */
const MIN_SURPLUS = 15
const KEY = 32
/** Subheadings may quote the text below them. */
const HEADING = /^h[1-6]$/
const MAX_SAME_KEY = 4
/** Characters that are searched: fifty times an article's. */
const MAX_READ = 200_000
const MARKS = /^[\s"'“”„«»‘’‚‹›–—…]+|[\s"'“”„«»‘’‚‹›–—….,]+$/g

/**
 * The blocks whose whole text stands within a longer block: sentences printed large beside the text they come from.
 * Only positions where a word begins are compared, and only blocks with the same first characters. O(characters), bounded.
 */
export function repeatedQuotes(blocks: readonly Block[]): Set<Block> {
  const byKey = quotesByKey(blocks)
  const repeated = new Set<Block>()
  if (byKey.size === 0) return repeated
  let unread = MAX_READ
  for (const { text } of blocks) {
    if (text.length < MIN_QUOTE + MIN_SURPLUS) continue
    unread -= text.length
    if (unread < 0) break
    for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
      for (const quote of byKey.get(text.slice(index, index + KEY)) ?? []) {
        if (text.length >= quote.block.text.length + MIN_SURPLUS && text.startsWith(quote.words, index))
          repeated.add(quote.block)
      }
    }
  }
  return repeated
}

interface Quote {
  readonly block: Block
  readonly words: string
}

function quotesByKey(blocks: readonly Block[]): Map<string, Quote[]> {
  const byKey = new Map<string, Quote[]>()
  for (const block of blocks) {
    if (block.text.length > MAX_QUOTE || HEADING.test(block.tag)) continue
    const words = block.text.replace(MARKS, '')
    if (words.length < MIN_QUOTE) continue
    const key = words.slice(0, KEY)
    const same = byKey.get(key)
    if (!same) byKey.set(key, [{ block, words }])
    else if (same.length < MAX_SAME_KEY) same.push({ block, words })
  }
  return byKey
}
