import { type Draft } from './draft.ts'
import type { Edit } from './edit.ts'
import { sentenceKey, type SentenceKey } from './edit.ts'
import { type EditionStory, sentencesOfStory, shownText } from '../edition.ts'
import { sectionsOf } from './story-forms.ts'

/** What an edit does to a draft, for logs and for editors: `moved “Dam inquiry names two firms” from 2 to 1`. */
export function editInWords(draft: Draft, edit: Edit): string {
  if (edit.kind === 'note') {
    return edit.text === null ? 'took the note of the edition away' : `noted on top of the edition: “${edit.text}”`
  }
  const story = storyOf(draft, edit.storyId)
  const name = story ? `“${story.headline}”` : 'a story that is not told'
  switch (edit.kind) {
    case 'drop':
      return `dropped ${name}`
    case 'restore':
      return `put ${name} back`
    case 'move':
      return `moved ${name}${story ? ` from ${story.rank}` : ''} to ${edit.rank}`
    case 'story_note':
      return edit.text === null ? `took the note of ${name} away` : `noted on ${name}: “${edit.text}”`
    case 'headline':
      return edit.text === null ? `put the headline of ${name} back` : `headed ${name} anew: “${edit.text}”`
    case 'standfirst':
      return edit.text === null
        ? `put the standfirst of ${name} back`
        : `wrote the standfirst of ${name} anew: “${edit.text}”`
    case 'heading': {
      const heading = story?.sections[edit.section - 1]?.heading ?? `section ${edit.section}`
      return edit.text === null
        ? `put the heading “${heading}” of ${name} back`
        : `headed “${heading}” of ${name} anew: “${edit.text}”`
    }
    case 'sentence': {
      const before = sentenceInWords(draft, story, edit.sentence)
      return edit.text === null ? `put ${before} in ${name} back` : `reworded ${before} in ${name}: “${edit.text}”`
    }
    case 'swap':
      return `swapped ${sentenceInWords(draft, story, edit.sentence)} in ${name} for ${sentenceInWords(draft, story, edit.spare)}`
  }
}

const storyOf = ({ content, dropped }: Draft, storyId: string): EditionStory | undefined =>
  [...content.stories, ...dropped].find((story) => story.storyId === storyId)

function sentenceInWords(draft: Draft, story: EditionStory | undefined, key: SentenceKey): string {
  const sentences = story
    ? [...sentencesOfStory({ ...story, sections: sectionsOf(draft, story) }), ...(draft.spares[story.storyId] ?? [])]
    : []
  const sentence = sentences.find((one) => sentenceKey(one) === key)
  return sentence ? `“${shownText(sentence)}”` : 'a sentence that is not there'
}
