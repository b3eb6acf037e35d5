import { copyInWords, foreignLanguage } from '../../digests/edition-words.ts'
import type { EditionCopy, EditionSource, EditionStory } from '../../digests/edition.ts'
import type { LocalTime } from '../local-time.ts'
import { Mark } from './mark.tsx'
import { Instant, languageTag, OutsideLink } from './parts.tsx'

interface PrintedSourcesProps {
  readonly story: EditionStory
  /** Local date of the edition: times of other days name theirs. */
  readonly day: string
  readonly time: LocalTime
}

/** Link target of a source in the list of its story. */
export const sourceAnchor = ({ rank }: EditionStory, number: number): string => `s${rank}-source-${number}`

/** The reports behind a story of an edition, each with its copies below it; links lead straight to the publishers. */
export function PrintedSources({ story, day, time }: PrintedSourcesProps) {
  return (
    <ol class="printed-sources">
      {story.sources.map((source) => (
        <li value={source.number} id={sourceAnchor(story, source.number)} class={`source source-${source.number}`}>
          <span class="number">{source.number}</span>
          <div class="report">
            <Place place={source} language={source.language} notes={notesOf(source, story)} day={day} time={time} />
          </div>
          {source.copies.length > 0 && (
            <ul class="copies">
              {source.copies.map((copy) => (
                <li>
                  <Mark role={copy.kind} />{' '}
                  <Place
                    place={copy}
                    language={source.language}
                    notes={[copyInWords(copy, source.number), ...access(copy)]}
                    day={day}
                    time={time}
                  />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

/** What a reader should know before following the link. */
function notesOf(source: EditionSource, story: EditionStory): readonly string[] {
  const language = foreignLanguage(source.language, story.language)
  return [...(language === null ? [] : [language]), ...access(source)]
}

const access = ({ subscription }: EditionSource | EditionCopy): readonly string[] =>
  subscription === true ? ['subscription'] : []

interface PlaceProps {
  readonly place: EditionSource | EditionCopy
  readonly language: string
  readonly notes: readonly string[]
  readonly day: string
  readonly time: LocalTime
}

function Place({ place, language, notes, day, time }: PlaceProps) {
  const at = new Date(place.publishedAt)
  return (
    <>
      <OutsideLink url={place.url} lang={languageTag(language)}>
        {place.title}
      </OutsideLink>
      <p class="when">
        {place.publisher} · <Instant at={at}>{time.clockOn(at, day)}</Instant>
        {notes.map((note) => ` · ${note}`)}
      </p>
    </>
  )
}
