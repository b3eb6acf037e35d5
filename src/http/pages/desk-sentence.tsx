import { type Edit, sentenceKey } from '../../digests/desk/edit.ts'
import { composedRewording } from '../../digests/desk/rewrite-sentence.ts'
import { type EditionSentence, type EditionStory, shownText } from '../../digests/edition.ts'
import { sentenceMark } from '../../digests/edition-words.ts'
import type { DeskView } from '../desk-view.ts'
import { Act, type Hand, Write } from './desk-forms.tsx'
import { languageTag } from './parts.tsx'

interface SentenceFormProps {
  readonly story: EditionStory
  readonly view: DeskView
  readonly hand: Hand
  readonly sentence: EditionSentence
}

/** Below a paragraph: a sentence to reword, and the spares that may take its place. */
export function SentenceForm({ story, view, hand, sentence }: SentenceFormProps) {
  const { storyId } = story
  const isStandfirst = sentence === story.standfirst
  const rewording: Extract<Edit, { kind: 'standfirst' | 'sentence' }> = isStandfirst
    ? { kind: 'standfirst', storyId, text: shownText(sentence) }
    : { kind: 'sentence', storyId, sentence: sentenceKey(sentence), text: shownText(sentence) }
  const composed = composedRewording(view.draft, story, sentence)?.text ?? sentence.text
  return (
    <Write
      hand={hand}
      edit={rewording}
      label={isStandfirst ? 'Standfirst' : 'Sentence'}
      hint={
        <>
          {isStandfirst
            ? 'Figures, names and denials must stand in the story’s sentences or titles. '
            : 'Figures, names and denials must stand in its passage. '}
          The source has it: <q lang={languageTag(story.language)}>{sentence.text}</q>
        </>
      }
      typed={view.typed}
      problems={view.problems}
      language={languageTag(story.language)}
      back={
        composed === shownText(sentence)
          ? undefined
          : { edit: { ...rewording, text: null }, words: 'Put back what was composed' }
      }
    >
      <Spares story={story} view={view} hand={hand} sentence={sentence} />
    </Write>
  )
}

function Spares({ story, view, hand, sentence }: SentenceFormProps) {
  const { storyId } = story
  const spares = view.draft.spares[storyId] ?? []
  if (spares.length === 0) return <p class="aside">There is no other sentence to put in its place.</p>
  return (
    <>
      <p class="label">Or put in its place</p>
      <ul class="spares">
        {spares.map((spare) => (
          <li>
            <span lang={languageTag(story.language)}>{shownText(spare)}</span>{' '}
            <span class="marks">{sentenceMark(spare)}</span>{' '}
            <Act
              hand={hand}
              edit={{ kind: 'swap', storyId, sentence: sentenceKey(sentence), spare: sentenceKey(spare) }}
              label={`Swap for “${shownText(spare)}”`}
            >
              Swap
            </Act>
          </li>
        ))}
      </ul>
    </>
  )
}
