/** Calls to act, rights, captions, credits, addresses and bylines: text about the page, not about the event. */
const furniture: readonly RegExp[] = [
  /\b(?:subscribe|subscription|sign(?:ed)? up (?:for|to)|newsletters?|click (?:here|on|to)|tap here|read (?:more|also|the full)|follow us|share this|advertisements?|sponsored content|story continues|watch the video|watch below|see (?:also|below)|scroll down)\b/i,
  /\b(?:cookies?|all rights reserved|copyright|terms of (?:use|service)|privacy policy|log ?in|javascript|user comments?|post a comment|report abuse)\b|©/i,
  /\b(?:photo|image|picture|pic|video)s?(?: captions?| copyright|:| by\b| courtesy| credit)/i,
  /\b(?:hide|toggle) caption\b|\benlarge this image\b|\(?\b(?:getty images|ap photo|file photo|staff photographer)\b|\((?:photo|image|file|foto|picture)\b/i,
  /\b(?:contributed to this (?:report|story|article)|reporting by|(?:writing|editing|edited|additional reporting|compiled) by|is a (?:staff )?(?:writer|reporter|correspondent) (?:for|at)|with files from)\b/i,
  /https?:\/\/|\bwww\.|@\w+|\b\w+\.(?:com|org|net)\b/i,
  /^\s*(?:by|posted by|published|posted|updated|last updated)\b[: ].{0,60}$/i,
  /\b(?:(?:for|of) (?:your )?personal,? non-?commercial use|reprints? (?:and|or) permissions?)\b/i,
  /\b(?:stay (?:up to date|informed|updated)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \p{L}{3,9}\.? \d{1,2}, \d{4}\.$)/u,
  /\bin (?:this|an?) (?:undated |file |[\p{L}.]{3,9} \d{1,2}, \d{4},? )?(?:file )?(?:photo|image|picture|photograph)\b|^\p{L}{3,9}\.? \d{1,2}, \d{4} \p{Lu}|^[QA][.:] /u,
  /\b(?:abonnieren sie|jetzt abonnieren|newsletter|lesen sie (?:auch|mehr)|mehr zum thema|alle rechte vorbehalten|bildunterschrift|anzeige)\b/i,
  /(?:^|\s)(?:suscr[ií]b(?:ete|ase)|bolet[ií]n de noticias|lea tambi[eé]n|todos los derechos reservados|haga clic|s[ií]guenos)\b/i,
  /(?:^|\s)(?:abonnez-vous|inscrivez-vous|lire aussi|tous droits r[eé]serv[eé]s|cliquez ici|suivez-nous)\b/i,
]

const fewestWords = 7
const mostWords = 55
/** Letters in capitals at the head of words: more than this is a heading, a menu or a list of names. */
const capitalShare = 0.45
/** German writes nouns with a capital. */
const germanCapitalShare = 0.7

/** Whether a sentence is furniture of the page by its wording. */
export const isFurniture = (sentence: string): boolean => furniture.some((pattern) => pattern.test(sentence))

/** Whether a passage has the shape of a sentence of news prose: 7 to 55 words, closed, quotes in pairs, few capitals. */
export function hasSentenceShape(sentence: string, language: string | null): boolean {
  const tokens = sentence.split(/\s+/)
  if (tokens.length < fewestWords || (sentence.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > mostWords) return false
  if (!/[.!?]["'”’)]*$/.test(sentence) || /\.\.["'”’)]*$/.test(sentence)) return false
  if (!/^["“'‘„«¿¡]*[\p{Lu}\p{Lo}\p{N}$€£]/u.test(sentence)) return false
  return hasPairedMarks(sentence) && hasFewCapitals(tokens, language)
}

function hasPairedMarks(sentence: string): boolean {
  const marks = sentence.match(/["“”„«»()[\]]/g) ?? []
  const count = (mark: string): number => marks.filter((found) => found === mark).length
  if ((count('"') + count('“') + count('”') + count('„')) % 2 === 1 || count('«') !== count('»')) return false
  if (count('“') !== count('”') && count('„') === 0) return false
  return count('(') === count(')') && count('[') === count(']')
}

function hasFewCapitals(tokens: readonly string[], language: string | null): boolean {
  const lettered = tokens.filter((token) => /\p{L}/u.test(token))
  const capitals = lettered.filter((token) => /^["“(‘„«]?\p{Lu}/u.test(token)).length
  const share = language?.startsWith('de') ? germanCapitalShare : capitalShare
  return capitals <= Math.max(2, share * lettered.length)
}
