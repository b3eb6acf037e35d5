import { load } from 'cheerio/slim'
import { ownAddress } from '../own-address.ts'
import { readAgencyCredit } from './agency-credit.ts'
import { readAuthors, statedAuthors } from './authors.ts'
import type { PageBlocks } from './block.ts'
import type { ExtractedArticle, PageContext, PageState } from './extracted-article.ts'
import { lengthOf, readFeedLabels, type FeedLabels } from './feed-labels.ts'
import { learntPage, leftOutTexts } from './learnt-page.ts'
import { readLinkedData } from './linked-data.ts'
import * as details from './page-details.ts'
import { readFacts, type PageFacts } from './page-facts.ts'
import { judgeState } from './page-state.ts'
import { parsePageTree } from './page-tree.ts'
import { placeStreamed } from './place-streamed.ts'
import { readModified, readPublished, type DateReading } from './published.ts'
import { readRawPage, type RawPage } from './raw-page.ts'
import { readBlocks } from './read-blocks.ts'
import type { Body } from './read-body.ts'
import { paragraphsHtml, readingHtml } from './reading-html.ts'
import { readText, type ArticleText } from './read-text.ts'
import { applyRules, type RuledPage } from './rules/apply-rules.ts'
import type { ExtractionRules } from './rules/extraction-rules.ts'
import { readRuledDate, readRuledText, settledMatches } from './rules/ruled-reading.ts'
import { openingStandfirst, statedStandfirst } from './standfirst.ts'
import type { SiteView } from './site-memory.ts'
import { linesAtEnd, linesNearTitle } from './surroundings.ts'
import { pageKeyOf } from './text-key.ts'
import { readTitle } from './title.ts'

/**
 * Reads a page as an article: text, headline, authors, dates and what else it states of itself. Never throws on a page;
 * a page that is no article says why in `state` and `reason`.
 *
 * One parse serves all. O(characters), with caps on size, depth, elements and blocks.
 */
export function extractArticle(html: string, context: PageContext): ExtractedArticle {
  const labels = readFeedLabels(context.feedEntry)
  const parsed = parsePage(html, context.rules ?? null)
  const { raw, facts, page, ruled } = parsed
  const siteName = details.readSiteName(facts)
  const title = ruled.title ?? readTitle(facts, { siteName, url: context.url }, labels.title)
  const description = details.readDescription(facts)
  const known = { title, siteName, authors: statedAuthors(facts) }
  const canonicalUrl = details.readCanonicalUrl(facts, context.url)
  const site = viewSite(context, canonicalUrl)
  const article = readRuledText(page, ruled, title) ?? readText({ raw, facts, page, known, description, labels, site })
  const isAccessibleForFree = details.readAccess(facts)
  const judged = judgeState({
    page,
    body: article.body,
    isDeclared: details.declaresArticle(facts),
    title,
    length: article.paragraphs.join('\n\n').length,
    isAccessibleForFree,
    scriptLength: raw.scriptLength,
  })
  const credits = readCredits(parsed, article, title, siteName, { ...context, expected: labels.publishedAt })
  const ruledDate = readRuledDate(ruled, context.fetchedAt, credits.language)
  return {
    ...judged,
    title,
    standfirst:
      ruled.standfirst ??
      article.lead ??
      openingStandfirst(page, article.body, description) ??
      statedStandfirst(article.body, description ?? labels.summary),
    siteName,
    isAccessibleForFree,
    ...credits,
    publishedAt: ruledDate ?? credits.publishedAt,
    section: details.readSection(facts),
    tags: details.readTags(facts),
    canonicalUrl,
    leadImage: details.readLeadImage(facts, context.url),
    ...(feedText(judged.state, article, labels) ?? pageText(article, context.url)),
    ...(site && {
      learnt: learntPage(page, article.body.choice, site.pageKey),
      leftOut: article.foundBy === 'rules' ? [] : leftOutTexts(page, article.body.choice, site),
    }),
    ...(context.rules
      ? { ruleMatches: settledMatches(ruled, { text: article.foundBy === 'rules', date: ruledDate !== null }) }
      : {}),
  }
}

/** The memory as seen from this page; null without a memory, or without an address to know the page by. */
function viewSite({ url, memory }: PageContext, canonicalUrl: string | null): SiteView | null {
  if (!memory || !URL.canParse(url)) return null
  const address = ownAddress(url, canonicalUrl)
  return address === null ? null : { memory, pageKey: pageKeyOf(address) }
}

type WholeText = Pick<ExtractedArticle, 'paragraphs' | 'text' | 'html' | 'foundBy'>

function pageText({ lead, paragraphs, blocks, foundBy }: ArticleText, url: string): WholeText {
  const opening = lead !== null && blocks?.[0]?.text !== lead && paragraphs[0] === lead ? [lead] : []
  const html = blocks
    ? [paragraphsHtml(opening), readingHtml(blocks, url)].filter((part) => part !== '').join('\n')
    : paragraphsHtml(paragraphs)
  return { paragraphs, text: paragraphs.join('\n\n'), html, foundBy }
}

/** The feed's text must be this many times what a page shows that is no whole article. */
const FEED_GAIN = 1.5

/** What the publisher's feed carries of an article whose page shows less: the article exists, the page is in the way. */
function feedText(state: PageState, { paragraphs }: ArticleText, labels: FeedLabels): WholeText | null {
  if (state === 'article' || state === 'not_found') return null
  const shown = state === 'paywall' ? lengthOf(paragraphs) : 0
  if (labels.paragraphs.length === 0 || lengthOf(labels.paragraphs) < FEED_GAIN * shown) return null
  const text = labels.paragraphs.join('\n\n')
  return { paragraphs: labels.paragraphs, text, html: paragraphsHtml(labels.paragraphs), foundBy: 'feed' }
}

interface ParsedPage {
  readonly raw: RawPage
  readonly facts: PageFacts
  readonly page: PageBlocks
  readonly ruled: RuledPage
}

function parsePage(html: string, rules: ExtractionRules | null): ParsedPage {
  const raw = readRawPage(html)
  const tree = parsePageTree(raw.markup)
  placeStreamed(tree)
  const ruled = applyRules(tree, rules)
  const facts = readFacts(load(tree, { xml: { xmlMode: false } }), tree, readLinkedData(raw.linkedData))
  return { raw, facts, page: readBlocks(tree), ruled }
}

type Credits = Pick<ExtractedArticle, 'authors' | 'publishedAt' | 'modifiedAt' | 'language' | 'agencyCredit'>

/** Who wrote it and when: stated, or displayed around headline and body. */
function readCredits(
  { facts, page, ruled }: ParsedPage,
  { body }: ArticleText,
  title: string | null,
  siteName: string | null,
  { url, fetchedAt, expected }: PageContext & Pick<DateReading, 'expected'>,
): Credits {
  const nearTitle = linesNearTitle(page, body.choice, title)
  const language = details.readLanguage(facts)
  const authors = ruled.authors.length > 0 ? ruled.authors : readAuthors(facts, { siteName, nearTitle })
  const dates = { notAfter: fetchedAt, expected, url, language, nearTitle, lastLines: linesAtEnd(page) }
  const firstParagraph = body.blocks[0]?.text ?? null
  return {
    authors,
    publishedAt: readPublished(facts, dates),
    modifiedAt: readModified(facts, dates),
    language,
    agencyCredit: readAgencyCredit({ authors, firstParagraph, tailLines: tailLines(page, body) }),
  }
}

const TAIL_BLOCKS = 4

/** The last block of the body and the lines behind it. */
function tailLines(page: PageBlocks, body: Body): string[] {
  const last = body.blocks.at(-1)
  const at = last === undefined ? -1 : page.blocks.lastIndexOf(last)
  return at < 0 ? [] : page.blocks.slice(at, at + TAIL_BLOCKS).map((block) => block.text)
}
