import type { Block, PageBlocks } from './block.ts'
import type { Body } from './read-body.ts'
import { isStandingLine } from './boilerplate-lines.ts'
import { headlineAt } from './surroundings.ts'

const MIN_LENGTH = 50
const MAX_LENGTH = 900
/** Blocks between headline and body that are looked at. */
const REACH = 25
const SHARED_START = 40

/** The page's description, where the body does not begin with it. */
export function statedStandfirst(body: Body, description: string | null): string | null {
  if (description === null || description.length < MIN_LENGTH) return null
  const start = description.slice(0, SHARED_START)
  return body.blocks.some((block) => block.text.startsWith(start)) ? null : description
}

/** The body's first block where it is the page's description and set apart from the paragraphs behind it. */
export function openingStandfirst(page: PageBlocks, body: Body, description: string | null): string | null {
  const [first, second] = body.blocks
  if (description === null || !first || !second || !isSummary(first)) return null
  if (!description.startsWith(first.text.slice(0, SHARED_START))) return null
  return isSetApart(page, first, second) ? first.text : null
}

/** Bold, named otherwise, or alone in a section of its own. */
function isSetApart(page: PageBlocks, first: Block, second: Block): boolean {
  if (first.isBold !== second.isBold || first.tag !== second.tag) return true
  const [one, other] = [page.elements[first.owner], page.elements[second.owner]]
  if (!one || !other) return false
  if ((one.node.attribs['class'] ?? '') !== (other.node.attribs['class'] ?? '')) return true
  const section = page.elements[one.parent]
  return one.parent !== other.parent && section !== undefined && section.end - section.start === 1
}

/**
 * The summary between headline and body that the page's description or its feed repeats: without that witness it may be a caption or
 * a notice. Null when the body itself begins there.
 */
export function displayedStandfirst(
  page: PageBlocks,
  body: Body,
  title: string | null,
  witnesses: readonly (string | null)[],
): string | null {
  const first = body.blocks[0]
  const headline = headlineAt(page, title)
  const start = first === undefined ? -1 : page.blocks.indexOf(first)
  if (headline < 0 || start < 0 || headline > start || start - headline > REACH) return null
  const described = page.blocks
    .slice(headline + 1, start)
    .find((block) => isSummary(block) && witnesses.some((one) => one?.startsWith(block.text.slice(0, SHARED_START))))
  return described?.text ?? null
}

const isSummary = (block: Block): boolean =>
  block.text.length >= MIN_LENGTH &&
  block.text.length <= MAX_LENGTH &&
  block.linkShare < 0.3 &&
  block.isSentence &&
  !isStandingLine(block.text)
