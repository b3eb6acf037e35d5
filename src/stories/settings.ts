import { type EvidenceWeights, fullTextWeights, headlineWeights, mixedWeights } from './evidence-weights.ts'

/** What may be tuned in the copies-and-stories engine. */
export interface ClusterSettings {
  /** Days without a new article after which a story is closed: nothing joins it any more, and its articles leave memory. */
  readonly openDays: number
  /** Words of the text that make its terms; news says what happened first. */
  readonly bodyWords: number
  /** Words of the text that are compared for copied wording. */
  readonly copyWords: number
  /** One shingle in this many leads to candidates. */
  readonly shingleSampling: number
  /** Shingles that every text puts in the index, however short it is. */
  readonly fewestSampled: number
  /** Texts kept a shingle in the index, newest last: what boilerplate may cost. */
  readonly shinglePostings: number
  /** Texts compared in full after the index named them. */
  readonly copyCandidates: number
  /** Least weighted containment of a copy. */
  readonly copyContainment: number
  /** Fewest shingles that copies share. */
  readonly copyShared: number
  /** Least share of the smaller text's figures, and of its names, that the larger one must hold. */
  readonly copyNumbers: number
  readonly copyNames: number
  /** Texts of fewer words are copies only from `shortResemblance` (Jaccard) on. */
  readonly shortText: number
  readonly shortResemblance: number
  /** Heaviest terms of an article that lead to stories, and stories kept a term. */
  readonly indexTerms: number
  readonly termPostings: number
  /** Stories scored an article. */
  readonly storyCandidates: number
  /** Newest originals of a story that make its centroid, and that are compared one by one. */
  readonly centroidMembers: number
  readonly comparedMembers: number
  /** Added to the number of articles in IDF, so that the first hundred articles do not make every word rare. */
  readonly idfPrior: number
  /** An article whose text shares this much of its shingles with a member... */
  readonly templateOverlap: number
  /** ...and at most this share of its figures, and of its names, is another notice of the same form: it never joins that story. */
  readonly templateNumbers: number
  readonly templateNames: number
  /** Least share of words in the same order from which titles have one form. */
  readonly siblingForm: number
  /** Headlines alone: least rarity of the name or figure that each has of its own. */
  readonly siblingConflict: number
  /** Texts under titles of one form: least share of shingles in common that speaks for two notices of one form. */
  readonly siblingWording: number
  /** Articles of fewer words of text are compared by their headline. */
  readonly headlineWords: number
  /**
   * Least cosine of an article with a story unless both are headlines: names and titles that agree are not enough. Of the
   * joins below it on the development sets, two in three were wrong.
   */
  readonly joinBody: number
  /** Least probability to join a story. */
  readonly joinThreshold: number
  /** Least probability, of both, to merge two stories over an article. */
  readonly mergeThreshold: number
  /** Least cosine of the centroids of stories that merge: one article that speaks of both is not enough. */
  readonly mergeLikeness: number
  readonly headlineWeights: EvidenceWeights
  readonly mixedWeights: EvidenceWeights
  readonly fullTextWeights: EvidenceWeights
}

/** Changes whenever a default or a rule changes, and is stored with every decision. */
export const settingsVersion = '2'

export const defaultSettings: ClusterSettings = {
  openDays: 14,
  bodyWords: 400,
  copyWords: 4000,
  shingleSampling: 16,
  fewestSampled: 12,
  shinglePostings: 32,
  copyCandidates: 24,
  copyContainment: 0.45,
  copyShared: 10,
  copyNumbers: 0.4,
  copyNames: 0.3,
  shortText: 40,
  shortResemblance: 0.8,
  indexTerms: 24,
  termPostings: 64,
  storyCandidates: 12,
  centroidMembers: 200,
  comparedMembers: 4,
  idfPrior: 400,
  templateOverlap: 0.3,
  templateNumbers: 0.4,
  templateNames: 0.4,
  siblingForm: 0.5,
  siblingConflict: 0.75,
  siblingWording: 0.15,
  headlineWords: 20,
  joinBody: 0.2,
  joinThreshold: 0.4,
  mergeThreshold: 0.7,
  mergeLikeness: 0.2,
  headlineWeights,
  mixedWeights,
  fullTextWeights,
}
