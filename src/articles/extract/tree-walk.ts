import { Element, type ChildNode } from 'domhandler'

/** The next node in document order, without recursion. */
export function following(node: ChildNode): ChildNode | null {
  const child = node instanceof Element ? (node.children[0] ?? null) : null
  if (child) return child
  let up: ChildNode | null = node
  while (up && !up.next) up = up.parent instanceof Element ? up.parent : null
  return up?.next ?? null
}
