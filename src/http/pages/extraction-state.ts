import type { ExtractionAlarm } from '../../articles/repository-alarm.ts'
import type { LocalTime } from '../local-time.ts'

export type ExtractionWord = 'texts missing' | 'texts odd' | 'texts well'

/** The one word for what a publisher's pages give, by its open alarms. */
export function extractionWord(alarms: readonly Pick<ExtractionAlarm, 'mark'>[]): ExtractionWord {
  if (alarms.some(({ mark }) => mark === 'no_text')) return 'texts missing'
  return alarms.length > 0 ? 'texts odd' : 'texts well'
}

const classes: Readonly<Record<ExtractionWord, string>> = {
  'texts missing': 'state feed-failing',
  'texts odd': 'state feed-odd',
  'texts well': 'state feed-well',
}

/** Looks like a feed that does as badly. */
export const extractionClass = (word: ExtractionWord): string => classes[word]

/** `since 1 Mar 09:12: 6 of its newest 20 pages gave no text …` */
export const alarmInWords = ({ since, reason }: ExtractionAlarm, time: LocalTime): string =>
  `since ${time.dayAndClock(since)}: ${reason}`
