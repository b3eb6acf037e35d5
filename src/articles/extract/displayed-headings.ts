import { Element, Text, type ChildNode } from 'domhandler'
import { textIn } from './tree-walk.ts'

/** A displayed headline, and the kicker above it where the markup tells them apart. */
export interface DisplayedHeading {
  readonly text: string
  /** Without the first of its parts; null where it has only one. */
  readonly withoutFirst: string | null
  /** The first part is named as a kicker. */
  readonly hasKicker: boolean
}

/** Names that publishers' systems give the line above a headline. */
const KICKER =
  /kicker|overline|topline|roofline|dachzeile|spitzmarke|eyebrow|supertitle|surtitle|superhead|overhead|preheadline|antetitulo/i
const MAX_TEXT = 2_000
const MAX_WRAPS = 3

/** The text of a heading, in parts. A part begins anew where two elements meet without a space between them. */
export function readHeading(heading: Element): DisplayedHeading {
  const parts = unwrapped(heading).children.map((node) => ({ node, text: textIn(node).slice(0, MAX_TEXT) }))
  const shown = parts.filter(({ text }) => text.trim() !== '')
  const [first] = shown
  const isParted = first?.node instanceof Element && shown.length > 1 && first.node.name !== 'a'
  return {
    text: joined(shown),
    withoutFirst: isParted ? joined(shown.slice(1)) : null,
    hasKicker: isParted && KICKER.test((first.node as Element).attribs['class'] ?? ''),
  }
}

interface Part {
  readonly node: ChildNode
  readonly text: string
}

/** A headline is often wrapped once more as a whole. */
function unwrapped(heading: Element): Element {
  let element = heading
  for (let step = 0; step < MAX_WRAPS; step++) {
    const [only, ...others] = element.children.filter((node) => !(node instanceof Text && node.data.trim() === ''))
    if (!(only instanceof Element) || others.length > 0) break
    element = only
  }
  return element
}

const ENDS = /[\p{L}\p{N}?!:]$/u
const BEGINS = /^[\p{Lu}\d«„“"]/u

function joined(parts: readonly Part[]): string {
  let text = ''
  let last: ChildNode | null = null
  for (const part of parts) {
    const meet = last instanceof Element && part.node instanceof Element
    text += meet && ENDS.test(text.slice(-2)) && BEGINS.test(part.text) ? ` ${part.text}` : part.text
    last = part.node
  }
  return text
}

/** Whether a heading is nothing but a link to the site's front page: its name, not the headline. */
export function leadsHome(heading: Element, url: string): boolean {
  const element = unwrapped(heading)
  const link = element.name === 'a' ? element : null
  const href = link?.attribs['href']
  if (href === undefined || !URL.canParse(href, url)) return false
  const [target, page] = [new URL(href, url), new URL(url)]
  return target.host === page.host && isFront(target) && !isFront(page)
}

const isFront = ({ pathname, search }: URL): boolean => /^\/(?:index\.\w{3,5})?$/.test(pathname) && search === ''
