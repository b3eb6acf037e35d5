import { load } from 'cheerio/slim'
import { readAgencyCredit } from './agency-credit.ts'
import { readAuthors, statedAuthors } from './authors.ts'
import type { PageBlocks } from './block.ts'
import type { ExtractedArticle, PageContext } from './extracted-article.ts'
import { readLinkedData } from './linked-data.ts'
import * as details from './page-details.ts'
import { readFacts, type PageFacts } from './page-facts.ts'
import { judgeState } from './page-state.ts'
import { parsePageTree } from './page-tree.ts'
import { placeStreamed } from './place-streamed.ts'
import { readModified, readPublished } from './published.ts'
import { readRawPage, type RawPage } from './raw-page.ts'
import { readBlocks } from './read-blocks.ts'
import type { Body } from './read-body.ts'
import { readText, type ArticleText } from './read-text.ts'
import { openingStandfirst, statedStandfirst } from './standfirst.ts'
import { linesAtEnd, linesNearTitle } from './surroundings.ts'
import { readTitle } from './title.ts'

/**
 * Reads a page as an article: text, headline, authors, dates and what else it states of itself. Never throws on a page;
 * a page that is no article says why in `state` and `reason`.
 *
 * One parse serves all. O(characters), with caps on size, depth, elements and blocks.
 */
export function extractArticle(html: string, context: PageContext): ExtractedArticle {
  const parsed = parsePage(html)
  const { raw, facts, page } = parsed
  const siteName = details.readSiteName(facts)
  const title = readTitle(facts, { siteName, url: context.url }, context.feedEntry?.title ?? null)
  const description = details.readDescription(facts)
  const known = { title, siteName, authors: statedAuthors(facts) }
  const article = readText({ raw, facts, page, known, description })
  const text = article.paragraphs.join('\n\n')
  const isAccessibleForFree = details.readAccess(facts)
  const { scriptLength } = raw
  return {
    ...judgeState({
      page,
      body: article.body,
      isDeclared: details.declaresArticle(facts),
      title,
      length: text.length,
      isAccessibleForFree,
      scriptLength,
    }),
    title,
    standfirst:
      article.lead ?? openingStandfirst(page, article.body, description) ?? statedStandfirst(article.body, description),
    siteName,
    isAccessibleForFree,
    ...readCredits(parsed, article, title, siteName, context),
    section: details.readSection(facts),
    tags: details.readTags(facts),
    canonicalUrl: details.readCanonicalUrl(facts, context.url),
    leadImage: details.readLeadImage(facts, context.url),
    foundBy: article.foundBy,
    paragraphs: article.paragraphs,
    text,
  }
}

interface ParsedPage {
  readonly raw: RawPage
  readonly facts: PageFacts
  readonly page: PageBlocks
}

function parsePage(html: string): ParsedPage {
  const raw = readRawPage(html)
  const tree = parsePageTree(raw.markup)
  placeStreamed(tree)
  const facts = readFacts(load(tree, { xml: { xmlMode: false } }), tree, readLinkedData(raw.linkedData))
  return { raw, facts, page: readBlocks(tree) }
}

type Credits = Pick<ExtractedArticle, 'authors' | 'publishedAt' | 'modifiedAt' | 'language' | 'agencyCredit'>

/** Who wrote it and when: stated, or displayed around headline and body. */
function readCredits(
  { facts, page }: ParsedPage,
  { body }: ArticleText,
  title: string | null,
  siteName: string | null,
  { url, fetchedAt }: PageContext,
): Credits {
  const nearTitle = linesNearTitle(page, body.choice, title)
  const language = details.readLanguage(facts)
  const authors = readAuthors(facts, { siteName, nearTitle })
  const dates = { notAfter: fetchedAt, url, language, nearTitle, lastLines: linesAtEnd(page) }
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
