import { Element, Text, type ChildNode } from 'domhandler'
import { plainText } from '../block-text.ts'

/** What stands between words that a page sets apart by its elements and not by a blank. */
export interface Parting {
  /** Around what begins a line of its own. */
  readonly block: string
  /** Between the texts of neighbouring inline elements. */
  readonly inline: string
  /** Elements of another subject, left out. */
  readonly skipped: ReadonlySet<string>
}

const CONTROLS = ['select', 'option', 'textarea', 'button']
const INLINE = new Set(
  'a abbr b bdi bdo big cite code em font i ins mark q s small span strong sub sup time u var wbr'.split(' '),
)

export const asOneLine: Parting = { block: ' ', inline: '', skipped: new Set(CONTROLS) }
/** So that the names of two authors do not run together, nor a name and a date. */
export const asNames: Parting = { block: ' | ', inline: ' | ', skipped: new Set([...CONTROLS, 'time']) }

/**
 * The text of an element, whitespace collapsed.
 * @param most characters after which no more are read
 */
export function selectedText(element: Element, parting: Parting, most: number): string {
  const parts: string[] = []
  let length = 0
  const open: (ChildNode | string)[] = element.children.slice(0, most).toReversed()
  for (let node = open.pop(); node !== undefined && length < most; node = open.pop()) {
    if (typeof node === 'string') parts.push(node)
    else if (node instanceof Text) {
      if (abut(parts.at(-1), node.data)) parts.push(parting.inline)
      parts.push(node.data.slice(0, most))
      length += node.data.length
    } else if (node instanceof Element && parting.skipped.has(node.name)) parts.push(parting.block)
    else if (node instanceof Element) {
      if (!INLINE.has(node.name)) {
        parts.push(parting.block)
        open.push(parting.block)
      }
      open.push(...node.children.slice(0, most).toReversed())
    }
  }
  return plainText(parts.join('').slice(0, most))
}

const abut = (before: string | undefined, after: string): boolean =>
  before !== undefined && /\S/.test(before.slice(-1)) && /^\S/.test(after)
