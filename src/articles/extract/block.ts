import type { Element, Text } from 'domhandler'
import type { Mark } from './class-marks.ts'

/** A run of inline content between two block boundaries: the unit that is kept or dropped. */
export interface Block {
  readonly text: string
  /** Characters, where one of a script without spaces counts as three. */
  readonly size: number
  /** Share of the characters inside links, 0 to 1. */
  readonly linkShare: number
  /** The nearest block-level element's name. */
  readonly tag: string
  /** Index of that element in `PageBlocks.elements`. */
  readonly owner: number
  /** The text ends as a sentence does. */
  readonly isSentence: boolean
  /** All of the text stands in `b` or `strong`. */
  readonly isBold: boolean
  /** Begins with a linked headline, perhaps behind a date, and goes on as a new sentence if at all. */
  readonly beginsAsTeaser: boolean
  /** The page's texts it is made of, in order. */
  readonly nodes: readonly Text[]
}

/** An element that may hold blocks, with the blocks inside it as a half-open range. */
export interface BlockElement {
  readonly node: Element
  readonly parent: number
  readonly start: number
  end: number
  readonly mark: Mark
  /** Images and players inside. */
  media: number
}

/** A page as blocks in document order; elements too, each before its descendants. */
export interface PageBlocks {
  readonly blocks: readonly Block[]
  readonly elements: readonly BlockElement[]
  /** Alternative texts of the page's images: a block that repeats one is its caption. */
  readonly imageTexts: ReadonlySet<string>
}
