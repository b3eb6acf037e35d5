import type { ComponentChildren } from 'preact'
import { composedStory } from '../../digests/desk/draft.ts'
import { sentenceKey } from '../../digests/desk/edit.ts'
import { type EditionSentence, type EditionStory, sentencesOfStory } from '../../digests/edition.ts'
import { evidenceAddress } from './brief.tsx'
import { Write } from './desk-forms.tsx'
import { SentenceForm } from './desk-sentence.tsx'
import type { DeskStoryProps } from './desk-story.tsx'
import { languageTag } from './parts.tsx'
import { Sentence, WrittenBy } from './prose.tsx'

/** The brief of a draft: behind each sentence and heading stands the way to change it; an open form stands below its paragraph. */
export function DeskProse(props: DeskStoryProps) {
  const { story } = props
  return (
    <div class="brief" lang={languageTag(story.language)}>
      {story.standfirst && <Paragraph {...props} sentences={[story.standfirst]} name="standfirst" />}
      {story.lead.length > 0 && <Paragraph {...props} sentences={story.lead} />}
      {story.sections.map((section, i) => (
        <>
          <Heading {...props} section={section} number={i + 1} />
          {section.paragraphs.map((sentences) => (
            <Paragraph {...props} sentences={sentences} />
          ))}
        </>
      ))}
    </div>
  )
}

type ParagraphProps = DeskStoryProps & { readonly sentences: readonly EditionSentence[]; readonly name?: string }

function Paragraph(props: ParagraphProps) {
  const { story, view, hand, sentences, name } = props
  const numbers = sentencesOfStory(story).map(sentenceKey)
  const open = sentences.find((sentence) => placesOf(story, sentence).includes(view.open ?? ''))
  return (
    <>
      <p class={name}>
        {sentences.map((sentence) => {
          const number = numbers.indexOf(sentenceKey(sentence)) + 1
          return (
            <Sentence
              story={story}
              sentence={sentence}
              number={number}
              prefix={`s${story.rank}-n`}
              evidence={(one, source) => evidenceAddress(story, one, source, view.versions)}
            >
              {hand && (
                <Change
                  href={`${hand.address}?change=${story.storyId}.sentence.${sentenceKey(sentence)}#change`}
                  label={`Change sentence ${number} of “${story.headline}”`}
                />
              )}
            </Sentence>
          )
        })}
      </p>
      {hand && open && <SentenceForm story={story} view={view} hand={hand} sentence={open} />}
    </>
  )
}

/** A standfirst is rewritten by a way of its own, and swapped as any sentence is. */
const placesOf = (story: EditionStory, sentence: EditionSentence): readonly string[] => [
  `${story.storyId}.sentence.${sentenceKey(sentence)}`,
  ...(sentence === story.standfirst ? [`${story.storyId}.standfirst`] : []),
]

type HeadingProps = DeskStoryProps & {
  readonly section: EditionStory['sections'][number]
  readonly number: number
}

function Heading({ story, view, hand, section, number }: HeadingProps) {
  const place = `${story.storyId}.heading.${number}`
  const composed = composedStory(view.draft, story.storyId).sections[number - 1]?.heading
  const edit = { kind: 'heading', storyId: story.storyId, section: number } as const
  return (
    <>
      <h5>
        {section.heading}
        <WrittenBy by={section.headingBy} />
        {hand && (
          <Change href={`${hand.address}?change=${place}#change`} label={`Change the heading “${section.heading}”`} />
        )}
      </h5>
      {hand && view.open === place && (
        <Write
          hand={hand}
          edit={{ ...edit, text: section.heading }}
          label="Heading"
          hint="Every figure and name must stand in the sentences below it."
          typed={view.typed}
          problems={view.problems}
          language={languageTag(story.language)}
          back={
            composed === undefined || composed === section.heading
              ? undefined
              : { edit: { ...edit, text: null }, words: `Put back “${composed}”` }
          }
        />
      )}
    </>
  )
}

function Change({ href, label }: { readonly href: string; readonly label: string }): ComponentChildren {
  return (
    <>
      {' '}
      <a class="change" lang="en" href={href} aria-label={label}>
        change
      </a>
    </>
  )
}
