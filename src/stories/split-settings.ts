import { settingsVersion } from './settings.ts'

/** What may be tuned in the search for stories to split. */
export interface SplitSettings {
  /** Fewest independent reports of a story that is looked at. */
  readonly fewestReports: number
  /** Newest reports of a story that are compared, each with each. */
  readonly mostCompared: number
  /** Least average linkage of reports that stay together. */
  readonly linkage: number
  /** A part has at least so many reports, and this share of those compared. */
  readonly fewestInPart: number
  readonly leastShare: number
  /** Least Jaccard coefficient of two parts that are much the same. */
  readonly samePart: number
  /** A proposal is out of date once less than this share of its reports is left, or of the story's was there then. */
  readonly leastKept: number
}

/** With the settings of the lane, by which reports are compared; stored with every proposal. */
export const splitSettingsVersion = `${settingsVersion} split 1`

export const defaultSplitSettings: SplitSettings = {
  fewestReports: 21,
  mostCompared: 300,
  linkage: 0.45,
  fewestInPart: 3,
  leastShare: 0.1,
  samePart: 0.6,
  leastKept: 0.8,
}
