import { readFile } from 'node:fs/promises'
import { messageOf, UsageError } from '../errors.ts'
import type { FeedToWatch } from '../feeds/feed.ts'
import { feedsFromOpml } from '../feeds/feeds-from-opml.ts'
import { parseOpml } from '../feeds/opml.ts'

/** @throws UsageError when the file cannot be read, is no OPML or names no feed */
export async function readOpml(path: string): Promise<readonly FeedToWatch[]> {
  const feeds = await readFile(path, 'utf8')
    .then((text) => feedsFromOpml(parseOpml(text)))
    .catch((error: unknown) => {
      throw new UsageError(`cannot read the feeds of ${path}: ${messageOf(error)}`)
    })
  if (feeds.length === 0) throw new UsageError(`${path} names no feed: expected OPML outlines with an xmlUrl`)
  return feeds
}
