import { canonicalUrl } from '../articles/canonical-url.ts'
import { findTracedArticle, findTracedMembership } from '../articles/repository-trace.ts'
import type { Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'

const storyId = /^[0-9A-HJKMNP-TV-Z]{26}$/
const storyIdInAddress = /\/([0-9A-HJKMNP-TV-Z]{26})(?:[/?#]|$)/i
const articleId = /^\d{1,18}$/

/**
 * The id of the article that an id or any of its addresses names.
 * @throws UsageError when it names none
 */
export async function articleNamed(db: Queryable, named: string): Promise<string> {
  if (articleId.test(named)) return named
  const address = canonicalUrl(named)
  if (address === null) throw new UsageError(`expected the number or the address of an article, not ${named}`)
  const article = await findTracedArticle(db, address)
  if (!article) throw new UsageError(`no feed carried an article at ${address}`)
  return article.id
}

/**
 * The story id that is meant: one as written, that in the address of a story's page, or that of the story which the article
 * at an address is in. An old id is left as it is.
 * @throws UsageError when it names none
 */
export async function storyNamedBy(db: Queryable, named: string): Promise<string> {
  const id = named.toUpperCase()
  if (storyId.test(id)) return id
  const address = canonicalUrl(named)
  if (address === null) {
    throw new UsageError(`expected the id of a story (26 letters and digits) or an address, not ${named}`)
  }
  const article = await findTracedArticle(db, address)
  if (article) {
    const membership = await findTracedMembership(db, article.id)
    if (membership) return membership.storyId
    throw new UsageError(`the article at ${address} stands in no story yet (it is ${article.state})`)
  }
  const inAddress = storyIdInAddress.exec(named)?.[1]
  if (inAddress !== undefined) return inAddress.toUpperCase()
  throw new UsageError(`no feed carried an article at ${address}, and it is no page of a story`)
}
