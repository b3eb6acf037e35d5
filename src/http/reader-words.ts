import type { ReaderLength, ReaderQuiet } from '../deliveries/subscriber.ts'

/** ISO: Monday is the first. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export const LENGTHS_IN_WORDS: Readonly<Record<ReaderLength, string>> = {
  whole: 'the whole edition',
  top: 'only the stories told at length',
}

export const QUIETS_IN_WORDS: Readonly<Record<ReaderQuiet, string>> = {
  mail: 'a mail of three lines says so',
  none: 'no mail comes',
}
