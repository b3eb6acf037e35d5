import { DateTime } from 'luxon'

/**
 * The ways in which the sites write a time of publication. All take an ISO 8601 instant with an offset and write the
 * local time of that offset, in English.
 */
const written = (format: string) => (instant: string) =>
  DateTime.fromISO(instant, { setZone: true, locale: 'en' }).toFormat(format)

/** `2026-03-02T18:06:00+01:00`, RFC 3339. */
export const isoTime = written("yyyy-MM-dd'T'HH:mm:ssZZ")

/** `Mon, 02 Mar 2026 18:06:00 +0100`, RFC 822 with the year in four digits as RSS 2.0 asks for. */
export const mailTime = written('EEE, dd MMM yyyy HH:mm:ss ZZZ')

/** `2 March 2026`. */
export const longDay = written('d MMMM yyyy')

/** `March 2`, as in a dateline. */
export const datelineDay = written('MMMM d')

/** `Monday 2 March 2026, 18:06 (UTC+1)`. */
export const weekdayTime = written("cccc d MMMM yyyy, HH:mm '(UTC'Z')'")

/** `02.03.2026, 18:06`. */
export const dottedTime = written('dd.MM.yyyy, HH:mm')

/** `18:06`. */
export const clockTime = written('HH:mm')

/** `2026/03/02`, for paths. */
export const dayPath = written('yyyy/MM/dd')

/** `2026/mar/02`, for paths. */
export const monthNamePath = (instant: string): string => written('yyyy/MMM/dd')(instant).toLowerCase()

/** `2026`. */
export const year = written('yyyy')

/** An instant as an HTTP date in GMT, RFC 9110 5.6.7. */
export const httpTime = (instant: string): string => new Date(instant).toUTCString()
