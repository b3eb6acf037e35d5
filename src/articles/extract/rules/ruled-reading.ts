import { readPageDate } from '../page-date.ts'
import type { Block, PageBlocks } from '../block.ts'
import type { BodyChoice } from '../choose-body.ts'
import { proseOf } from '../prose.ts'
import type { Body } from '../read-body.ts'
import type { ArticleText } from '../read-text.ts'
import type { RuledPage } from './apply-rules.ts'
import type { RuleMatch } from './rule-match.ts'

/**
 * The text of the elements that a rule names as the body, in the page's order; null when they hold none. The rule is
 * believed: beyond what rules remove, only captions and a line that repeats the title are left out. O(blocks + elements).
 */
export function readRuledText(page: PageBlocks, { body }: RuledPage, title: string | null): ArticleText | null {
  if (body.size === 0) return null
  const { first, inside, captions } = cover(page, body)
  const isText = (block: Block, at: number): boolean =>
    inside[at] === true && captions[at] !== true && block.text !== title && !page.imageTexts.has(block.text)
  const blocks = page.blocks.filter(isText)
  if (blocks.length === 0) return null
  const chosen: Body = {
    blocks,
    choice: choiceOf(page, first, inside, captions),
    length: blocks.reduce((sum, block) => sum + block.text.length, 0),
    strictness: 'all',
  }
  return { body: chosen, lead: null, paragraphs: blocks.map((block) => block.text), blocks, foundBy: 'rules' }
}

interface Cover {
  /** Index of the first element of the body. */
  readonly first: number
  /** Per block of the page. */
  readonly inside: readonly boolean[]
  readonly captions: readonly boolean[]
}

function cover(page: PageBlocks, body: RuledPage['body']): Cover {
  const inside = new Spans(page.blocks.length)
  const captions = new Spans(page.blocks.length)
  const within: boolean[] = []
  page.elements.forEach((element, at) => {
    const isBelow = within[element.parent] === true
    const isBody = body.has(element.node)
    within[at] = isBelow || isBody
    if (isBody && !isBelow) inside.add(element.start, element.end)
    else if (isBelow && !isBody && element.mark === 'caption') captions.add(element.start, element.end)
  })
  return { first: within.indexOf(true), inside: inside.perBlock(), captions: captions.perBlock() }
}

/** Half-open spans of blocks, added up. */
class Spans {
  readonly #depth: number[]

  constructor(blocks: number) {
    this.#depth = new Array<number>(blocks + 1).fill(0)
  }

  add(start: number, end: number): void {
    this.#depth[start] = (this.#depth[start] ?? 0) + 1
    this.#depth[end] = (this.#depth[end] ?? 0) - 1
  }

  perBlock(): boolean[] {
    let open = 0
    return this.#depth.slice(0, -1).map((change) => (open += change) > 0)
  }
}

function choiceOf(
  page: PageBlocks,
  element: number,
  inside: readonly boolean[],
  marked: readonly boolean[],
): BodyChoice {
  const prose = page.blocks.reduce((sum, block, at) => sum + (inside[at] === true ? proseOf(block) : 0), 0)
  return { element, start: inside.indexOf(true), end: inside.lastIndexOf(true) + 1, marked, prose }
}

/** The date that a rule names, ISO 8601 with offset or a day; null when what it selects is none. */
export function readRuledDate({ dates }: RuledPage, notAfter: Date | null, language: string | null): string | null {
  for (const raw of dates) {
    const date = readPageDate(raw, { language, notAfter })
    if (date !== null) return date
  }
  return null
}

/** What each rule came to, once text and date have been read. */
export function settledMatches(
  { counts, title, standfirst, authors }: RuledPage,
  read: { readonly text: boolean; readonly date: boolean },
): RuleMatch[] {
  const gives: Readonly<Record<RuleMatch['rule'], boolean>> = {
    body: read.text,
    title: title !== null,
    standfirst: standfirst !== null,
    authors: authors.length > 0,
    date: read.date,
    remove: true,
  }
  return counts.map((count) => ({ ...count, isUsed: count.elements > 0 && gives[count.rule] }))
}
