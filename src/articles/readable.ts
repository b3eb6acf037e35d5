import type { ScrapeFailure } from './article.ts'
import type { ExtractedArticle } from './extract/extracted-article.ts'

/** Whether the page itself gives text of an article. */
export const hasOwnText = ({ state, text, foundBy }: ExtractedArticle): boolean =>
  text !== '' && foundBy !== 'feed' && (state === 'article' || state === 'paywall')

/** Whether there is text of an article: the page's own, or the feed's where a wall or scripts stand before the page's. */
export const hasText = (extracted: ExtractedArticle): boolean =>
  hasOwnText(extracted) || (extracted.foundBy === 'feed' && extracted.text !== '')

/** What stands between a reader and the whole article, to be stored with the text that there is. */
export const obstacleOf = ({ state, reason, foundBy }: ExtractedArticle): ScrapeFailure | null =>
  state === 'article'
    ? null
    : {
        code: state.toUpperCase(),
        reason: `${reason ?? ''} ${foundBy === 'feed' ? 'The text is that of the publisher’s feed.' : ''}`.trim(),
      }
