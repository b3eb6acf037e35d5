import type { EditionContent, EditionCorrection, EditionStory } from './edition.ts'
import { footerInWords, type RenderOptions, unchangedSince } from './edition-words.ts'
import {
  imprintInWords,
  type NamedLink,
  nowInWords,
  quotedInWords,
  storyLinks,
  subscriptionLinks,
  whyInWords,
} from './view-words.ts'
import { isWebAddress } from './web-address.ts'
import { wrapText } from './wrap-text.ts'

/** Parts of the plain text that stand around the stories, and below each. */

export const WIDTH = 72
const QUOTE = '  '

/** What a subscriber can do about a story. */
export const closingLines = (
  story: EditionStory,
  content: EditionContent,
  { subscription }: RenderOptions,
): readonly string[] => (subscription ? storyLinks(story, content, subscription).flatMap(linkLines) : [])

/** An address stands whole: on the line of its name where there is room, else on one of its own. */
const linkLines = ({ name, address }: NamedLink): readonly string[] =>
  wrapText(`${name}: ${address.replace(/^mailto:([^?]*).*$/, '$1')}`, WIDTH, '', '  ')

export const unchangedLines = (story: EditionStory): readonly string[] => [
  ...wrapText(`${story.headline} - ${unchangedSince(story)}`, WIDTH, '-  ', '   '),
  ...addressLines(story.sources[0]?.url ?? '', '   '),
]

export const correctionLines = (correction: EditionCorrection): readonly string[] => [
  ...wrapText(correction.headline, WIDTH),
  ...addressLines(correction.url, QUOTE),
  ...wrapText(quotedInWords(correction), WIDTH),
  ...wrapText(correction.quoted, WIDTH, QUOTE),
  ...wrapText(nowInWords(correction), WIDTH),
  ...wrapText(correction.now ?? '', WIDTH, QUOTE),
]

const addressLines = (url: string, indent: string): readonly string[] => (isWebAddress(url) ? [`${indent}${url}`] : [])

export function footerLines(content: EditionContent, options: RenderOptions): readonly string[] {
  const { subscription } = options
  return [
    ...footerInWords(content, options).flatMap((sentence) => wrapText(sentence, WIDTH)),
    ...(subscription
      ? [
          '-'.repeat(WIDTH),
          ...wrapText(whyInWords(content), WIDTH),
          ...subscriptionLinks(content, subscription).flatMap(linkLines),
          ...wrapText(imprintInWords(subscription), WIDTH),
        ]
      : []),
  ]
}
