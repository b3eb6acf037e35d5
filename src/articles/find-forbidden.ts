import { AppError } from '../errors.ts'
import type { Robots } from '../fetch/robots.ts'
import type { ArticleToScrape } from './article.ts'

/**
 * The refusal of the robots.txt that `url` is under, unless there is none or an operator has it ignored.
 * @param url the article's address, or one that it redirects to
 * @throws LaterError when the file could not be read yet
 */
export async function findForbidden(
  { canonicalUrl, robotsPolicy }: Pick<ArticleToScrape, 'canonicalUrl' | 'robotsPolicy'>,
  url: string,
  robots: Robots,
  signal: AbortSignal,
): Promise<AppError | null> {
  if (robotsPolicy === 'ignore') return null
  const verdict = await robots.check(sameSchemeOnHost(url, canonicalUrl), signal)
  if (verdict.allowed) return null
  const remedy = 'where the publisher agrees, wirefold feeds robots PUBLISHER --ignore --reason TEXT lets it be fetched'
  return new AppError('ROBOTS_DISALLOWED', `could not fetch ${url}: ${verdict.reason}; ${remedy}`, {
    disposition: 'discard',
  })
}

/**
 * A hop from http to https on one host is judged by the file that has been read for the first address: to ask for another
 * one now, the host would need a second permit while the page's own is held.
 */
function sameSchemeOnHost(to: string, from: string): string {
  const [there, here] = [new URL(to), new URL(from)]
  return there.host === here.host ? here.origin + there.pathname + there.search : to
}
