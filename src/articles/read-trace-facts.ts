import type { Queryable } from '../db/database.ts'
import { listFeedsOfHost } from '../feeds/repository-read.ts'
import { listFormerIds } from '../stories/repository-read.ts'
import { findTracedArticle, findTracedMembership, listTracedEditions, listTracedEntries } from './repository-trace.ts'
import type { TraceFacts, TraceQuestion } from './trace-facts.ts'

/** Collects what is stored about a canonical address, from feed to edition. */
export async function readTraceFacts(db: Queryable, address: string, asked: TraceQuestion): Promise<TraceFacts> {
  const article = await findTracedArticle(db, address)
  if (!article) {
    const publisherFeeds = await listFeedsOfHost(db, new URL(address).host)
    return { article, asked, publisherFeeds, entries: [], membership: null, editions: [] }
  }
  const membership = await findTracedMembership(db, article.id)
  const storyIds = membership ? await listFormerIds(db, membership.storyId) : []
  return {
    article,
    asked,
    publisherFeeds: [],
    entries: await listTracedEntries(db, article.id),
    membership,
    editions: await listTracedEditions(db, { ...asked, storyIds, articleId: article.id, eventAt: article.eventAt }),
  }
}
