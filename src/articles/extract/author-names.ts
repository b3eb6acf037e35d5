import { isWire } from './agency-credit.ts'
import { plainText } from './block-text.ts'

const MAX_NAME = 80
const MAX_BYLINE = 300
const MAX_WORDS = 6

const PREFIX =
  /^(?:(?:(?:written|posted|published|reported|edited|story|text|words|photos?|submitted|created|last edited)\s+)?by|von|vom|par|por|door|af|av|di|da|od|przez|autor(?:in|en|es)?|authors?|autore|auteur|texte?|foto|quelle|source|автор|écrit par|publicado por|geschrieben von|erstellt von|verfasst von|ein (?:artikel|beitrag) von)(?:\s*:\s*|\s+|$)/iu
const SPLIT =
  /\s*(?:[,;|/•·\n]|\s[–—-]\s|\s&\s|\s(?:[Aa]nd|AND|[Uu]nd|UND|et|ET|y|Y|og|och|ve|[Ww]ith|[Mm]it|sowie)\s|\s(?:en|EN|e|E|i)\s(?=[^\p{Ll}]))\s*/u
const NOT_A_NAME =
  /@|https?:|www\.|\d{2,}|\d$|^(?:unknown|guest|authors?|null|undefined|none|read more|follow|folgen|share|teilen|more|mehr|profile|contact|bio|updated|published|posted|edited by|reviewed by|medically reviewed|fact.checked.*|about the author|view all.*|view profile|alle (?:artikel|beiträge).*|see full bio|min(?:ute)?s? read|website|facebook|twitter|linkedin|instagram|abbruch|comments?|kommentare?|home|english|deutsch|blog|news|email|e-mail|by|von|par|por)$/iu
const SAYS = /\s(?:sagte?|says|said|schrieb|schreibt|dit|dice|antworten|reply)\b.{0,3}$|\bago$|^vor \d/iu
const ROLE =
  /\b(?:editor|reporter|correspondent|korrespondent(?:in)?|redakteur(?:in)?|writer|journalist(?:in)?|chefredakteur(?:in)?|director|contributor|producer|columnist|analyst|ph\.?d|md|dvm|jr|sr|ceo|founder|co-founder|manager|officer|president|professor|teilzeit|mitarbeiter(?:in)?|read(?:ing)? time|lesezeit|written|reviewed|sources?|redactor[a]?|periodista|giornalista|profesor(?:ius|ius)?)\b/iu
const DESK =
  /^(?:admin|administrator|editor|editors|staff|redaktion|redaction|rédaction|la rédaction|redacción|redazione|redactie|redakcja|team|news ?desk|newsroom|agencies|agenturen|wire report)$/iu

/** Splits `By Ann Bo and Cy Do, political editor` into names. Linear. */
export function splitByline(byline: string): string[] {
  if (/^(?:https?:|www\.)/i.test(byline)) return []
  const line = byline
    .slice(0, MAX_BYLINE)
    .trim()
    .replace(PREFIX, '')
    .replace(/\([^)]{0,80}\)/g, ' ')
  const parts = line.split(SPLIT).map(namePart)
  const [first = ''] = parts
  return parts.filter(
    (name, at) => isName(name) && (at === 0 || (looksLikeName(name) && !isPlaceBehind(first, name, line))),
  )
}

/** `Ann Bo, Orrin`: one word behind the comma of a full name is where it was written, unless it is a wire. */
const isPlaceBehind = (first: string, name: string, line: string): boolean =>
  first.includes(' ') && /^\p{Lu}[\p{Ll}-]+$/u.test(name) && line.includes(`, ${name}`) && !isWire(name)

const namePart = (part: string): string =>
  plainText(part.replace(/^\s+/, '').replace(PREFIX, ''))
    .replace(/[.,;:\s–—-]+$/, '')
    .replace(/^[.,;:\s–—-]+/, '')

/** Neither an address, a number nor a word that stands where names stand. */
export function isName(name: string): boolean {
  if (name.length < 2 || name.length > MAX_NAME) return false
  return !NOT_A_NAME.test(name) && !SAYS.test(name) && !ROLE.test(name) && /\p{L}/u.test(name)
}

/** Further parts of a list must look like names: a role behind a name does not. */
function looksLikeName(name: string): boolean {
  const words = name.split(' ')
  return words.length <= MAX_WORDS && (!/^\p{Ll}/u.test(name) || words.length === 1)
}

/** A desk is named where the page names nobody. */
export const isDesk = (name: string): boolean => DESK.test(name)

/** Starts like a byline: `By`, `Von`, `Par`. */
export const isBylineStart = (text: string): boolean =>
  /^(?:(?:written|posted|reported|story|text) )?(?:by|von|par|por|door|przez|autor(?:in)?|author|auteur|autore|text)(?::| )\s*\p{Lu}/iu.test(
    text,
  )
