/** Why a story of the window is told, or is not. */
export type CandidateFate =
  'told' | 'below_bar' | 'no_room' | 'other_language' | 'other_publisher' | 'not_watched' | 'dropped'

/** A story of the window, told or not. */
export interface Candidate {
  readonly storyId: string
  /** Among all that passed the filters, from 1; null for those that did not. */
  readonly rank: number | null
  readonly fate: CandidateFate
  /** Score of admission, compared with the digest's. */
  readonly admission: number
  /** What the rank was made of, each already weighted; none without a rank. */
  readonly components: Readonly<Record<string, number>>
}
