/** Elements that are an entry wherever they stand. */
export const entryNames: ReadonlySet<string> = new Set(['item', 'entry'])

/** Lines of a sitemap and of a sitemap index, and the only element that holds them. */
const holderOfLine: ReadonlyMap<string, string> = new Map([
  ['url', 'urlset'],
  ['sitemap', 'sitemapindex'],
])

/** Whether an element is read as an entry: by its name, and a sitemap's line by what it stands in, which may be missing. */
export const isEntry = (name: string, parent: string): boolean =>
  entryNames.has(name) || (holderOfLine.has(name) && (parent === '' || parent === holderOfLine.get(name)))

/** Elements around entries: their end ends whatever is still open inside. */
export const containers: ReadonlySet<string> = new Set(['channel', 'rss', 'feed', 'rdf:rdf', 'urlset', 'sitemapindex'])

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
  'loc',
  'lastmod',
])

/** Fields whose text names an entry or leads to its page. */
export const addressFields: ReadonlySet<string> = new Set(['link', 'guid', 'id', 'url', 'loc', 'feedburner:origlink'])

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
