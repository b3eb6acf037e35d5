import type { Element } from 'domhandler'

/** Names that publishers' systems give the element around the article's text, in their usual spellings. */
const BODY_NAMES =
  /(?:^|\s)(?:article|entry|post|story|news|single-post|blog-post|td-post)[-_]{0,2}(?:body|content|text|copy)(?=$|\s)|(?:^|\s)articlebody(?=$|\s)/i

/**
 * How clearly an element says that it is the article's body: 3 by microdata, 2 by name, 1 by tag or role, else 0.
 */
export function hintOf(element: Element): 0 | 1 | 2 | 3 {
  const { attribs, name } = element
  if (attribs['itemprop'] === 'articleBody') return 3
  const names = attribs['class']
  if (names !== undefined && names.length < 500 && BODY_NAMES.test(names)) return 2
  return name === 'article' || name === 'main' || attribs['role'] === 'main' ? 1 : 0
}
