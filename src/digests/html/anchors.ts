import type { EditionStory } from '../edition.ts'

/** Link target of a story: its rank, as on the page of the edition. */
export const anchorOf = ({ rank }: EditionStory): string => `s${rank}`

/** Link targets of the parts that the contents name as a whole. */
export const BRIEFLY_ANCHOR = 'briefly'
export const UNCHANGED_ANCHOR = 'unchanged'
export const CORRECTED_ANCHOR = 'corrected'
