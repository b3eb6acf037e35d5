import { isStopWord } from '../../text/stop-words.ts'
import { termsOf } from './terms.ts'

/** A noun phrase that could stand in a heading, as written in the text. */
export interface Phrase {
  readonly words: readonly string[]
  /** Stems of its content words. */
  readonly stems: readonly string[]
  /** Stems of all its words, function words among them. */
  readonly allStems: readonly string[]
  /** How many of its words have a capital. */
  readonly names: number
}

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Behind these words a run of content words is a noun phrase; "to" is none of them, as it opens infinitives. */
const introducers = list(`
  the a an its their his her our of in on for with by from against over under about into between among through at after
  before during despite amid and or no any some more both several many new without across toward towards on near`)

/** Before these words stands a verb more often than a noun. */
const objectOpeners = list('a an the his her their its him them it me us how what that whether this these those')

/** Words in -ing that are nouns. */
const gerundNouns = list(`
  trafficking spending building hearing training warning meeting flooding shooting funding housing planning banking
  fishing farming ruling voting bombing killing crossing briefing filing rating sentencing warming engineering screening
  testing monitoring lending borrowing mining drilling shipping logging smuggling parking policing manufacturing wedding
  uprising opening landing sharing laundering spring ceiling offering gathering rebuilding counselling counseling`)

/** Forms that are verbs, or say when, how much and who rather than what. */
const refused = list(`
  said says told asked added made took gave went came saw found got held kept left led lost met paid put ran sat sent
  shot sold spent spoke stood taught thought threw began became brought broke bought built caught chose drew drove fell
  felt fought flew grew heard hurt knew laid meant rose sang sank sought shook struck swept tore understood won wrote
  hid froze fled dealt stole include includes say remain remains mean means allow allows believe believes seem seems
  appear appears continue continues suggest suggests become becomes provide provides require requires monday tuesday
  wednesday thursday friday saturday sunday january february march april may june july august september october
  november december today tomorrow yesterday morning afternoon evening night week weeks month months year years day
  days hour hours minute minutes decade decades time times weekend million billion thousand thousands hundred hundreds
  dozen dozens percent cent kilometres kilometers miles metres meters feet people person man woman men women way ways
  part parts number lot lots kind sort mr mrs ms dr good bad long short big large small late early high low far near
  able likely unable aware ready same different such half third second first last next full whole least order account
  reporters reporter journalists statement spokesman spokeswoman spokesperson interview fact case place end start set earlier popular following outside inside alone close carry carries side sides know kill
  take takes run runs use uses need needs want wants face faces hold holds help helps ask asks tell tells lead leads
  follow follows show shows play plays live lives pay pays work works seek seeks give gives get gets`)

const token = /[\p{L}\p{N}]+(?:['’.&-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu
const mostWords = 4

/** The noun phrases of an English sentence that its function words give away, in order. Linear in its length. */
export function nounPhrases(sentence: string): Phrase[] {
  const tokens = sentence.match(token) ?? []
  const found: Phrase[] = []
  let start = 0
  while (start < tokens.length) {
    let end = start
    while (end < tokens.length && isContent(tokens[end] ?? '')) end++
    if (end > start) {
      const words = withComplement(tokens, start, end)
      const isIntroduced = introducers.has((tokens[start - 1] ?? '').toLowerCase())
      if (isIntroduced && !objectOpeners.has(tokens[end] ?? '') && isReadable(words)) found.push(phraseOf(words))
    }
    start = Math.max(end, start + 1)
  }
  return found
}

/** "collapse of the bridge" rather than "collapse": one or two words, "of", and the run behind it. */
function withComplement(tokens: readonly string[], start: number, end: number): string[] {
  const head = tokens.slice(start, end)
  if (head.length > 2 || tokens[end] !== 'of') return head
  const from = tokens[end + 1] === 'the' ? end + 2 : end + 1
  let to = from
  while (to < tokens.length && isContent(tokens[to] ?? '')) to++
  const complement = tokens.slice(from, to)
  if (complement.length === 0 || complement.length > 2 || !complement.every(isNominal)) return head
  return [...head, ...tokens.slice(end, from), ...complement]
}

const isContent = (word: string): boolean => {
  const lower = word.toLowerCase()
  return /^\p{L}/u.test(word) && word.length > 1 && !introducers.has(lower) && !isStopWord(lower, 'en')
}

/** No verb, adverb, time or amount in it, and a last word that can be a noun. */
function isReadable(words: readonly string[]): boolean {
  const content = words.filter(isContent)
  if (content.length === 0 || content.length > mostWords || !content.every(isNominal)) return false
  return (
    !/ing$/i.test(content[0] ?? '') &&
    !/(?:ous|ful|ible|able|ish|less|ical|ive|ic|al)$/i.test(notNoun(content.at(-1) ?? ''))
  )
}

/** Nouns that end like adjectives. */
const notNoun = (word: string): string =>
  /^(?:hospital|proposal|approval|arrival|removal|survival|festival|material|official|trial|capital|canal|signal|goal|deal|appeal|withdrawal|renewal|referendal|coal|meal|metal|terminal|criminal|animal|journal|interval|total|refusal|denial|funeral|traffic|topic|public|music|clinic|republic|panic|mechanic|epidemic|pandemic|initiative|alternative|motive|executive|objective|representative|detective|native|archive|drive|table|cable|vegetable|fish|council|school)s?$/i.test(
    word,
  )
    ? ''
    : word

function isNominal(word: string): boolean {
  const lower = word.toLowerCase()
  if (refused.has(lower) || /\p{N}/u.test(word)) return false
  if (/ing$/.test(lower)) return gerundNouns.has(lower)
  if (/ly$/.test(lower)) return /^(?:family|supply|assembly|ally|reply|monopoly)$/.test(lower)
  return !(/[^e]ed$/.test(lower) && lower.length > 4)
}

function phraseOf(words: readonly string[]): Phrase {
  const content = words.filter(isContent)
  const stemsOf = (some: readonly string[]): string[] => some.flatMap((word) => termsOf(word, 'en').stems)
  return {
    words,
    stems: stemsOf(content),
    allStems: stemsOf(words),
    names: content.filter((word) => /^\p{Lu}/u.test(word)).length,
  }
}

/** A phrase with the capitals of a heading: all words but function words, and both parts of a compound. */
export function inTitleCase(words: readonly string[]): string {
  return words
    .map((word) =>
      isContent(word)
        ? word.replace(/(^|-)(\p{Ll})/gu, (_, dash: string, letter: string) => dash + letter.toUpperCase())
        : word,
    )
    .join(' ')
}
