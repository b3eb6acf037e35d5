import type { XmlElement } from './xml-tree.ts'

/** The children of that canonical name, in the order of the feed. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name)

/** The children with one of those names, all of the first name before any of the second. */
export function childrenNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  const found: XmlElement[] = []
  for (const name of names) {
    for (const child of element.children) if (child.name === name) found.push(child)
  }
  return found
}

/** The trimmed text of the first child, in the order of the names, that has any; null when none has. */
export function firstText(element: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const child of element.children) {
      const text = child.name === name ? child.text.trim() : ''
      if (text !== '') return text
    }
  }
  return null
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
