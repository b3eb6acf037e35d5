import type { ArticleFeatures } from './article-features.ts'
import type { ProbedArticle } from './probed-article.ts'
import type { ClusterSettings } from './settings.ts'
import type { Story } from './story.ts'
import { haveOneForm } from './title-form.ts'

/** Whether one of the newest members of a story is another notice of the article's own form. */
export function hasNamedSibling(
  { original, overlaps }: ProbedArticle,
  story: Story,
  settings: ClusterSettings,
): boolean {
  return story.originals.slice(-settings.comparedMembers).some((member) => {
    const wording = overlaps.find(({ text }) => text === member)?.plainContainment ?? 0
    return areNamedSiblings(original.features, member.features, wording, settings)
  })
}

/**
 * Two reports under titles of one form, such as two closures that one office announced, where each title names somebody
 * or something of which the other report never speaks. Two of three signs must come with it: one publisher, who seldom
 * tells one event twice under one form; wording in common (`wording` is the share of the smaller text's shingles); no
 * name of one title known to the other report. Headlines without text are not judged: they cannot tell what a report
 * leaves out.
 */
export function areNamedSiblings(
  a: ArticleFeatures,
  b: ArticleFeatures,
  wording: number,
  settings: ClusterSettings,
): boolean {
  if (Math.min(a.wordCount, b.wordCount) < settings.headlineWords) return false
  if (!haveOneForm(a.titleForm, b.titleForm, settings.siblingForm)) return false
  const own = strangersOf(a.titleNames, b.names)
  const other = strangersOf(b.titleNames, a.names)
  if (own === 0 || other === 0) return false
  const onePublisher = a.publisher === b.publisher
  const sharesWording = wording >= settings.siblingWording
  const sharesNoName = own === a.titleNames.length && other === b.titleNames.length
  return Number(onePublisher) + Number(sharesWording) + Number(sharesNoName) >= 2
}

/** How many of a title's names are none that the other report says. */
const strangersOf = (titled: readonly string[], names: ReadonlySet<string>): number =>
  titled.filter((name) => isStranger(name, names)).length

/** Whether none of the names may mean the same: a name is known by a part of it, or as a part of another. */
function isStranger(name: string, names: ReadonlySet<string>): boolean {
  const own = name.split(' ')
  for (const other of names) {
    const parts = other.split(' ')
    const [short, long] = own.length <= parts.length ? [own, parts] : [parts, own]
    if (short.every((part) => long.includes(part))) return false
  }
  return true
}
