import { DateTime } from 'luxon'
import type { Edit } from '../../digests/desk/edit.ts'
import type { LoggedEdit } from '../../digests/desk/logged-edit.ts'
import type { DeskSlot } from '../../digests/desk/repository.ts'
import type { Conflict } from '../../digests/desk/save-edit.ts'
import type { Digest } from '../../digests/digest.ts'
import { longDay } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import { localTime } from '../local-time.ts'
import { Act } from './desk-forms.tsx'
import { DeskLog } from './desk-log.tsx'
import type { Page } from './layout.tsx'
import { Instant } from './parts.tsx'

export interface ConflictView {
  readonly digest: Digest
  readonly localDate: string
  /** Of the desk page. */
  readonly address: string
  readonly author: string
  /** Null for an approval. */
  readonly wanted: Edit | null
  readonly conflict: Conflict
}

/** Somebody else was faster: what they did, what was not done, and the way to do it all the same. */
export function conflictPage({ digest, localDate, address, author, wanted, conflict }: ConflictView): Page {
  const time = localTime(digest.zone)
  const hand = { address, editor: author, revision: conflict.revision }
  return {
    title: `Not saved: ${digest.name}, ${longDay(localDate)}`,
    place: 'editions',
    main: (
      <div class="desk">
        <p class="label">{digest.name} · desk</p>
        <h1>The edition was changed while you worked on it</h1>
        <p class="problems" role="alert">
          Nothing of yours was saved, and nothing of the others’ is lost.
        </p>
        <h2 class="label">Done since you opened it</h2>
        <ol class="history" reversed>
          {conflict.theirs.map(({ at, author: other, words }) => (
            <li>
              <Instant at={at}>{time.dayAndClock(at)}</Instant>
              <span>
                {other} {words}
              </span>
            </li>
          ))}
        </ol>
        <h2 class="label">Yours, not done</h2>
        <p>
          {author} {conflict.mine}
        </p>
        <div class="acts">
          {wanted ? (
            <Act hand={hand} edit={wanted} label="Make my change as well">
              Make it as well
            </Act>
          ) : (
            <a class="word" href={`${address}/approve`}>
              Look at what would be sent
            </a>
          )}
          <a class="word" href={address}>
            Back to the desk
          </a>
        </div>
      </div>
    ),
  }
}

export interface ClosedView {
  readonly digest: Digest
  readonly slot: DeskSlot
  readonly edits: readonly LoggedEdit[]
  /** What an editor typed while it was closed; null for nothing. */
  readonly typed: string | null
  readonly now: Date
}

/** An edition that is not with its desk: not yet, or no longer. */
export function closedDeskPage({ digest, slot, edits, typed, now }: ClosedView): Page {
  return {
    title: `Desk: ${digest.name}, ${longDay(slot.localDate)}`,
    place: 'editions',
    main: (
      <div class="desk">
        <p class="label">{digest.name} · desk</p>
        <h1>{longDay(slot.localDate)}</h1>
        <p class="time-left">{stateInWords(slot, digest, now)}</p>
        {typed !== null && (
          <p class="problems" role="alert">
            Not saved: <q>{typed}</q>
          </p>
        )}
        {slot.state === 'frozen' && (
          <p>
            <a href={addresses.edition(digest.name, slot.localDate)}>The edition as it was sent</a>
          </p>
        )}
        <DeskLog edits={edits} time={localTime(digest.zone)} />
      </div>
    ),
  }
}

function stateInWords({ state, reason, dueAt }: DeskSlot, { zone, approval }: Digest, now: Date): string {
  const at = `${DateTime.fromJSDate(dueAt, { zone }).setLocale('en-US').toFormat('d LLL HH:mm')} ${zone}`
  if (state === 'frozen') return 'Frozen: nothing in it can be changed any more.'
  if (state === 'held') return `Held: ${reason ?? ''}. There is nothing to edit yet.`
  if (state === 'missed') return `Missed: ${reason ?? ''}.`
  const minutes = Math.ceil((dueAt.getTime() - now.getTime()) / 60_000)
  const due = minutes > 0 ? `Due ${at}, in ${minutes} min.` : `Due ${at}: it is being made.`
  return approval === 'none' ? `${due} It is sent without a desk.` : `${due} The desk gets it then.`
}
