import { readAgencyCredit } from './agency-credit.ts'
import { readAuthors } from './authors.ts'
import type { PageBlocks } from './block.ts'
import type { ExtractedArticle, PageContext } from './extracted-article.ts'
import * as details from './page-details.ts'
import type { PageFacts } from './page-facts.ts'
import { readModified, readPublished, type DateReading } from './published.ts'
import type { Body } from './read-body.ts'
import type { RuledPage } from './rules/apply-rules.ts'
import { linesAtEnd, linesNearTitle } from './surroundings.ts'

export type Credits = Pick<ExtractedArticle, 'authors' | 'publishedAt' | 'modifiedAt' | 'language' | 'agencyCredit'>

/** What is known of a page before its credits are read. */
export interface CreditedPage {
  readonly facts: PageFacts
  readonly page: PageBlocks
  readonly ruled: RuledPage
  readonly body: Body
  readonly title: string | null
  readonly siteName: string | null
}

/** Who wrote it and when: stated, or displayed around headline and body. */
export function readCredits(
  { facts, page, ruled, body, title, siteName }: CreditedPage,
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
