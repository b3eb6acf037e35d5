import { compareTwoStrings } from 'string-similarity'
import type { Overlap } from './copies.ts'
import { heldShare } from './copy-verdict.ts'
import type { ProbedArticle } from './probed-article.ts'
import type { ClusterSettings } from './settings.ts'
import type { Original, Story } from './story.ts'
import { supportingMembers } from './template-siblings.ts'

const dayMs = 86_400_000
/** Fewer figures on a side than this say nothing. */
const fewestFigures = 3

/** What speaks for article and story telling one event. Cosines and shares are 0 to 1. */
export interface Evidence {
  readonly title: number
  readonly body: number
  readonly names: number
  /** Best of the compared members, article to article. */
  readonly nearestNames: number
  /** How much of each title, by weight, the other article says in title or text: mean of both ways. */
  readonly titleHeld: number
  /** Dice coefficient of letter pairs with the most alike title. */
  readonly titleLetters: number
  /** Largest containment of copied wording with a member. */
  readonly reuse: number
  /** Summed IDF of shared title terms and of shared names, damped by ln(1 + x). */
  readonly sharedTitle: number
  readonly sharedNames: number
  /** Share of the figures of article or nearest member that both hold. */
  readonly numbers: number
  /** ln(1 + days) between the article and the nearest end of the story. */
  readonly gap: number
  /** ln of the originals in the story. */
  readonly size: number
  /** 1 when the article has no names, as in scripts without capitals: then `names` is 0 for want of any. */
  readonly noNames: number
}

/**
 * Compares an article with the newest members of a story and with its centroid. Null when all of these members are other
 * notices of the article's own form, which say nothing. Cost: terms of the centroid plus terms of the compared members.
 */
export function gatherEvidence(article: ProbedArticle, story: Story, settings: ClusterSettings): Evidence | null {
  const { original, title, body, names } = article
  const members = supportingMembers(article, story, settings)
  if (members.length === 0) return null
  const best = (score: (member: Original) => number): number => Math.max(0, ...members.map(score))
  return {
    title: title.cosineToCentroid(story.title),
    body: body.cosineToCentroid(story.body),
    names: names.cosineToCentroid(story.names),
    nearestNames: best((member) => names.cosine(member.names)),
    titleHeld: best((member) => (title.heldBy(member.body) + body.holds(member.title)) / 2),
    titleLetters: best((member) => compareTwoStrings(original.features.title, member.features.title)),
    reuse: Math.max(
      0,
      ...article.overlaps.filter(({ text }) => text.story === story).map((o) => honestReuse(original, o)),
    ),
    sharedTitle: Math.log1p(title.sharedIdf(story.title)),
    sharedNames: Math.log1p(names.sharedIdf(story.names)),
    numbers: best((member) => figureShare(original, member)),
    gap: Math.log1p(Math.max(0, original.at - story.lastAt, story.firstAt - original.at) / dayMs),
    size: Math.log(story.originals.length),
    noNames: names.isEmpty ? 1 : 0,
  }
}

/** Copied wording counts as far as figures and names came along with it. */
const honestReuse = ({ features }: Original, { plainContainment, text }: Overlap<Original>): number =>
  plainContainment *
  Math.min(heldShare(features.numbers, text.features.numbers), heldShare(features.names, text.features.names))

const figureShare = (a: Original, b: Original): number =>
  Math.min(a.features.numbers.size, b.features.numbers.size) < fewestFigures
    ? 0
    : heldShare(a.features.numbers, b.features.numbers)
