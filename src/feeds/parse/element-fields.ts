import type { XmlElement } from './xml-element.ts'

const none: readonly XmlElement[] = []

/** The children of that canonical name, in the order of the feed. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  indexOf(element).get(name) ?? none

/** The children with one of those names, all of the first name before any of the second. */
export function childrenNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  if (element.children.length === 0) return none
  const index = indexOf(element)
  let found = none
  for (const name of names) {
    const children = index.get(name)
    if (children !== undefined) found = found.length === 0 ? children : [...found, ...children]
  }
  return found
}

/** The trimmed text of the first child, in the order of the names, that has any; null when none has. */
export function firstText(element: XmlElement, ...names: readonly string[]): string | null {
  for (const child of childrenNamed(element, ...names)) {
    const text = child.text.trim()
    if (text !== '') return text
  }
  return null
}

/** An entry is asked for some sixty names and has a dozen of them. */
function indexOf(element: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  if (element.index) return element.index
  const index = new Map<string, XmlElement[]>()
  for (const child of element.children) {
    const children = index.get(child.name)
    if (children) children.push(child)
    else index.set(child.name, [child])
  }
  element.index = index
  return index
}

/** The trimmed value of an attribute, null when it is missing or blank. */
export function attributeOf(element: XmlElement, name: string): string | null {
  const value = element.attributes.get(name)?.trim()
  return value === undefined || value === '' ? null : value
}

/** What `read` gives for the elements, without blanks and repetitions, in their order. */
export function distinct(values: Iterable<string | null>): readonly string[] {
  const kept = new Set<string>()
  for (const value of values) {
    const text = value?.trim() ?? ''
    if (text !== '') kept.add(text)
  }
  return [...kept]
}
