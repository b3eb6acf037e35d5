import type { SourceSentence } from './source-sentence.ts'

/** What a sentence does in a story, as far as cue words tell. */
export type Role = 'event' | 'reaction' | 'background' | 'outlook' | 'figures'

const outlook =
  /\b(?:(?:is|are) (?:expected|due|scheduled|set|planned|likely) to|plans? to|next (?:week|month|year|step)|upcoming|by the end of|(?:remains?|still) (?:open|unclear|to be seen)|open questions?|not yet|wird|werden|sollen|será|serán|prevé|sera|seront|prévoit|prévu)\b/iu
const background =
  /\b(?:since (?:19|20)\d\d|in (?:19|20)\d\d|last (?:year|month|decade|summer|winter|spring|autumn|fall)|(?:years?|months?) ago|previous(?:ly)?|for (?:\p{L}+ )?(?:years|decades)|(?:a|more than a|two|three) decades?|histor(?:y|ic|ical)|had (?:been|already)|long-running|comes? amid|tensions?|strained|disputes?|bereits|seit|hintergrund|hace \p{L}+ años|desde|il y a|depuis)\b/iu
const reaction =
  /\b(?:react(?:s|ed|ion)|welcom(?:es|ed)|critici[sz]ed|criticism|critics|condemned|praised|warned|warns|urged|urges|accused|rejected|denounced|fears?|feared|relief|concerns?|opposition|opponents|supporters|protest(?:s|ed)?|anger|angry|hail(?:s|ed)|called for|calls for|kritisierte|begrüßte|warnte|forderte|criticó|celebró|advirtió|salué|critiqué|dénoncé)\b/iu

type Read = Pick<SourceSentence, 'text' | 'quotation'>

const known = new WeakMap<Read, Role>()

/**
 * Cue words decide; a sentence without any that holds three figures is about figures. Asked again for the same object,
 * it is not read again.
 */
export function roleOf(sentence: Read): Role {
  const role = known.get(sentence) ?? readRole(sentence)
  known.set(sentence, role)
  return role
}

function readRole({ text, quotation }: Read): Role {
  if (outlook.test(text)) return 'outlook'
  if (reaction.test(text) || quotation === 'speech') return 'reaction'
  if (background.test(text)) return 'background'
  return (text.match(/\p{Nd}+/gu)?.length ?? 0) >= 3 ? 'figures' : 'event'
}

/** Whether a sentence says what others make of the event, what went before it, or what comes. */
export const isContext = (sentence: SourceSentence): boolean => !['event', 'figures'].includes(roleOf(sentence))

export const contextShare = (sentences: readonly SourceSentence[]): number =>
  sentences.filter(isContext).length / Math.max(1, sentences.length)
