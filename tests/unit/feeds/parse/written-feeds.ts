import fc from 'fast-check'

/** What a made-up feed tells of an entry, whatever it is written in. */
export interface Told {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly body: string
  readonly author: string
  readonly category: string
  /** Whole seconds. */
  readonly published: Date
}

/** How a feed is written: the choices that its meaning does not depend on. */
export interface Hand {
  readonly isCdata: boolean
  readonly gap: string
  readonly quote: '"' | "'"
}

export interface WrittenFeed {
  readonly text: string
  /** Where each entry stands in the text, its tags or brackets included. */
  readonly places: readonly { readonly start: number; readonly end: number }[]
}

export type Writer = (entries: readonly Told[], hand: Hand) => WrittenFeed

const word = fc.stringMatching(/^[\p{L}\p{N}&<>'".,;!?-]{1,9}$/u)
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const plainWord = fc.stringMatching(/^[a-zà-ÿ]{2,8}$/)

/** Entries whose titles hold any mark and whose bodies hold markup. */
export const told: fc.Arbitrary<readonly Told[]> = fc
  .array(
    fc.record({
      title: line,
      words: fc.array(plainWord, { minLength: 1, maxLength: 8 }),
      author: plainWord,
      category: plainWord,
      second: fc.integer({ min: 1_000_000_000, max: 1_700_000_000 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((entries) =>
    entries.map(({ title, words, author, category, second }, index) => ({
      id: `quay-${index}`,
      // Only what no reader takes for a tag or a reference: those are markup in the titles of most feeds.
      title: `${index} ${title.replaceAll('<', '< ').replaceAll('&', '& ').replace(/\s+/g, ' ').trim()}`,
      url: `https://quay.example/news/${index}?a=1&b=${index}`,
      body: `<p>${words.join(' ')} <a href="https://fell.example/${index}">more &amp; more</a></p>`,
      author,
      category,
      published: new Date(second * 1000),
    })),
  )

export const hand: fc.Arbitrary<Hand> = fc.record({
  isCdata: fc.boolean(),
  gap: fc.constantFrom('', ' ', '\n', '\r\n\t', '\n<!-- note -->\n'),
  quote: fc.constantFrom('"', "'"),
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const write = (text: string, { isCdata }: Hand): string => (isCdata ? `<![CDATA[${text}]]>` : escaped(text))

function assemble(head: string, entries: readonly string[], between: string, tail: string): WrittenFeed {
  let text = head
  const places = entries.map((entry, index) => {
    if (index > 0) text += between
    const start = text.length
    text += entry
    return { start, end: text.length }
  })
  return { text: text + tail, places }
}

/** RSS titles are HTML to most readers, Atom's say what they are. */
export const writeRss: Writer = (entries, style) =>
  assemble(
    `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay</title>${style.gap}`,
    entries.map(
      (entry) =>
        `<item>${style.gap}<title>${write(escaped(entry.title), style)}</title><link>${escaped(entry.url)}</link>
<guid isPermaLink=${style.quote}false${style.quote}>${entry.id}</guid>${style.gap}<dc:creator>${entry.author}</dc:creator><category>${entry.category}</category>
<pubDate>${entry.published.toUTCString()}</pubDate><description>${write(entry.body, style)}</description></item>`,
    ),
    style.gap,
    '</channel></rss>',
  )

export const writeAtom: Writer = (entries, style) =>
  assemble(
    `<feed xmlns=${style.quote}http://www.w3.org/2005/Atom${style.quote}><title>Quay</title>${style.gap}`,
    entries.map(
      (entry) =>
        `<entry>${style.gap}<title type="html">${write(escaped(entry.title), style)}</title><link href=${style.quote}${escaped(entry.url)}${style.quote}/>
<id>${entry.id}</id><author><name>${entry.author}</name></author><category term=${style.quote}${entry.category}${style.quote}/>${style.gap}
<published>${entry.published.toISOString()}</published><summary type="html">${write(entry.body, style)}</summary></entry>`,
    ),
    style.gap,
    '</feed>',
  )

export const writeRdf: Writer = (entries, style) =>
  assemble(
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc=${style.quote}http://purl.org/dc/elements/1.1/${style.quote}><channel><title>Quay</title></channel>${style.gap}`,
    entries.map(
      (entry) =>
        `<item rdf:about=${style.quote}${entry.id}${style.quote}>${style.gap}<title>${write(escaped(entry.title), style)}</title><link>${escaped(entry.url)}</link>
<dc:creator>${entry.author}</dc:creator><dc:subject>${entry.category}</dc:subject><dc:date>${entry.published.toISOString()}</dc:date>
<description>${write(entry.body, style)}</description></item>`,
    ),
    style.gap,
    '</rdf:RDF>',
  )

export const writeJson: Writer = (entries, style) => {
  const gap = style.gap.trim() === '' ? style.gap : ''
  return assemble(
    `{"version":${gap}"https://jsonfeed.org/version/1.1","title":"Quay",${gap}"items":[${gap}`,
    entries.map((entry) =>
      JSON.stringify(
        {
          id: entry.id,
          title: escaped(entry.title),
          url: entry.url,
          content_html: entry.body,
          authors: [{ name: entry.author }],
          tags: [entry.category],
          date_published: entry.published.toISOString(),
        },
        null,
        gap.length,
      ),
    ),
    `,${gap}`,
    `${gap}]}`,
  )
}
