import type { ComponentChildren } from 'preact'
import type { EditionContent, EditionCopy, EditionSource, EditionStory } from '../edition.ts'
import { copiesInWords, copyInWords, foreignLanguage, placeInWords, sourcesInWords } from '../edition-words.ts'
import { headlineSource } from '../headline-source.ts'
import { type ListedSource, listSources } from '../listed-sources.ts'
import { look } from './look.ts'
import { OutsideLink } from './outside-link.tsx'
import { Rows } from './rows.tsx'

interface SourcesProps {
  readonly story: EditionStory
  readonly content: EditionContent
}

/** The reports behind a story, each with its copies below it. */
export function Sources({ story, content }: SourcesProps) {
  const { listed, further } = listSources(story)
  return (
    <Rows {...look('source', 'muted')}>
      {listed.map((one) => (
        <SourceRows one={one} story={story} content={content} />
      ))}
      {further.length > 0 && <Row number={null}>{sourcesInWords(further)}</Row>}
    </Rows>
  )
}

function SourceRows({ one: { source, copies, furtherCopies }, story, content }: SourcesProps & { one: ListedSource }) {
  const language = foreignLanguage(source.language, story.language)
  return (
    <>
      <Row number={source.number}>
        {source !== headlineSource(story) && <Title place={source} language={source.language} />}
        {placeInWords(source, content, language === null ? [] : [language])}
      </Row>
      {copies.map((copy) => (
        <Row number={null} isCopy>
          <Title place={copy} language={source.language} />
          {placeInWords(copy, content, [copyInWords(copy, source.number)])}
        </Row>
      ))}
      {furtherCopies.length > 0 && (
        <Row number={null} isCopy>
          {copiesInWords(furtherCopies)}
        </Row>
      )}
    </>
  )
}

function Title({ place, language }: { place: EditionSource | EditionCopy; language: string }) {
  return (
    <>
      <OutsideLink url={place.url} language={language} style="font-size:16px">
        {place.cutTitle}
      </OutsideLink>
      <br />
    </>
  )
}

interface RowProps {
  readonly number: number | null
  readonly isCopy?: boolean
  readonly children: ComponentChildren
}

function Row({ number, isCopy = false, children }: RowProps) {
  return (
    <tr>
      <td width="28" valign="top" style="padding:6px 0">
        {number}
      </td>
      <td style={isCopy ? 'padding:6px 0 6px 20px' : 'padding:6px 0'}>{children}</td>
    </tr>
  )
}
