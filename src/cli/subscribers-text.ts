import { localDayOf } from '../digests/local-day.ts'
import type { Mute } from '../deliveries/mute.ts'
import type { ReaderChoices, Subscriber } from '../deliveries/subscriber.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `daily`, or `Mon Wed Fri` */
export const weekdaysInWords = (weekdays: readonly number[]): string =>
  weekdays.length === DAYS.length ? 'daily' : weekdays.map((day) => DAYS[day - 1] ?? '').join(' ')

/** `the whole edition, daily; quiet days: mail` */
export const choicesInWords = ({ weekdays, length, quiet }: ReaderChoices): string =>
  `${length === 'whole' ? 'the whole edition' : 'the stories told at length'}, ${weekdaysInWords(weekdays)}; quiet days: ${quiet}`

/** A line for each story and name that is muted, with the day of its end. */
export function mutesInWords({ digest, address, zone }: Subscriber, mutes: readonly Mute[]): readonly string[] {
  if (mutes.length === 0) return [`${digest}: ${address} mutes nothing`]
  return mutes.map(({ name, storyId, headline, until }) => {
    const what = name === null ? `story ${storyId ?? ''} (${headline ?? 'not told by this digest'})` : `name ${name}`
    return `${digest}: ${address} mutes ${what} until ${localDayOf(until, zone)}`
  })
}
