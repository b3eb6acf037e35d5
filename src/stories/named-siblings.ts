import { type Marks, namesOf } from './marks.ts'
import type { ClusterSettings } from './settings.ts'
import { haveOneForm } from './title-form.ts'

/**
 * Two reports under titles of one form, such as two closures that one office announced, where each title names somebody
 * or something of which the other report never speaks. Two of three signs must come with it: one publisher, who seldom
 * tells one event twice under one form; wording in common (`wording` is the share of the smaller text's shingles); no
 * name of one title known to the other report. Two headlines without text are not judged: they cannot tell what a report
 * leaves out.
 */
export function areNamedSiblings(a: Marks, b: Marks, wording: number, settings: ClusterSettings): boolean {
  if (Math.max(a.wordCount, b.wordCount) < settings.headlineWords) return false
  if (!haveOneForm(a.titleForm, b.titleForm, settings.siblingForm)) return false
  const own = strangersIn(a, b)
  const other = strangersIn(b, a)
  if (own === 0 || other === 0) return false
  const onePublisher = a.publisher === b.publisher
  const sharesWording = wording >= settings.siblingWording
  const sharesNoName = own === 1 && other === 1
  return Number(onePublisher) + Number(sharesWording) + Number(sharesNoName) >= 2
}

/** Names of one title that the other report never says, as a share of that title's names; 0 when it has none. */
export function strangersIn(
  { titleNames }: Pick<Marks, 'titleNames'>,
  { nameWords }: Pick<Marks, 'nameWords'>,
): number {
  const titled = namesOf(titleNames)
  if (titled.length === 0) return 0
  const names = namesOf(nameWords)
  return titled.filter((name) => isStranger(name, names)).length / titled.length
}

/** Whether none of the names may mean the same: a name is known by a part of it, or as a part of another. */
function isStranger(name: Int32Array, names: readonly Int32Array[]): boolean {
  for (const other of names) {
    const [short, long] = name.length <= other.length ? [name, other] : [other, name]
    if (short.every((part) => long.includes(part))) return false
  }
  return true
}
