/** Elements that are an entry. A sitemap's `url` is one only inside `urlset`. */
export const entryNames: ReadonlySet<string> = new Set(['item', 'entry'])

/** Elements around entries: their end ends whatever is still open inside. */
export const containers: ReadonlySet<string> = new Set(['channel', 'rss', 'feed', 'rdf:rdf', 'urlset'])

/** Fields that hold text alone, so that another field inside them means that their end is missing. */
export const textFields: ReadonlySet<string> = new Set([
  'title',
  'link',
  'guid',
  'pubdate',
  'comments',
  'id',
  'updated',
  'published',
])

/** Fields whose beginning ends an open text field. */
export const fields: ReadonlySet<string> = new Set([
  ...textFields,
  'description',
  'category',
  'author',
  'enclosure',
  'source',
  'summary',
  'content',
  'content:encoded',
  'dc:creator',
  'dc:date',
])

/** Whether a tag as written begins an Atom document. */
export const isAtomRoot = (written: string): boolean => /^(?:[\w.-]+:)?(?:feed|entry)$/i.test(written)

/** Whether a tag as written begins a document of the RSS family. */
export const isRssRoot = (written: string): boolean => /^(?:[\w.-]+:)?(?:rss|rdf|channel)$/i.test(written)
