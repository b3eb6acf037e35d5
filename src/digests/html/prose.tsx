import { type EditionSentence, type EditionStory, shownText } from '../edition.ts'
import { NO_BREAK, sentenceMark } from '../edition-words.ts'
import { labelLanguage, languageOf } from './language-of.ts'
import { type Face, look, markStyle } from './look.ts'
import { WrittenBy } from './written-by.tsx'

/** What a story tells: standfirst, lead and sections, each sentence with the sources that say it. */
export function Prose({ story }: { story: EditionStory }) {
  const { standfirst, lead, sections } = story
  return (
    <div {...languageOf(story.language)}>
      {standfirst && <Paragraph sentences={[standfirst]} face="standfirst" language={story.language} />}
      {lead.length > 0 && <Paragraph sentences={lead} face="text" language={story.language} />}
      {sections.map(({ heading, headingBy, paragraphs }) => (
        <>
          <h3 {...look('section', 'ink', 'padding-top:18px')}>
            {heading}
            <WrittenBy by={headingBy} language={story.language} />
          </h3>
          {paragraphs.map((sentences) => (
            <Paragraph sentences={sentences} face="text" language={story.language} />
          ))}
        </>
      ))}
    </div>
  )
}

interface ParagraphProps {
  readonly sentences: readonly EditionSentence[]
  readonly face: Face
  readonly language: string
}

function Paragraph({ sentences, face, language }: ParagraphProps) {
  return (
    <p {...look(face, 'ink', 'padding-top:8px')}>
      {sentences.map((sentence, i) => (
        <>
          {i > 0 && ' '}
          {shownText(sentence)}
          {NO_BREAK}
          <small style={markStyle} {...labelLanguage(language)}>
            {sentenceMark(sentence)}
          </small>
        </>
      ))}
    </p>
  )
}
