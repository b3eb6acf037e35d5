/** An article, where it is stored and where a replay put it. */
export interface ComparedArticle {
  readonly articleId: string
  readonly storedId: string
  readonly replayedId: string
  readonly storedOriginalId: string | null
  readonly replayedOriginalId: string | null
  /** False for one that stands as stored: it is part of the stories and nothing of it is judged. */
  readonly isReplayed: boolean
}

/** Shares from 0 to 1, with the stored stories for the truth; 1 where there is nothing to compare. */
export interface Agreement {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/**
 * How far two groupings of the same articles agree. Of pairs: those in one story, over pairs with a replayed article.
 * BCubed after Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998: the mean
 * over the replayed articles. Linear in the articles.
 */
export function agreementOf(articles: readonly ComparedArticle[]): {
  readonly pairs: Agreement
  readonly bcubed: Agreement
} {
  const stored = new Map<string, Group>()
  const replayed = new Map<string, Group>()
  const both = new Map<string, Group>()
  for (const article of articles) {
    count(stored, article.storedId, article)
    count(replayed, article.replayedId, article)
    count(both, cellOf(article), article)
  }
  const judged = articles.filter(({ isReplayed }) => isReplayed)
  const size = (groups: ReadonlyMap<string, Group>, key: string) => groups.get(key)?.all ?? 1
  const mean = (share: (article: ComparedArticle) => number) =>
    judged.length === 0 ? 1 : judged.reduce((sum, article) => sum + share(article), 0) / judged.length
  return {
    pairs: agreement(ratio(pairsIn(both), pairsIn(replayed)), ratio(pairsIn(both), pairsIn(stored))),
    bcubed: agreement(
      mean((article) => size(both, cellOf(article)) / size(replayed, article.replayedId)),
      mean((article) => size(both, cellOf(article)) / size(stored, article.storedId)),
    ),
  }
}

interface Group {
  all: number
  judged: number
}

const cellOf = ({ storedId, replayedId }: ComparedArticle): string => `${storedId} ${replayedId}`

function count(groups: Map<string, Group>, key: string, { isReplayed }: ComparedArticle): void {
  const group = groups.get(key) ?? { all: 0, judged: 0 }
  group.all += 1
  if (isReplayed) group.judged += 1
  groups.set(key, group)
}

/** Pairs in one group of which one article at least is judged. */
function pairsIn(groups: ReadonlyMap<string, Group>): number {
  const pairs = (articles: number) => (articles * (articles - 1)) / 2
  let sum = 0
  for (const { all, judged } of groups.values()) sum += pairs(all) - pairs(all - judged)
  return sum
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** Shares are rounded, so that the order in which floating-point sums were made never decides. */
const rounded = (share: number): number => Math.round(share * 1e9) / 1e9

const agreement = (precision: number, recall: number): Agreement => ({
  precision: rounded(precision),
  recall: rounded(recall),
  f1: rounded(precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)),
})
