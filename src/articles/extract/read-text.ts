import type { PageBlocks } from './block.ts'
import type { KnownOfArticle } from './filter-blocks.ts'
import type { PageFacts } from './page-facts.ts'
import { parsePageTree } from './page-tree.ts'
import type { RawPage } from './raw-page.ts'
import { readBlocks } from './read-blocks.ts'
import { readBody, type Body } from './read-body.ts'
import { displayedStandfirst } from './standfirst.ts'
import { statedBody, stateBody } from './stated-body.ts'

/** Shorter displayed texts are looked for in the page's templates and state too. */
const SHORT_DISPLAYED = 250
/** Text from a template must be this many times the displayed one. */
const TEMPLATE_GAIN = 2

/** What the text is read from. */
export interface TextSource {
  readonly raw: RawPage
  readonly facts: PageFacts
  readonly page: PageBlocks
  readonly known: KnownOfArticle
  /** The page's own description: the witness of a displayed standfirst. */
  readonly description: string | null
}

/** The article's text, and the displayed body that metadata is looked for around. */
export interface ArticleText {
  readonly body: Body
  /** The displayed standfirst; it opens `paragraphs`. */
  readonly lead: string | null
  readonly paragraphs: readonly string[]
}

/** The displayed body with its standfirst, or what the page states as its body where it displays next to nothing. */
export function readText(source: TextSource): ArticleText {
  const body = readBody(source.page, source.known)
  const lead = displayedStandfirst(source.page, body, source.known.title, source.description)
  const paragraphs = paragraphsOf(source, body)
  const opens = lead === null || paragraphs.length === 0 || paragraphs.includes(lead)
  return { body, lead, paragraphs: opens ? paragraphs : [lead, ...paragraphs] }
}

function paragraphsOf({ raw, facts, known }: TextSource, body: Body): string[] {
  const displayed = body.blocks.map((block) => block.text)
  const stated = statedBody(facts.article, body.length)
  if (stated) return stated
  if (body.length >= SHORT_DISPLAYED) return displayed
  if (raw.templates.length > 0) {
    const hidden = readBody(readBlocks(parsePageTree(raw.templates.join(' '))), known)
    if (hidden.length > TEMPLATE_GAIN * body.length) return hidden.blocks.map((block) => block.text)
  }
  return stateBody(raw.pageState) ?? displayed
}
