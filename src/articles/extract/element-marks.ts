import type { Element } from 'domhandler'
import { markOfClasses, markOfId, worse, type Mark } from './class-marks.ts'

const STRONG_TAGS = new Set(['nav', 'footer', 'dialog', 'menu', 'button'])
const STRONG_ROLES = new Set('navigation banner contentinfo search dialog alertdialog menu menubar'.split(' '))
const NEVER = new Set(['body', 'html', 'article', 'main', 'pre', 'code', 'table', 'tbody', 'tr'])
const SIDE_TAGS = new Set(['aside', 'form', 'address'])
const FAQ = /faq|accordion|question/i
const TABLE_FIGURE = /table|code/i

/** What an element says of its content by tag, role, visibility and names. */
export function markOfElement(element: Element): Mark {
  const { attribs, name } = element
  if (name === 'table' && isFloating(attribs)) return 'weak'
  if (NEVER.has(name)) return 'none'
  const classes = attribs['class'] ?? ''
  if (name === 'button' && FAQ.test(classes)) return 'none'
  if (STRONG_TAGS.has(name) || isHidden(attribs)) return 'strong'
  if (name === 'figcaption' || name === 'caption') return 'caption'
  if (name === 'figure' && !TABLE_FIGURE.test(classes)) return 'caption'
  const { role, itemprop, id } = attribs
  if (role !== undefined && STRONG_ROLES.has(role)) return 'strong'
  if (itemprop === 'articleBody') return 'none'
  const mark = id === undefined ? markOfClasses(classes) : worse(markOfClasses(classes), markOfId(id))
  return mark === 'none' && SIDE_TAGS.has(name) ? 'weak' : mark
}

function isHidden(attribs: Record<string, string>): boolean {
  if (attribs['hidden'] !== undefined) return true
  const style = attribs['style']
  return style !== undefined && style.length < 1000 && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}

/** Old pages set boxes beside the text as aligned tables; a centred one may be the page's frame. */
const isFloating = ({ align }: Record<string, string>): boolean =>
  align !== undefined && /^(?:left|right)$/i.test(align)
