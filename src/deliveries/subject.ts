import { DateTime } from 'luxon'
import type { EditionContent } from '../digests/edition.ts'
import { readingOrder } from '../digests/reading-order.ts'

const HEADLINE_POINTS = 60

/** `Ferry talks end + 6 more - Sun 22 Nov`: the first headline as it is read, at most 60 code points of it. */
export function subjectOf(content: EditionContent): string {
  const { full, short, line } = readingOrder(content)
  const [top, ...others] = [...full, ...short, ...line]
  const day = DateTime.fromISO(content.localDate, { zone: 'utc', locale: 'en-US' }).toFormat('ccc d LLL')
  if (!top) return `No stories on this day - ${day}`
  const more = others.length === 0 ? '' : ` + ${others.length} more`
  return `${cut(top.headline)}${more} - ${day}`
}

function cut(headline: string): string {
  const points = [...headline.trim()]
  if (points.length <= HEADLINE_POINTS) return points.join('')
  const kept = points.slice(0, HEADLINE_POINTS - 1).join('')
  const atWord = kept.replace(/\s+\S*$/u, '')
  return `${atWord === '' ? kept : atWord}…`
}
