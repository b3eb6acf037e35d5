import type { PageBlocks } from './block.ts'
import type { BodyChoice } from './choose-body.ts'

const LONGEST = 120
const BEFORE_HEADLINE = 4
const AFTER_HEADLINE = 12
const BEFORE_BODY = 7
const INSIDE_START = 4
const INSIDE_END = 4
const AFTER_BODY = 8

/** The short lines around headline and body, where byline and date are displayed, surest first. */
export function linesNearTitle(page: PageBlocks, choice: BodyChoice | null, title: string | null): string[] {
  const headline = headlineAt(page, title)
  const start = choice?.start ?? 0
  const end = choice?.end ?? 0
  const spans = [
    ...(headline < 0 ? [] : [range(headline, headline + AFTER_HEADLINE), range(headline - BEFORE_HEADLINE, headline)]),
    range(start - BEFORE_BODY, start).toReversed(),
    range(start, start + INSIDE_START),
    range(end - INSIDE_END, end + AFTER_BODY),
  ]
  const lines = spans.flat().map((at) => page.blocks[at]?.text ?? '')
  return [...new Set(lines)].filter((line) => line !== '' && line.length < LONGEST)
}

const LAST_BLOCKS = 40

/** The short lines at the end of the page. */
export const linesAtEnd = (page: PageBlocks): string[] =>
  page.blocks
    .slice(-LAST_BLOCKS)
    .map((block) => block.text)
    .filter((line) => line.length < LONGEST)

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at)

/** Index of the block that displays the headline, or -1. */
export function headlineAt(page: PageBlocks, title: string | null): number {
  const exact = page.blocks.findIndex((block) => /^h[1-4]$/.test(block.tag) && block.text === title)
  return exact >= 0 ? exact : page.blocks.findIndex((block) => block.tag === 'h1')
}
