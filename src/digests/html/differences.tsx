import { differenceInWords } from '../difference-words.ts'
import type { EditionStory } from '../edition.ts'
import { look } from './look.ts'

/** The figures that independent publishers state differently, a line each. */
export function Differences({ story }: { story: EditionStory }) {
  return (
    <>
      {story.differing?.map((difference) => (
        <p {...look('text', 'ink', 'padding-top:8px')}>{differenceInWords(difference)}</p>
      ))}
    </>
  )
}
