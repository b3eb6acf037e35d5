import type { Element } from 'domhandler'
import type { AttributeTest, Step } from './selector.ts'

/** Only the beginning of a value is looked at: a page may give megabytes to one attribute. */
const MAX_VALUE = 2_000

/** The classes of an element, taken apart when they are first asked for. */
export function classesOf(element: Element): () => ReadonlySet<string> {
  let classes: ReadonlySet<string> | null = null
  return () => (classes ??= new Set(valueOf(element, 'class')?.split(/\s+/)))
}

/** Whether an element is what a step asks for, wherever it stands. */
export function matchesStep(element: Element, step: Step, classes: () => ReadonlySet<string>): boolean {
  if (step.name !== null && element.name !== step.name) return false
  if (step.id !== null && element.attribs['id'] !== step.id) return false
  return (
    (step.classes.length === 0 || step.classes.every((name) => classes().has(name))) &&
    step.attributes.every((test) => passes(element, test))
  )
}

function passes(element: Element, { name, operator, value, ignoresCase }: AttributeTest): boolean {
  const stated = valueOf(element, name)
  if (stated === undefined) return false
  const has = ignoresCase ? stated.toLowerCase() : stated
  if (operator === null) return true
  if (operator === '=') return has === value
  if (operator === '|=') return has === value || has.startsWith(`${value}-`)
  if (value === '') return false // as in CSS, where an empty part of a value matches nothing
  if (operator === '~=') return has.split(/\s+/).includes(value)
  if (operator === '^=') return has.startsWith(value)
  return operator === '$=' ? has.endsWith(value) : has.includes(value)
}

function valueOf(element: Element, attribute: string): string | undefined {
  const value = element.attribs[attribute]
  return value !== undefined && value.length > MAX_VALUE ? value.slice(0, MAX_VALUE) : value
}
