import { hashText } from '../text/hash.ts'
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
  /** The same for texts of two publishers under titles whose letter pairs are at least this alike (Dice). */
  readonly titledContainment: number
  readonly copyTitle: number
  /** Fewest shingles that copies share. */
  readonly copyShared: number
  /** Least share of the smaller text's figures, and of its names, that the larger one must hold. */
  readonly copyNumbers: number
  readonly copyNames: number
  /** Texts of fewer words are copies only from `shortResemblance` (Jaccard) on. */
  readonly shortText: number
  readonly shortResemblance: number
  /** Heaviest terms of an article that lead to reports of open stories, and reports kept a term, newest last. */
  readonly indexTerms: number
  readonly termPostings: number
  /** Reports of open stories compared with an article. */
  readonly storyCandidates: number
  /** Most reports of a story of whose likeness its score is made. */
  readonly comparedMembers: number
  /** Least cosine of two texts, below which their names and titles say nothing. */
  readonly leastBody: number
  /** Probability of a report that should be compared but that no index named. */
  readonly unseenProbability: number
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
  /** Issues of one column: hours from which an equal title is another issue's... */
  readonly columnGapHours: number
  /** ...or the least form in common of titles that name different days, over texts with at most this share of figures in common. */
  readonly columnForm: number
  readonly columnNumbers: number
  /** Texts of fewer words that are equal are boilerplate when their titles have nothing in common. */
  readonly boilerplateWords: number
  /** Least share of a longer text that the text copied into it must be. */
  readonly mergedShare: number
  /** Articles of fewer words, title and text together, are compared as headlines. */
  readonly headlineWords: number
  /** Least score of a story that an article joins. */
  readonly joinThreshold: number
  /** Least score of a story beside that of the article that is looked at for a merge. */
  readonly mergeLook: number
  /** Least average linkage of stories that merge, and how many newest reports of each are linked. */
  readonly mergeThreshold: number
  readonly linkedMembers: number
  readonly headlineWeights: EvidenceWeights
  readonly mixedWeights: EvidenceWeights
  readonly fullTextWeights: EvidenceWeights
}

export const defaultSettings: ClusterSettings = {
  openDays: 14,
  bodyWords: 400,
  copyWords: 4000,
  shingleSampling: 16,
  fewestSampled: 12,
  shinglePostings: 32,
  copyCandidates: 24,
  copyContainment: 0.45,
  titledContainment: 0.35,
  copyTitle: 0.6,
  copyShared: 10,
  copyNumbers: 0.45,
  copyNames: 0.3,
  shortText: 40,
  shortResemblance: 0.8,
  indexTerms: 24,
  termPostings: 128,
  storyCandidates: 40,
  comparedMembers: 8,
  unseenProbability: 0.1,
  leastBody: 0.15,
  idfPrior: 400,
  templateOverlap: 0.3,
  templateNumbers: 0.4,
  templateNames: 0.4,
  siblingForm: 0.5,
  siblingConflict: 0.75,
  siblingWording: 0.15,
  columnGapHours: 12,
  columnForm: 0.6,
  columnNumbers: 0.5,
  boilerplateWords: 60,
  mergedShare: 0.2,
  headlineWords: 25,
  joinThreshold: 0.45,
  mergeLook: 0.2,
  mergeThreshold: 0.39,
  linkedMembers: 8,
  headlineWeights,
  mixedWeights,
  fullTextWeights,
}

/** Changes with every rule of the engine. */
const rules = '3'

/** What decisions are stored with: the rules, and a digest of the settings, so that no version ever has two. */
export const settingsVersion = `${rules}.${(hashText(JSON.stringify(defaultSettings)) >>> 0).toString(36)}`
