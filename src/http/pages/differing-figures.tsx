import { valuesInWords } from '../../digests/difference-words.ts'
import type { EditionFigure, EditionStory } from '../../digests/edition.ts'
import { addresses } from '../addresses.ts'

interface DifferingFiguresProps {
  readonly story: EditionStory
  /** Numbers of the versions that the figures stand in. */
  readonly versions: ReadonlyMap<string, number>
}

/** The figures that independent publishers state differently; each mark leads to the passage with its value. */
export function DifferingFigures({ story, versions }: DifferingFiguresProps) {
  const differing = story.differing ?? []
  if (differing.length === 0) return null
  return (
    <>
      <h3 class="label">Figures that differ</h3>
      <ul class="differing">
        {differing.map((difference) => (
          <li>
            {valuesInWords(difference).map(({ words, figure }) => (
              <>
                {words} <Marks figure={figure} versions={versions} />
              </>
            ))}
            .
          </li>
        ))}
      </ul>
    </>
  )
}

function Marks({ figure, versions }: { figure: EditionFigure; versions: DifferingFiguresProps['versions'] }) {
  return (
    <span class="marks">
      [
      {figure.passages.map((passage, index) => (
        <>
          {index > 0 && ' '}
          <a
            href={addresses.passage(passage.articleId, versions.get(passage.versionId), passage)}
            aria-label={`${figure.shown} in source ${passage.source}, ${passage.publisher}`}
          >
            {passage.source}
          </a>
        </>
      ))}
      ]
    </span>
  )
}
