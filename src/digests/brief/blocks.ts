import { precedes } from './choose.ts'
import type { SourceSentence } from './source-sentence.ts'

/** Sentences that must stay together: one that stands alone, and those behind it that point back to it. */
export type Block = readonly [SourceSentence, ...SourceSentence[]]

/** Joins picked sentences with what points back to them; blocks keep the order in which their heads were picked. */
export function blocksOf(picked: readonly SourceSentence[]): Block[] {
  const heads = picked.filter((sentence) => !sentence.pointsBack || !picked.some((other) => precedes(other, sentence)))
  return heads.map((head) => [head, ...followers(head, picked)])
}

function followers(head: SourceSentence, picked: readonly SourceSentence[]): SourceSentence[] {
  const found: SourceSentence[] = []
  let last = head
  for (;;) {
    const next = picked.find((sentence) => sentence.pointsBack && precedes(last, sentence))
    if (!next) return found
    found.push(next)
    last = next
  }
}

export const wordsIn = (blocks: readonly Block[]): number =>
  blocks.flat().reduce((sum, sentence) => sum + sentence.wordCount, 0)

export const sentenceCount = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.length, 0)
