import { asMarkup, markup } from './markup.ts'

/** A publisher as the subscription list names it, with its feeds. */
export interface ListedPublisher {
  readonly name: string
  readonly ownerGroup: string | null
  readonly origin: string
  readonly feeds: readonly { readonly url: string; readonly title: string }[]
}

/** The namespace of Wirefold's own attributes in a subscription list. */
const namespace = 'urn:wirefold:opml'

/**
 * OPML 2.0 with an outline per publisher and within it one per feed. Name and owner group of the publisher stand on
 * both, in `wirefold:publisher` and `wirefold:ownerGroup`, so that a reader that flattens the list keeps them.
 */
export function subscriptionList(publishers: readonly ListedPublisher[]): string {
  const outlines = publishers.map(({ name, ownerGroup, origin, feeds }) => {
    const group = ownerGroup === null ? null : markup` wirefold:ownerGroup="${ownerGroup}"`
    const publisher = markup`htmlUrl="${origin}/" wirefold:publisher="${name}"${group}`
    const inner = feeds.map(
      ({ url, title }) =>
        markup`      <outline type="rss" text="${title}" title="${title}" xmlUrl="${url}" ${publisher}/>\n`,
    )
    return markup`    <outline text="${name}" title="${name}" ${publisher}>\n${inner}    </outline>\n`
  })
  return markup`${asMarkup('<?xml version="1.0" encoding="UTF-8"?>')}
<opml version="2.0" xmlns:wirefold="${namespace}">
  <head><title>The demo press</title></head>
  <body>
${outlines}  </body>
</opml>
`.markup
}
