import type { Block, PageBlocks } from './block.ts'
import { assignedStates } from './assigned-state.ts'
import type { FoundBy } from './extracted-article.ts'
import type { KnownOfArticle } from './filter-blocks.ts'
import type { PageFacts } from './page-facts.ts'
import { parsePageTree } from './page-tree.ts'
import type { RawPage } from './raw-page.ts'
import { readBlocks } from './read-blocks.ts'
import { readBody, type Body } from './read-body.ts'
import { labelledBlocks, type FeedLabels } from './feed-labels.ts'
import type { SiteView } from './site-memory.ts'
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
  readonly labels: FeedLabels
  /** What other pages of the site have shown; null where nothing is remembered. */
  readonly site: SiteView | null
}

/** The article's text, and the displayed body that metadata is looked for around. */
export interface ArticleText {
  readonly body: Body
  /** The displayed standfirst; it opens `paragraphs`. */
  readonly lead: string | null
  readonly paragraphs: readonly string[]
  /** The blocks behind `paragraphs`, the standfirst left out; null where the text came without markup. */
  readonly blocks: readonly Block[] | null
  readonly foundBy: FoundBy
}

/** The displayed body with its standfirst, or what the page states as its body where it displays next to nothing. */
export function readText(source: TextSource): ArticleText {
  const { page, known, labels, site } = source
  const body = readBody(page, known, labelledBlocks(page, labels), site)
  const lead = displayedStandfirst(page, body, known.title, [source.description, labels.summary])
  const found = findText(source, body)
  const paragraphs = found.blocks ? found.blocks.map((block) => block.text) : found.paragraphs
  const opens = lead === null || paragraphs.length === 0 || paragraphs.includes(lead)
  return { ...found, body, lead, paragraphs: opens ? paragraphs : [lead, ...paragraphs] }
}

type FoundText =
  | { readonly blocks: readonly Block[]; readonly foundBy: FoundBy }
  | { readonly blocks: null; readonly paragraphs: readonly string[]; readonly foundBy: FoundBy }

function findText({ raw, facts, known }: TextSource, body: Body): FoundText {
  const stated = statedBody(facts.article, body.length)
  if (stated) return { blocks: null, paragraphs: stated, foundBy: 'linked_data' }
  if (body.length < SHORT_DISPLAYED) {
    const hidden = templateBody(raw, known)
    if (hidden && hidden.length > TEMPLATE_GAIN * body.length) return { blocks: hidden.blocks, foundBy: 'template' }
    const state = stateBody(raw.pageState) ?? stateBody(assignedStates(raw.page))
    if (state) return { blocks: null, paragraphs: state, foundBy: 'page_state' }
  }
  return { blocks: body.blocks, foundBy: body.strictness === 'all' ? 'displayed' : 'displayed_loosely' }
}

const templateBody = (raw: RawPage, known: KnownOfArticle): Body | null =>
  raw.templates.length === 0 ? null : readBody(readBlocks(parsePageTree(raw.templates.join(' '))), known)
