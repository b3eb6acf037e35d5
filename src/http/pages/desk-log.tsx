import type { LoggedEdit } from '../../digests/desk/logged-edit.ts'
import type { DeskView } from '../desk-view.ts'
import type { LocalTime } from '../local-time.ts'
import { Act, type Hand } from './desk-forms.tsx'
import { Instant } from './parts.tsx'

/** Everything that was done to a draft, the latest first. */
export function DeskLog({ edits, time }: { readonly edits: readonly LoggedEdit[]; readonly time: LocalTime }) {
  return (
    <section>
      <h2 class="label">
        What was done <span>{edits.length}</span>
      </h2>
      {edits.length === 0 && <p class="aside">Nothing has been changed: the edition is as it was composed.</p>}
      <ol class="history" reversed>
        {edits.map(({ at, author, words }) => (
          <li>
            <Instant at={at}>{time.dayAndClock(at)}</Instant>
            <span>
              {author} {words}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface LatestEditProps {
  readonly view: DeskView
  readonly hand: Hand | null
  /** Null for the note of the edition. */
  readonly storyId: string | null
}

/** The latest thing that was done to a story, with the way back: the answer stands where the action was. */
export function LatestEdit({ view, hand, storyId }: LatestEditProps) {
  const latest = view.edits.find(({ edit }) => edit && ('storyId' in edit ? edit.storyId : null) === storyId)
  if (!latest) return null
  const { author, words, at, inverse } = latest
  return (
    <div class="done">
      <p>
        {author} {words}, <Instant at={at}>{view.time.clockOn(at, view.slot.localDate)}</Instant>
      </p>
      {hand && inverse && (
        <Act hand={hand} edit={inverse} label={`Undo: ${author} ${words}`}>
          Undo
        </Act>
      )}
    </div>
  )
}
