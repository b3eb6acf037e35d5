import type { PageBlocks } from './block.ts'
import type { FoundBy } from './extracted-article.ts'
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
  readonly foundBy: FoundBy
}

/** The displayed body with its standfirst, or what the page states as its body where it displays next to nothing. */
export function readText(source: TextSource): ArticleText {
  const body = readBody(source.page, source.known)
  const lead = displayedStandfirst(source.page, body, source.known.title, source.description)
  const { paragraphs, foundBy } = findParagraphs(source, body)
  const opens = lead === null || paragraphs.length === 0 || paragraphs.includes(lead)
  return { body, lead, paragraphs: opens ? paragraphs : [lead, ...paragraphs], foundBy }
}

function findParagraphs({ raw, facts, known }: TextSource, body: Body): Pick<ArticleText, 'paragraphs' | 'foundBy'> {
  const stated = statedBody(facts.article, body.length)
  if (stated) return { paragraphs: stated, foundBy: 'linked_data' }
  if (body.length < SHORT_DISPLAYED) {
    const hidden = templateBody(raw, known)
    if (hidden && hidden.length > TEMPLATE_GAIN * body.length) {
      return { paragraphs: textsOf(hidden), foundBy: 'template' }
    }
    const state = stateBody(raw.pageState)
    if (state) return { paragraphs: state, foundBy: 'page_state' }
  }
  return { paragraphs: textsOf(body), foundBy: body.strictness === 'all' ? 'displayed' : 'displayed_loosely' }
}

const templateBody = (raw: RawPage, known: KnownOfArticle): Body | null =>
  raw.templates.length === 0 ? null : readBody(readBlocks(parsePageTree(raw.templates.join(' '))), known)

const textsOf = (body: Body): string[] => body.blocks.map((block) => block.text)
