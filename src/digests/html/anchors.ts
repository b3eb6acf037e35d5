import type { EditionStory } from '../edition.ts'

/** Link target of a story: its rank, as on the page of the edition. */
export const anchorOf = ({ rank }: EditionStory): string => `s${rank}`

/** Link target of the stories that are told in a line. */
export const BRIEFLY_ANCHOR = 'briefly'
