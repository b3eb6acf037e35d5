import type { Element, ParentNode } from 'domhandler'

/** Takes elements out of their tree; those around them are linked to each other. O(elements + their siblings). */
export function removeElements(elements: ReadonlySet<Element>): void {
  const parents = new Set<ParentNode>()
  for (const { parent } of elements) if (parent) parents.add(parent)
  for (const parent of parents) {
    const kept = parent.children.filter((child) => !elements.has(child as Element))
    kept.forEach((child, at) => {
      child.prev = kept[at - 1] ?? null
      child.next = kept[at + 1] ?? null
    })
    parent.children = kept
  }
  for (const element of elements) {
    element.parent = null
    element.prev = null
    element.next = null
  }
}
