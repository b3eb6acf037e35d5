/** The names a page states of itself and its authors: what a line of credits is made of. */
export interface StatedNames {
  readonly siteName: string | null
  readonly authors: readonly string[]
}

const MAX_LINE = 160
const MIN_NAME = 3
/** Letters that may remain of a credit line without its names. */
const MAX_REST = 3
const JOINING =
  /(?<!\p{L})(?:(?:written|reported) )?(?:by|from|for|von|für|mit|par|pour|avec|por|para|con|di|da|per|door|af|av|przez|and|und|et|y|e|en|og|och|i)(?!\p{L})/giu

/** Tells whether a line holds nothing but names that the page states. O(characters × names), both bounded. */
export function creditLineTest({ siteName, authors }: StatedNames): (text: string) => boolean {
  const names = [...authors, siteName ?? '']
    .filter((name) => name.length >= MIN_NAME)
    .toSorted((one, other) => other.length - one.length)
    .map((name) => name.toLowerCase())
  return (text) => {
    if (text.length > MAX_LINE) return false
    let rest = text.toLowerCase()
    for (const name of names) rest = rest.replaceAll(name, ' ')
    if (rest.length === text.length) return false
    return rest.replace(JOINING, '').replace(/[^\p{L}\p{N}]/gu, '').length <= MAX_REST
  }
}

const MAX_NOTE = 180
const MIN_SITE = 4
const MOMENT = /\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b/

/** A closing line that names the site and a date or a time says where the piece was published or broadcast. */
export const isPublicationNote = (text: string, siteName: string | null): boolean =>
  text.length <= MAX_NOTE &&
  siteName !== null &&
  siteName.length >= MIN_SITE &&
  text.includes(siteName) &&
  MOMENT.test(text)
