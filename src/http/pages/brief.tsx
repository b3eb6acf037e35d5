import { type EditionSentence, type EditionStory, sentencesOfStory, shownText } from '../../digests/edition.ts'
import { writtenBy } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import { languageTag } from './parts.tsx'

export interface BriefProps {
  readonly story: EditionStory
  /** What the sentences' link targets begin with: `n` gives `#n1`. */
  readonly prefix: string
  /** Numbers of the versions that the sentences stand on. */
  readonly versions: ReadonlyMap<string, number>
}

/** A frozen brief: every sentence is a link target and its marks lead to the passages. */
export function Brief(props: BriefProps) {
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

type SentenceProps = BriefProps & { readonly sentence: EditionSentence; readonly number: number }

function Sentence(props: SentenceProps) {
  const { sentence, number, prefix } = props
  return (
    <>
      <span id={`${prefix}${number}`} class={['sentence', ...sentence.sources.map((one) => `by-${one}`)].join(' ')}>
        {shownText(sentence)} <Marks {...props} />
      </span>{' '}
    </>
  )
}

/** `[1 4]` or `[3 only]`: the sentence's own source leads to its passage, the others to their articles. */
function Marks({ story, sentence, versions }: SentenceProps) {
  const last = sentence.sources.length - 1
  return (
    <span class="marks" lang="en">
      [
      {sentence.sources.map((number, index) => (
        <>
          {index > 0 && ' '}
          <a
            href={evidenceAddress(story, sentence, number, versions)}
            aria-label={evidenceInWords(story, sentence, number)}
          >
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

function evidenceAddress(
  story: EditionStory,
  sentence: EditionSentence,
  number: number,
  versions: ReadonlyMap<string, number>,
): string {
  const source = story.sources.find((one) => one.number === number)
  const isOwn = source === undefined || holds(source, sentence.articleId)
  if (!isOwn) return addresses.article(source.articleId)
  return addresses.passage(sentence.articleId, versions.get(sentence.versionId), sentence)
}

const holds = (source: EditionStory['sources'][number], articleId: string): boolean =>
  source.articleId === articleId || source.copies.some((copy) => copy.articleId === articleId)

function evidenceInWords(story: EditionStory, sentence: EditionSentence, number: number): string {
  const publisher = story.sources.find((one) => one.number === number)?.publisher
  const only = sentence.single ? ', the only one that says it' : ''
  return `source ${number}${publisher === undefined ? '' : `, ${publisher}`}${only}`
}
