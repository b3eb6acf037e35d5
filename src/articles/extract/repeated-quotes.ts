import type { Block } from './block.ts'

const MIN_QUOTE = 40
const MAX_QUOTE = 400
/** A paragraph is this much longer than the sentence that is taken from it. */
const MIN_SURPLUS = 15
/** Subheadings may quote the text below them. */
const HEADING = /^h[1-6]$/
const MARKS = /^[\s"'“”„«»‘’‚‹›–—…]+|[\s"'“”„«»‘’‚‹›–—….,]+$/g
const WORD_END = /[\p{L}\p{N}]$/u

/** Characters that are read in all, each quote reading the whole text: forty times what an article needs. */
const MAX_READ = 20_000_000

/**
 * The blocks whose whole text stands within a longer block, from the beginning of a word on: sentences printed large
 * beside the text they come from. O(blocks × characters) of a search for fixed strings, bounded.
 */
export function repeatedQuotes(blocks: readonly Block[]): Set<Block> {
  const text = blocks.map((block) => block.text).join('\n')
  const repeated = new Set<Block>()
  let unread = MAX_READ
  let start = 0
  for (const block of blocks) {
    const end = start + block.text.length
    const { length } = block.text
    if (length >= MIN_QUOTE && length <= MAX_QUOTE && !HEADING.test(block.tag)) {
      const words = block.text.replace(MARKS, '')
      if (words.length >= MIN_QUOTE && (unread -= text.length) > 0 && standsElsewhere(text, words, start, end)) {
        repeated.add(block)
      }
    }
    start = end + 1
  }
  return repeated
}

/** Whether the words of the block from `start` to `end` stand in another, longer one. */
function standsElsewhere(text: string, words: string, start: number, end: number): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    if (at >= start && at < end) continue
    const length = blockLength(text, at, words.length)
    if (length >= end - start + MIN_SURPLUS && !WORD_END.test(text.slice(Math.max(0, at - 2), at))) return true
  }
  return false
}

function blockLength(text: string, at: number, length: number): number {
  const end = text.indexOf('\n', at + length)
  return (end < 0 ? text.length : end) - (text.lastIndexOf('\n', at) + 1)
}
