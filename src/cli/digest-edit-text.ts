import type { Draft } from '../digests/desk/draft.ts'
import { type EditionStory, sentencesOfStory, shownText } from '../digests/edition.ts'
import { sentenceMark, writtenBy } from '../digests/edition-words.ts'

/** A draft with the numbers by which its parts are changed. */
export function draftText({ content, spares, dropped }: Draft): string {
  const lines = [
    ...(content.note === null ? [] : [`note: ${content.note}`]),
    ...content.stories.flatMap((story) => storyLines(story, spares[story.storyId] ?? [])),
    ...dropped.map(({ storyId, headline }) => `dropped  ${storyId}  ${headline}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function storyLines(story: EditionStory, spares: Draft['spares'][string]): readonly string[] {
  return [
    `${story.rank}. ${story.headline}${writtenBy(story.headlineBy)}  (${story.form}, ${story.storyId})`,
    ...(story.note === null ? [] : [`     note: ${story.note}`]),
    ...sentencesOfStory(story).map((one, i) => `     ${i + 1}. ${shownText(one)} ${sentenceMark(one)}`),
    ...story.sections.map(({ heading, headingBy }, i) => `     section ${i + 1}: ${heading}${writtenBy(headingBy)}`),
    ...spares.map((one, i) => `     spare ${i + 1}: ${shownText(one)} ${sentenceMark(one)}`),
  ]
}
