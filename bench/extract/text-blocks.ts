import { load } from 'cheerio'

const BLOCKS = 'p,li,h1,h2,h3,h4,h5,h6,blockquote,pre,figcaption,td,div'

/** The text of the innermost blocks of HTML that a reader gave, in order. Not part of what is measured. */
export function textBlocks(html: string): string[] {
  const $ = load(html)
  return $(BLOCKS)
    .toArray()
    .map((element) => $(element))
    .filter((element) => element.find(BLOCKS).length === 0)
    .map((element) => element.text().trim())
    .filter((text) => text !== '')
}
