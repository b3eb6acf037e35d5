import { sharedShare, sharedTitleNames } from './marks.ts'
import { strangersIn } from './named-siblings.ts'
import type { Original } from './original.ts'
import { leadOf, type ProbedArticle } from './probed-article.ts'
import { orderShared, ownRarity } from './title-form.ts'

const dayMs = 86_400_000

/** What speaks for and against two reports telling one event. Cosines and shares are 0 to 1. */
export interface Evidence {
  /** Cosines under IDF: of the titles, and of titles and first words of the texts. */
  readonly title: number
  readonly body: number
  /** How much of a title, by weight, the other report says: the better held of the two titles. */
  readonly titleHeld: number
  /** The same of the opening of the other report alone: mean of both ways. */
  readonly titleInLead: number
  /** How much of a text, by weight, the other says: the better held of the two. */
  readonly bodyHeld: number
  /** Terms that both say, as a share of those that either says. */
  readonly terms: number
  /** Words of the titles in the same order, as a share of the shorter one. */
  readonly titleOrder: number
  /** How rare the rarest name or figure is that each title has of its own: the less rare of the two. */
  readonly titleOwn: number
  /** Names of the titles that both say, as a share of the shorter list. */
  readonly titleNames: number
  /** Names of a title that the other report never says, as a share of that title's names: the smaller of the two shares. */
  readonly titleStrangers: number
  /** Summed IDF of shared title terms and of shared names, damped by ln(1 + x). */
  readonly sharedTitle: number
  readonly sharedNames: number
  /** Share of the smaller set of figures of the openings that both have; and 1 when both have figures but none in common. */
  readonly leadFigures: number
  readonly otherFigures: number
  /** 1 when both name days of the year but no same one; when both name years but no same one. */
  readonly otherDays: number
  readonly otherYears: number
  /** ln(1 + days) between the two. */
  readonly gap: number
  /** ln(1 + words) of the shorter text, and how much more the longer one has, as a difference of these. */
  readonly length: number
  readonly lengthGap: number
  /** 1 when one report has no names, as in scripts without capitals: then `sharedNames` is 0 for want of any. */
  readonly noNames: number
}

/** Compares an article with a report of an open story. O(terms and names of both). */
export function gatherEvidence(article: ProbedArticle, other: Original): Evidence {
  const { original } = article
  const title = article.title.compare(other.title)
  const body = article.body.compare(other.body)
  const names = article.names.compare(other.nameTerms)
  const ownTitle = article.title.compare(other.body).held
  const otherTitle = article.body.compare(other.title).holds
  const lead = (article.title.compare(leadOf(other)).held + article.lead.compare(other.title).holds) / 2
  const figures = sharedShare(original.leadFigures, other.leadFigures)
  const [short, long] = [original.wordCount, other.wordCount].map(Math.log1p).sort((a, b) => a - b) as [number, number]
  return {
    title: title.cosine,
    body: body.cosine,
    titleHeld: Math.max(ownTitle, otherTitle),
    titleInLead: lead,
    bodyHeld: Math.max(body.held, body.holds),
    terms: body.jaccard,
    titleOrder: orderShared(original.titleWords, other.titleWords),
    titleOwn: ownRarity(article.title, original, other),
    titleNames: sharedTitleNames(original, other),
    titleStrangers: Math.min(strangersIn(original, other), strangersIn(other, original)),
    sharedTitle: Math.log1p(title.sharedIdf),
    sharedNames: Math.log1p(names.sharedIdf),
    leadFigures: figures ?? 0,
    otherFigures: figures === 0 ? 1 : 0,
    otherDays: sharedShare(original.days, other.days) === 0 ? 1 : 0,
    otherYears: sharedShare(original.years, other.years) === 0 ? 1 : 0,
    gap: Math.log1p(Math.abs(original.at - other.at) / dayMs),
    length: short,
    lengthGap: long - short,
    noNames: article.names.isEmpty || other.names.length === 0 ? 1 : 0,
  }
}
