import { compareTwoStrings } from 'string-similarity'
import type { CopyKind } from './cluster-article.ts'
import type { IndexedText, Overlap } from './copies.ts'
import { heldShare, type Marks, sharedTitleNames } from './marks.ts'
import { areNamedSiblings } from './named-siblings.ts'
import type { ClusterSettings } from './settings.ts'
import { orderShared } from './title-form.ts'

/** What a verdict reads of either text. */
export interface Comparable extends Marks {
  /** In lower case. */
  readonly titleText: string
  readonly titleWords: Int32Array
}

export interface AcceptedCopy {
  readonly kind: CopyKind
  readonly rule: string
  readonly containment: number
  /** Every number that was read. `titleLetters` is how alike the titles are by letter pairs. */
  readonly evidence: Readonly<Record<string, number>>
}

/** Whether an overlap makes the article a copy of the text, by which rule, and how it differs. Null when it does not. */
export function judgeCopy<T extends IndexedText & Comparable>(
  article: Comparable,
  overlap: Overlap<T>,
  settings: ClusterSettings,
): AcceptedCopy | null {
  const rule = ruleOf(article, overlap, settings)
  if (rule === null) return null
  const { text, ...read } = overlap
  return {
    kind: kindOf(rule, article, overlap),
    rule,
    containment: containmentBy[rule](overlap),
    evidence: {
      ...read,
      numbers: heldShare(article.numbers, text.numbers),
      names: heldShare(article.names, text.names),
      titleLetters: compareTwoStrings(article.titleText, text.titleText),
    },
  }
}

type Rule = 'same-text' | 'short-resemblance' | 'containment' | 'title'

const containmentBy: Readonly<Record<Rule, (overlap: Overlap<IndexedText>) => number>> = {
  'same-text': () => 1,
  'short-resemblance': ({ plainContainment }) => plainContainment,
  containment: ({ containment }) => containment,
  title: ({ containment }) => containment,
}

function ruleOf<T extends IndexedText & Comparable>(
  article: Comparable,
  overlap: Overlap<T>,
  settings: ClusterSettings,
): Rule | null {
  const original = overlap.text
  if (overlap.resemblance === 1) return isBoilerplate(article, original, settings) ? null : 'same-text'
  if (areNamedSiblings(article, original, overlap.plainContainment, settings)) return null
  if (!marksAgree(article, original, settings)) return null
  if (Math.min(article.wordCount, original.wordCount) < settings.shortText) {
    return overlap.resemblance >= settings.shortResemblance ? 'short-resemblance' : null
  }
  if (overlap.shared < settings.copyShared || isPartOfPage(article, overlap, settings)) return null
  if (overlap.containment >= settings.copyContainment) return 'containment'
  return overlap.containment >= settings.titledContainment && isTitled(article, original, settings) ? 'title' : null
}

/** Columns keep title and form from day to day, so a title says something of another publisher's text alone. */
const isTitled = (a: Comparable, b: Comparable, { copyTitle }: ClusterSettings): boolean =>
  a.publisher !== b.publisher && a.titleText !== '' && compareTwoStrings(a.titleText, b.titleText) >= copyTitle

/** A few words that a publisher puts under many titles, such as those of a picture gallery or of a closed page. */
const isBoilerplate = (a: Comparable, b: Comparable, { boilerplateWords, siblingForm }: ClusterSettings): boolean =>
  a.wordCount < boilerplateWords &&
  orderShared(a.titleWords, b.titleWords) < siblingForm &&
  sharedTitleNames(a, b) === 0

/** A long page, such as one that follows a day live, prints a report among much else. */
const isPartOfPage = (
  article: Marks,
  { text, shared }: Overlap<IndexedText & Marks>,
  settings: ClusterSettings,
): boolean => article.wordCount > text.wordCount && shared < settings.mergedShare * article.wordCount

/** Figures and names of the smaller text stand in the larger: what tells a copy from another notice of the same form. */
const marksAgree = (a: Marks, b: Marks, settings: ClusterSettings): boolean =>
  heldShare(a.numbers, b.numbers) >= settings.copyNumbers && heldShare(a.names, b.names) >= settings.copyNames

function kindOf(rule: Rule, article: Marks, { resemblance, text }: Overlap<IndexedText & Marks>): CopyKind {
  if (rule === 'same-text') return 'identical'
  if (rule === 'short-resemblance' || resemblance >= 0.6) return 'light_edit'
  return article.wordCount <= text.wordCount ? 'cut' : 'merged'
}
