import { renderToString } from 'preact-render-to-string'
import { type EditionContent, type EditionSentence, type EditionStory, shownText } from '../../digests/edition.ts'
import { coverageInWords, sentenceMark } from '../../digests/edition-words.ts'
import { storiesOf, viewOf } from '../../digests/edition-view.ts'
import { noteInWords } from '../../digests/view-words.ts'
import { countsInWords } from '../../stories/counts.ts'
import { languageTag, OutsideLink } from '../pages/parts.tsx'

/** An edition as the HTML of a feed's entry: no ids, styles or scripts, which feed readers take out. */
export function editionEntryHtml(content: EditionContent): string {
  const unseen = coverageInWords(content)
  return renderToString(
    <div>
      {unseen !== null && <p>{unseen}</p>}
      {content.note !== null && <p>{noteInWords(content.note)}</p>}
      {storiesOf(viewOf(content, null)).map((story) => (
        <Story story={story} />
      ))}
    </div>,
  )
}

function Story({ story }: { story: EditionStory }) {
  const { standfirst, lead, sections } = story
  return (
    <>
      <div lang={languageTag(story.language)}>
        <h2>{story.headline}</h2>
        {standfirst && <Paragraph sentences={[standfirst]} />}
        {lead.length > 0 && <Paragraph sentences={lead} />}
        {sections.map(({ heading, paragraphs }) => (
          <>
            <h3>{heading}</h3>
            {paragraphs.map((sentences) => (
              <Paragraph sentences={sentences} />
            ))}
          </>
        ))}
      </div>
      <p>{countsInWords(story.counts)}</p>
      <ol>
        {story.sources.map(({ number, title, url, publisher, language, subscription }) => (
          <li value={number}>
            <OutsideLink url={url} lang={languageTag(language)}>
              {title}
            </OutsideLink>{' '}
            · {publisher}
            {subscription === true && ' · subscription'}
          </li>
        ))}
      </ol>
    </>
  )
}

const Paragraph = ({ sentences }: { sentences: readonly EditionSentence[] }) => (
  <p>
    {sentences
      .map((sentence) => `${shownText(sentence)} ${sentenceMark(sentence)} `)
      .join('')
      .trimEnd()}
  </p>
)
