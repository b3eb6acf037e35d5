import type { Overlap } from './copies.ts'
import { heldShare } from './copy-verdict.ts'
import type { ProbedArticle } from './probed-article.ts'
import type { ClusterSettings } from './settings.ts'
import type { Original, Story } from './story.ts'
import { longestCommon } from './title-form.ts'

/**
 * Whether two texts are notices of one form, such as quarterly results of two companies: much the same wording, but
 * other figures and other names.
 */
export function isTemplateSibling(article: Original, overlap: Overlap<Original>, settings: ClusterSettings): boolean {
  if (overlap.plainContainment < settings.templateOverlap) return false
  const other = overlap.text.features
  const own = article.features
  return (
    heldShare(own.numbers, other.numbers) < settings.templateNumbers &&
    heldShare(own.names, other.names) < settings.templateNames
  )
}

/**
 * The newest members of a story that an article may be compared with. A headline without text is not compared with
 * headlines of its own form ("A to speak at the fair", "B to speak at the fair"): it must join on the word of others.
 */
export function supportingMembers(article: ProbedArticle, story: Story, settings: ClusterSettings): Original[] {
  const members = story.originals.slice(-settings.comparedMembers)
  if (article.original.features.wordCount >= settings.headlineWords) return members
  return members.filter((member) => !isTitleSibling(article, member, settings))
}

/** The same words in the same order, but each headline has a rare name or figure of its own. */
function isTitleSibling({ original, title }: ProbedArticle, member: Original, settings: ClusterSettings): boolean {
  if (member.features.wordCount >= settings.headlineWords) return false
  if (sharedOrder(original.features.titleWords, member.features.titleWords) < settings.siblingForm) return false
  const own = title.rarity(original.titleMarks, new Set(member.title.ids))
  const other = title.rarity(member.titleMarks, new Set(original.title.ids))
  return Math.min(own, other) >= settings.siblingConflict
}

/** Words that two titles have in common in the same order, as a share of the shorter title. */
const sharedOrder = (a: readonly string[], b: readonly string[]): number =>
  longestCommon(a, b) / Math.max(1, Math.min(a.length, b.length))
