import { Element, Text, type ChildNode, type Document } from 'domhandler'

/** The next node in document order, without recursion. */
export function following(node: ChildNode): ChildNode | null {
  const child = node instanceof Element ? (node.children[0] ?? null) : null
  return child ?? behind(node)
}

/** The next node that is no descendant. */
function behind(node: ChildNode): ChildNode | null {
  let up: ChildNode | null = node
  while (up && !up.next) up = up.parent instanceof Element ? up.parent : null
  return up?.next ?? null
}

/** The elements of a tree that pass, in document order. O(nodes). */
export function elementsThat(document: Document, passes: (element: Element) => boolean): Element[] {
  const found: Element[] = []
  for (let node: ChildNode | null = document.children[0] ?? null; node; node = following(node)) {
    if (node instanceof Element && passes(node)) found.push(node)
  }
  return found
}

/** All text in a node. O(nodes inside). */
export function textIn(root: ChildNode): string {
  const end = behind(root)
  let text = ''
  for (let node: ChildNode | null = root; node && node !== end; node = following(node)) {
    if (node instanceof Text) text += node.data
  }
  return text
}

/** Whether one of an element's ancestors passes. */
export function isInside(element: Element, passes: (ancestor: Element) => boolean): boolean {
  for (let up = element.parent; up instanceof Element; up = up.parent) if (passes(up)) return true
  return false
}
