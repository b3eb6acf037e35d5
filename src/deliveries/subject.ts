import { DateTime } from 'luxon'
import type { EditionContent } from '../digests/edition.ts'
import { type EditionView, storiesOf } from '../digests/edition-view.ts'

const HEADLINE_POINTS = 60

/**
 * `Ferry talks end + 6 more - Sun 22 Nov`: the first headline as it is read, at most 60 code points of it. A late or
 * incomplete edition says so first.
 */
export function subjectOf(view: EditionView): string {
  const { content, counts } = view
  const day = DateTime.fromISO(content.localDate, { zone: 'utc', locale: 'en-US' }).toFormat('ccc d LLL')
  return `${noticeOf(content)}${newsOf(view, counts.new + counts.developed)} - ${day}`
}

function newsOf(view: EditionView, told: number): string {
  const [top] = storiesOf(view)
  if (top && told > 0) return `${cut(top.headline)}${told === 1 ? '' : ` + ${told - 1} more`}`
  if (view.counts.corrected > 0) return `${view.counts.corrected} corrected`
  return top ? 'Nothing new on this day' : 'No stories on this day'
}

/** `Late and incomplete: ` */
function noticeOf({ notices }: EditionContent): string {
  const said = notices.join(' and ')
  return said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}: `
}

function cut(headline: string): string {
  const points = [...headline.trim()]
  if (points.length <= HEADLINE_POINTS) return points.join('')
  const kept = points.slice(0, HEADLINE_POINTS - 1).join('')
  const atWord = kept.replace(/\s+\S*$/u, '')
  return `${atWord === '' ? kept : atWord}…`
}
