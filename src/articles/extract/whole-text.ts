import type { ExtractedArticle, PageState } from './extracted-article.ts'
import { lengthOf, type FeedLabels } from './feed-labels.ts'
import { paragraphsHtml, readingHtml } from './reading-html.ts'
import type { ArticleText } from './read-text.ts'

/** An article's text in its forms, and where it was found. */
export type WholeText = Pick<ExtractedArticle, 'paragraphs' | 'text' | 'html' | 'foundBy'>

/** What the page gives as text; the standfirst opens it where the page shows it before the body. */
export function pageText({ lead, paragraphs, blocks, foundBy }: ArticleText, url: string): WholeText {
  const opening = lead !== null && blocks?.[0]?.text !== lead && paragraphs[0] === lead ? [lead] : []
  const html = blocks
    ? [paragraphsHtml(opening), readingHtml(blocks, url)].filter((part) => part !== '').join('\n')
    : paragraphsHtml(paragraphs)
  return { paragraphs, text: paragraphs.join('\n\n'), html, foundBy }
}

/** The feed's text must be this many times what a page shows that is no whole article. */
const FEED_GAIN = 1.5
/** A shorter text of a feed says that there is something to read or see, and not what. */
const MIN_FEED_TEXT = 60

/** What the publisher's feed carries of an article whose page shows less: the article exists, the page is in the way. */
export function feedText(state: PageState, { paragraphs }: ArticleText, labels: FeedLabels): WholeText | null {
  if (state === 'article' || state === 'not_found') return null
  const shown = state === 'paywall' ? lengthOf(paragraphs) : 0
  if (lengthOf(labels.paragraphs) < Math.max(MIN_FEED_TEXT, FEED_GAIN * shown)) return null
  const text = labels.paragraphs.join('\n\n')
  return { paragraphs: labels.paragraphs, text, html: paragraphsHtml(labels.paragraphs), foundBy: 'feed' }
}
