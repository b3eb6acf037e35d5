/** What a subscriber does not want to hear of: a story, or a name as it is written in the texts. */
export type MuteSubject = { readonly storyId: string } | { readonly name: string }

/** A mute that holds, as its subscriber sees it. */
export interface Mute {
  readonly id: string
  readonly storyId: string | null
  /** Of the story, as the digest told it last; null for a name. */
  readonly headline: string | null
  /** BCP 47, of the headline. */
  readonly language: string | null
  readonly name: string | null
  readonly until: Date
}

export const MUTE_DAYS = 30
/** Mutes of one subscriber that hold at a time: each is looked for in every story of every edition. */
export const MOST_MUTES = 100
/** Code points; no name of a person, place or body is longer. */
export const MOST_NAME_POINTS = 100

/** Characters that show nothing or turn the direction of what follows; joiners, which some scripts need, are none. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu

/**
 * A typed name as it is kept: composed (NFC), white space collapsed, without characters that show nothing. Null when it
 * has no letter or digit, or is too long.
 */
export function readName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim()
  return /[\p{L}\p{N}]/u.test(name) && [...name].length <= MOST_NAME_POINTS ? name : null
}

/** Whether two subjects are one: names are compared without regard to case. */
export function isSameSubject(one: MuteSubject, other: MuteSubject): boolean {
  if ('storyId' in one) return 'storyId' in other && one.storyId === other.storyId
  return 'name' in other && folded(one.name) === folded(other.name)
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

/** When a mute ends that begins now. */
export const muteEnd = (now: Date): Date => new Date(now.getTime() + MUTE_DAYS * 86_400_000)
