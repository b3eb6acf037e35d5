import type { ArticleFeatures } from './article-features.ts'
import type { CopyKind } from './cluster-article.ts'
import type { IndexedText, Overlap } from './copies.ts'
import { areNamedSiblings } from './named-siblings.ts'
import type { ClusterSettings } from './settings.ts'

/** Fewest figures or names from which their share says something. */
const fewestMarks = 3

export interface AcceptedCopy {
  readonly kind: CopyKind
  readonly rule: string
  readonly containment: number
}

/** Whether an overlap makes the article a copy of the text, by which rule, and how it differs. Null when it does not. */
export function judgeCopy<T extends IndexedText>(
  article: ArticleFeatures,
  overlap: Overlap<T>,
  settings: ClusterSettings,
): AcceptedCopy | null {
  const original = overlap.text.features
  const union = article.shingles.length + original.shingles.length - overlap.shared
  const resemblance = union === 0 ? 0 : overlap.shared / union
  if (resemblance === 1) return { kind: 'identical', rule: 'same-text', containment: 1 }
  if (areNamedSiblings(article, original, overlap.plainContainment, settings)) return null
  if (Math.min(article.wordCount, original.wordCount) < settings.shortText) {
    if (resemblance < settings.shortResemblance || !marksAgree(article, original, settings)) return null
    return { kind: 'light_edit', rule: 'short-resemblance', containment: overlap.plainContainment }
  }
  if (overlap.containment < settings.copyContainment || overlap.shared < settings.copyShared) return null
  if (!marksAgree(article, original, settings)) return null
  return { kind: kindOf(article, original, resemblance), rule: 'containment', containment: overlap.containment }
}

/** Figures and names of the smaller text stand in the larger: what tells a copy from another notice of the same form. */
function marksAgree(a: ArticleFeatures, b: ArticleFeatures, settings: ClusterSettings): boolean {
  return heldShare(a.numbers, b.numbers) >= settings.copyNumbers && heldShare(a.names, b.names) >= settings.copyNames
}

/** Share of the smaller set that the larger one holds; 1 when the smaller is too small to say. */
export function heldShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < fewestMarks) return 1
  let held = 0
  for (const mark of small) if (large.has(mark)) held++
  return held / small.size
}

function kindOf(article: ArticleFeatures, original: ArticleFeatures, resemblance: number): CopyKind {
  if (resemblance >= 0.6) return 'light_edit'
  return article.shingles.length <= original.shingles.length ? 'cut' : 'merged'
}
