import type { FeedToWatch } from './feed.ts'
import type { OpmlOutline } from './opml.ts'

/**
 * The feeds of an OPML file. Its publisher is the one that Wirefold's own attribute names, else the host of its home
 * page: several feeds of one site are one publisher, whatever their titles.
 */
export function feedsFromOpml(outlines: readonly OpmlOutline[]): readonly FeedToWatch[] {
  return outlines.map((outline) => ({
    url: outline.xmlUrl,
    title: outline.title,
    publisher: outline.publisher ?? hostOf(outline.htmlUrl ?? outline.xmlUrl),
    ownerGroup: outline.ownerGroup,
    homeUrl: outline.htmlUrl,
    tags: outline.tags,
  }))
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url
}
