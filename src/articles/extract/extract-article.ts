import { ownAddress } from '../own-address.ts'
import { statedAuthors } from './authors.ts'
import type { PageBlocks } from './block.ts'
import type { ExtractedArticle, PageContext } from './extracted-article.ts'
import { readFeedLabels } from './feed-labels.ts'
import { learntPage, leftOutTexts } from './learnt-page.ts'
import { readLinkedData } from './linked-data.ts'
import * as details from './page-details.ts'
import { readFacts, type PageFacts } from './page-facts.ts'
import { judgeState } from './page-state.ts'
import { parsePageTree } from './page-tree.ts'
import { mayBeStreamed, placeStreamed } from './place-streamed.ts'
import { readRawPage, type RawPage } from './raw-page.ts'
import { readBlocks } from './read-blocks.ts'
import { readCredits } from './read-credits.ts'
import { readText } from './read-text.ts'
import { applyRules, type RuledPage } from './rules/apply-rules.ts'
import type { ExtractionRules } from './rules/extraction-rules.ts'
import { readRuledDate, readRuledText, settledMatches } from './rules/ruled-reading.ts'
import { openingStandfirst, statedStandfirst } from './standfirst.ts'
import type { SiteView } from './site-memory.ts'
import { pageKeyOf } from './text-key.ts'
import { readTitle } from './title.ts'
import { feedText, pageText } from './whole-text.ts'

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
  const credits = readCredits(
    { ...parsed, body: article.body, title, siteName },
    { ...context, expected: labels.publishedAt },
  )
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

interface ParsedPage {
  readonly raw: RawPage
  readonly facts: PageFacts
  readonly page: PageBlocks
  readonly ruled: RuledPage
}

function parsePage(html: string, rules: ExtractionRules | null): ParsedPage {
  const raw = readRawPage(html)
  const tree = parsePageTree(raw.markup)
  if (mayBeStreamed(raw.markup)) placeStreamed(tree)
  const ruled = applyRules(tree, rules)
  const facts = readFacts(tree, readLinkedData(raw.linkedData))
  return { raw, facts, page: readBlocks(tree), ruled }
}
