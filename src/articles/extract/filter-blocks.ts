import type { Block, PageBlocks } from './block.ts'
import { isDateLine, isStandingLine } from './boilerplate-lines.ts'
import type { BodyChoice } from './choose-body.ts'
import { creditLineTest, isPublicationNote, type StatedNames } from './credit-lines.ts'
import { proseOf } from './prose.ts'
import { repeatedQuotes } from './repeated-quotes.ts'
import type { SiteView } from './site-memory.ts'
import { standingBlocks } from './standing-blocks.ts'
import { isTailHeading } from './tail-headings.ts'
import { sameHeadline } from './title.ts'

const HEADING = /^h[1-6]$/
const KEPT_SHORT = new Set(['p', 'li', 'blockquote', 'pre', 'dd', 'dt', 'summary'])
const MIN_REPEATED = 25
/** More linked text than this makes a block a reference to another page. */
const MAX_LINKED = 0.6

/** What is known of the article before its text is read: lines that repeat it are not text. */
export interface KnownOfArticle extends StatedNames {
  readonly title: string | null
}

/** The blocks of the chosen body that are the article's text, in order. O(characters). */
export function filterBlocks(
  page: PageBlocks,
  choice: BodyChoice,
  known: KnownOfArticle,
  site: SiteView | null = null,
): Block[] {
  const unmarked = unmarkedBlocks(page, choice)
  const standing = site === null ? null : standingBlocks(unmarked, site)
  const isCreditLine = creditLineTest(known)
  const seen = new Set<string>()
  const inside: Block[] = []
  for (const block of beforeTail(unmarked)) {
    if (standing?.has(block)) continue
    if (!HEADING.test(block.tag) && page.imageTexts.has(block.text)) continue
    if (repeatsTitle(block, known.title) || isStandingLine(block.text) || isCreditLine(block.text)) continue
    if (block.size >= MIN_REPEATED && block.tag !== 'td') {
      if (seen.has(block.text)) continue
      seen.add(block.text)
    }
    inside.push(block)
  }
  const quotes = repeatedQuotes(inside)
  const text = inside.filter((block, at) => !quotes.has(block) && isText(block, inside[at + 1]))
  return trimmed(text, known.siteName)
}

/** The blocks of the chosen body that no believed mark covers. */
export const unmarkedBlocks = (page: PageBlocks, choice: BodyChoice): Block[] =>
  page.blocks.slice(choice.start, choice.end).filter((_, at) => choice.marked[choice.start + at] !== true)

const repeatsTitle = (block: Block, title: string | null): boolean =>
  title !== null && (block.text === title || (HEADING.test(block.tag) && sameHeadline(block.text, title)))

/** What follows a heading like "Related articles" may hold at most this share of the prose before it. */
const MAX_TAIL_SHARE = 0.15

/** The blocks before the heading that ends the article. O(blocks). */
function beforeTail(blocks: readonly Block[]): readonly Block[] {
  const total = blocks.reduce((sum, block) => sum + proseOf(block), 0)
  let before = 0
  for (const [at, block] of blocks.entries()) {
    const announces = HEADING.test(block.tag) || (!block.isSentence && block.tag !== 'li') || block.text.endsWith(':')
    if (announces && before > 0 && isTailHeading(block.text) && total - before <= before * MAX_TAIL_SHARE) {
      return blocks.slice(0, at)
    }
    before += proseOf(block)
  }
  return blocks
}

function isText(block: Block, next: Block | undefined): boolean {
  if (HEADING.test(block.tag))
    return block.linkShare <= 0.5 || (next !== undefined && next.size >= 80 && next.linkShare <= 0.5)
  if (block.tag === 'td' || block.tag === 'th') return true
  if (block.linkShare > MAX_LINKED) return block.isSentence && block.size >= 80 && block.linkShare < 0.8
  if (KEPT_SHORT.has(block.tag)) return block.size > 1
  return block.isSentence || block.size >= 80
}

const SHORT = 40
const PLAIN = /^(?:p|div|span|section|li|time|header|ul)$/

/** Without headings nothing follows, and without a name, a date or an agency alone on the first or last lines. */
function trimmed(blocks: Block[], siteName: string | null): Block[] {
  let end = blocks.length
  if (end > 1 && isPublicationNote(blocks[end - 1]?.text ?? '', siteName)) end--
  while (end > 1 && isLoose(blocks[end - 1], true)) end--
  let start = 0
  while (start < end - 1 && isLoose(blocks[start], false)) start++
  return blocks.slice(start, end)
}

function isLoose(block: Block | undefined, isLast: boolean): boolean {
  if (!block) return true
  if (HEADING.test(block.tag)) return isLast || block.tag === 'h1'
  if (isDateLine(block.text)) return true
  return !block.isSentence && block.size < SHORT && PLAIN.test(block.tag) && !(isLast && block.tag === 'li')
}
