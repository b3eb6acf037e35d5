import { readFile } from 'node:fs/promises'
import { messageOf, UsageError } from '../errors.ts'
import { feedsFromOpml, type OpmlFeeds, type RefusedOutline } from '../feeds/feeds-from-opml.ts'
import { parseOpml } from '../feeds/opml.ts'
import { decodeFeed } from '../text/charset.ts'
import { shown } from './feeds-text.ts'

/**
 * The feeds of an OPML file in any character set, and the outlines that name none.
 * @throws UsageError when the file cannot be read, is no OPML or names no feed that can be polled
 */
export async function readOpmlFile(path: string): Promise<OpmlFeeds> {
  const list = await readFile(path)
    .then((bytes) => feedsFromOpml(parseOpml(decodeFeed(bytes, null).text)))
    .catch((error: unknown) => {
      throw new UsageError(`cannot read the feeds of ${path}: ${messageOf(error)}`)
    })
  if (list.feeds.length > 0) return list
  const [first] = list.refused
  if (!first) throw new UsageError(`${path} names no feed: expected OPML outlines with an xmlUrl`)
  throw new UsageError(`${path} names no feed that can be polled: ${first.reason}, found ${first.address || 'none'}`)
}

/** `Harbour News (no address): expected an address that begins with …` */
export function refusedInWords({ title, address, reason }: RefusedOutline): string {
  const name = title === null ? 'an outline without a title' : shown(title, 60)
  return `${name} (${address === '' ? 'no address' : shown(address)}): ${reason}`
}
