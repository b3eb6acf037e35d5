import type { ComponentChildren } from 'preact'
import { type EditionSentence, type EditionStory, sentencesOfStory, shownText } from '../../digests/edition.ts'
import { writtenBy } from '../../digests/edition-words.ts'
import { languageTag } from './parts.tsx'

export interface ProseProps {
  readonly story: EditionStory
  /** What the sentences' link targets begin with: `n` gives `#n1`. */
  readonly prefix: string
  /** Where the mark of a sentence leads to that names the source of a number. */
  readonly evidence: (sentence: EditionSentence, number: number) => string
}

/** A frozen brief: every sentence is a link target, and its marks lead to what proves it. */
export function Prose(props: ProseProps) {
  const { story } = props
  const numbers = new Map(sentencesOfStory(story).map((sentence, index) => [sentence, index + 1]))
  const paragraph = (sentences: readonly EditionSentence[], name?: string) => (
    <p class={name}>
      {sentences.map((sentence) => (
        <Sentence {...props} sentence={sentence} number={numbers.get(sentence) ?? 0} />
      ))}
    </p>
  )
  return (
    <div class="brief" lang={languageTag(story.language)}>
      {story.standfirst && paragraph([story.standfirst], 'standfirst')}
      {story.lead.length > 0 && paragraph(story.lead)}
      {story.sections.map(({ heading, headingBy, paragraphs }) => (
        <>
          <h3>
            {heading}
            <WrittenBy by={headingBy} />
          </h3>
          {paragraphs.map((sentences) => paragraph(sentences))}
        </>
      ))}
    </div>
  )
}

type SentenceProps = ProseProps & {
  readonly sentence: EditionSentence
  readonly number: number
  /** Stands behind the marks. */
  readonly children?: ComponentChildren
}

/** A sentence as its link target, with its marks. */
export function Sentence(props: SentenceProps) {
  const { sentence, number, prefix, children } = props
  return (
    <>
      <span id={`${prefix}${number}`} class={['sentence', ...sentence.sources.map((one) => `by-${one}`)].join(' ')}>
        {shownText(sentence)} <Marks {...props} />
        {children}
      </span>{' '}
    </>
  )
}

/** `[1 4]` or `[3 only]` */
function Marks({ story, sentence, evidence }: SentenceProps) {
  const last = sentence.sources.length - 1
  return (
    <span class="marks" lang="en">
      [
      {sentence.sources.map((number, index) => (
        <>
          {index > 0 && ' '}
          <a href={evidence(sentence, number)} aria-label={evidenceInWords(story, sentence, number)}>
            {number}
            {sentence.single && index === last && ' only'}
          </a>
        </>
      ))}
      ]{writtenBy(sentence.rewording?.by)}
    </span>
  )
}

/** The mark behind a headline or heading that stands in no source. */
export function WrittenBy({ by }: { by: EditionStory['headlineBy'] }) {
  if (by === undefined) return null
  return (
    <span class="marks" lang="en">
      {writtenBy(by)}
    </span>
  )
}

function evidenceInWords(story: EditionStory, sentence: EditionSentence, number: number): string {
  const publisher = story.sources.find((one) => one.number === number)?.publisher
  const only = sentence.single && number === sentence.sources.at(-1) ? ' only' : ''
  return `source ${number}${only}${publisher === undefined ? '' : `, ${publisher}`}`
}
