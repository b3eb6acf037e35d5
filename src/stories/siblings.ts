import { heldShare, sharedShare } from './marks.ts'
import { areNamedSiblings } from './named-siblings.ts'
import type { Original } from './original.ts'
import type { ProbedArticle } from './probed-article.ts'
import type { ClusterSettings } from './settings.ts'
import { haveOneForm, orderShared, ownRarity } from './title-form.ts'

const hour = 3_600_000

/** Whether two reports are notices of one form, so that what they have in common says nothing of their events. */
export function areSiblings(article: ProbedArticle, other: Original, settings: ClusterSettings): boolean {
  const { original } = article
  if (isBare(original, settings) && isBare(other, settings)) return areTitleSiblings(article, other, settings)
  const wording = article.wordingWith(other)
  if (areIssuesOfOneColumn(original, other, wording, settings)) return true
  return areTemplateSiblings(original, other, wording, settings) || areNamedSiblings(original, other, wording, settings)
}

/** No more than a headline: titles that are whole sentences are compared as texts. */
export const isBare = ({ wordCount, titleWords }: Original, { headlineWords }: ClusterSettings): boolean =>
  wordCount + titleWords.length < headlineWords

/**
 * Two texts of one form, such as quarterly results of two companies: much the same wording, but other figures and other
 * names.
 */
function areTemplateSiblings(a: Original, b: Original, wording: number, settings: ClusterSettings): boolean {
  return (
    wording >= settings.templateOverlap &&
    heldShare(a.numbers, b.numbers) < settings.templateNumbers &&
    heldShare(a.names, b.names) < settings.templateNames
  )
}

/**
 * Two issues of what one publisher prints again and again under one form of title, a column or the numbers of a draw: the
 * same title on another day with little of the same text, or titles that name different days over different figures.
 */
function areIssuesOfOneColumn(a: Original, b: Original, wording: number, settings: ClusterSettings): boolean {
  if (a.publisher !== b.publisher) return false
  if (a.titleText === b.titleText) {
    return Math.abs(a.at - b.at) >= settings.columnGapHours * hour && wording < settings.copyContainment
  }
  return (
    haveOneForm(a.titleForm, b.titleForm, settings.columnForm) &&
    sharedShare(a.days, b.days) === 0 &&
    heldShare(a.numbers, b.numbers) < settings.columnNumbers
  )
}

/**
 * Two headlines of one form ("A to speak at the fair", "B to speak at the fair"): the same words in the same order, but
 * each has a rare name or figure of its own.
 */
function areTitleSiblings(article: ProbedArticle, other: Original, settings: ClusterSettings): boolean {
  if (orderShared(article.original.titleWords, other.titleWords) < settings.siblingForm) return false
  return ownRarity(article.title, article.original, other) >= settings.siblingConflict
}
