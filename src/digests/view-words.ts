import type { EditionContent, EditionCorrection, EditionNotice, EditionStory } from './edition.ts'
import type { EditionView } from './edition-view.ts'
import { clockInWords, coverageInWords, dayAs, NO_BREAK, type Subscription, summaryInWords } from './edition-words.ts'

/** Words of what only some editions, stories or readers have; see edition-words.ts for those that all share. */

/** Why an edition is not as its digest promises, in sentences; empty where it is. */
export function noticesInWords(content: EditionContent): readonly string[] {
  const { dueAt, coverage } = content
  const words: Readonly<Record<EditionNotice, string>> = {
    late:
      dueAt === null ? 'This edition is late.' : `This edition is late: it was due at ${clockInWords(dueAt, content)}.`,
    incomplete: `This edition is incomplete: ${coverage.feedsSeen} of ${coverage.feeds} feeds had been seen.`,
  }
  return content.notices.map((notice) => words[notice])
}

/** What stands on top: what the edition brings and what it could not see; on a day without stories, three sentences. */
export function openingInWords(view: EditionView, separator?: string): readonly string[] {
  const { content, counts } = view
  const summary = counts.corrected > 0 ? [summaryInWords(view, separator)] : []
  const stories = counts.new + counts.developed + counts.unchanged
  if (stories === 0) return [...summary, ...quietInWords(view)]
  const coverage = coverageInWords(content)
  return [summaryInWords(view, separator), ...(coverage === null ? [] : [coverage])]
}

function quietInWords({ content, withheld }: EditionView): readonly string[] {
  const { nearest, leftOut, coverage } = content
  const seen = coverageInWords(content) ?? `Seen all ${coverage.feeds} feeds.`
  return [
    ...(withheld > 0
      ? ['Nothing is left to tell on this day.'] // what came nearest may be what they do not want to hear of
      : [
          'Nothing passed the bar on this day.',
          nearest === null ? 'No other story came near.' : `The nearest was: ${nearest}`,
        ]),
    leftOut === 0 ? seen : `${seen} ${leftOut} ${leftOut === 1 ? 'story' : 'stories'} came in.`,
  ]
}

/** `New figures: 41 million crowns, 312 pages. New names: Ilse Varn.`; null where there are none. */
export function newnessInWords({ newFigures, newNames }: EditionStory): string | null {
  const parts = [
    ...(newFigures.length > 0 ? [`New figures: ${newFigures.join(', ')}.`] : []),
    ...(newNames.length > 0 ? [`New names: ${newNames.join(', ')}.`] : []),
  ]
  return parts.length === 0 ? null : parts.join(' ')
}

/** `On 21 November we quoted from Harbour Post:` */
export const quotedInWords = ({ editionDate, publisher }: EditionCorrection): string =>
  `On ${dayAs(editionDate, 'd LLLL')} we quoted from ${publisher}:`

export const nowInWords = ({ now, publisher }: EditionCorrection): string =>
  now === null ? `${publisher} has taken the sentence out.` : 'It says now:'

/** `Left out by your own settings: 2 stories` */
export const withheldInWords = ({ withheld }: EditionView): string =>
  `Left out by your own settings: ${withheld} ${withheld === 1 ? 'story' : 'stories'}`

/** What a desk says, named as what it is. */
export const noteInWords = (note: string): string => `From the desk: ${note}`

/** A link of a mail to a subscriber. */
export interface NamedLink {
  readonly name: string
  readonly address: string
}

const webCopy = ({ settings }: Subscription, { localDate }: EditionContent): string =>
  `${settings}/editions/${localDate}`

/** What a subscriber can do about one story. A story in a line shows its one source anyway. */
export function storyLinks(
  story: EditionStory,
  content: EditionContent,
  subscription: Subscription,
): readonly NamedLink[] {
  const less = { name: 'Less of this story', address: `${subscription.settings}/mute?story=${story.storyId}` }
  if (story.form === 'line') return [less]
  const { reportTo } = subscription
  return [
    { name: 'Where each sentence comes from', address: `${webCopy(subscription, content)}#s${story.rank}` },
    less,
    ...(reportTo === null ? [] : [{ name: 'Report an error', address: errorMail(reportTo, story.headline) }]),
  ]
}

/** Half a surrogate pair cannot stand in an address. */
const errorMail = (to: string, headline: string): string =>
  `mailto:${to}?subject=${encodeURIComponent(headline.replaceAll(/\p{Surrogate}/gu, '\ufffd'))}`

export const whyInWords = ({ digest }: EditionContent): string => `You get this because you subscribed to ${digest}.`

/** What a subscriber can do about the whole. */
export const subscriptionLinks = (content: EditionContent, subscription: Subscription): readonly NamedLink[] => [
  { name: 'Settings', address: subscription.settings },
  { name: 'Pause', address: `${subscription.settings}#pause` },
  { name: 'Unsubscribe', address: `${subscription.settings}/unsubscribe` },
  { name: 'Read on the web', address: webCopy(subscription, content) },
]

/** Who sends it, and by which number to ask about it. */
export const imprintInWords = ({ imprint, number }: Subscription): string =>
  [...(imprint === null ? [] : [imprint]), `No.${NO_BREAK}${number}`].join(' · ')
