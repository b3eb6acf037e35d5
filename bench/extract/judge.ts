/** What a reader took of one page, counted. */
export interface Judgement {
  /** Blocks of text that it gave, and their characters. */
  readonly blocks: number
  readonly characters: number
  /** Null when the paragraphs of the page are not known. */
  readonly compared: Comparison | null
}

export interface Comparison {
  /** Paragraphs that the article has, and those among them that were found whole. */
  readonly stated: number
  readonly found: number
  /** Characters of blocks that are no part of the article. */
  readonly otherCharacters: number
}

/** A paragraph counts as found when its text stands unbroken in what was taken; spaces and case do not count. */
export function judge(taken: readonly string[], stated: readonly string[] | undefined): Judgement {
  const blocks = taken.map(plain).filter((block) => block !== '')
  return {
    blocks: blocks.length,
    characters: length(blocks),
    compared: stated === undefined ? null : compare(blocks, stated.map(plain)),
  }
}

function compare(blocks: readonly string[], stated: readonly string[]): Comparison {
  const text = blocks.join('\n')
  const article = stated.join('\n')
  return {
    stated: stated.length,
    found: stated.filter((paragraph) => text.includes(paragraph)).length,
    otherCharacters: length(
      blocks.filter((block) => !article.includes(block) && !stated.some((paragraph) => block.includes(paragraph))),
    ),
  }
}

const length = (blocks: readonly string[]): number => blocks.reduce((sum, block) => sum + block.length, 0)

const plain = (text: string): string => text.replaceAll(/\s+/g, '').toLowerCase()
