import { subjectOf } from '../../deliveries/subject.ts'
import { timeLeftInWords } from '../../digests/desk/time-left.ts'
import { viewOf } from '../../digests/edition-view.ts'
import { coverageInWords, longDay, summaryInWords } from '../../digests/edition-words.ts'
import { addresses } from '../addresses.ts'
import type { DeskView } from '../desk-view.ts'
import { DeskCandidates } from './desk-candidates.tsx'
import { DeskEdition } from './desk-edition.tsx'
import { type Hand, Problems, Write } from './desk-forms.tsx'
import { DeskLog, LatestEdit } from './desk-log.tsx'
import type { Page } from './layout.tsx'

/** A draft on its desk: the edition as it will be sent, what it was chosen from, and every way to change it. */
export function deskPage(view: DeskView): Page {
  const { digest, slot, draft, editor } = view
  const { content } = draft
  const edition = viewOf(content, null)
  const address = addresses.desk(digest.name, slot.localDate)
  const hand = editor === null ? null : { address, editor, revision: slot.revision }
  return {
    title: `Desk: ${digest.name}, ${longDay(slot.localDate)}`,
    place: 'editions',
    main: (
      <div class="desk">
        <header class="edition-head">
          <p class="label">{digest.name} · desk</p>
          <h1>{longDay(slot.localDate)}</h1>
          <p class="time-left">{timeLeftInWords(slot.dueAt, digest, view.now)}.</p>
          <p class="facts">
            {summaryInWords(edition)} · {coverageInWords(content) ?? `Seen all ${content.coverage.feeds} feeds.`}
          </p>
          <p class="facts">Subject: {subjectOf(edition)}</p>
        </header>
        {hasNoPlace(view) && <Refused view={view} />}
        {hand && <Leave view={view} hand={hand} />}
        <Editor view={view} address={address} />
        <div class="columns">
          <div class="primary">
            <h2 class="label">As it will be sent</h2>
            <EditionNote view={view} hand={hand} />
            <DeskEdition view={view} hand={hand} />
          </div>
          <DeskCandidates view={view} hand={hand} />
        </div>
        <DeskLog edits={view.edits} time={view.time} />
      </div>
    ),
  }
}

/** Whether what was refused belongs to a part that is not told any more, or nobody has a hand to change it. */
const hasNoPlace = ({ problems, editor }: DeskView): boolean =>
  problems.some(({ code }) => code.startsWith('no_such')) || (problems.length > 0 && editor === null)

/** What was typed is not lost with the part that it was typed for. */
function Refused({ view: { problems, typed } }: { readonly view: DeskView }) {
  return (
    <>
      <Problems problems={problems} />
      {typed !== null && (
        <p>
          You typed: <q>{typed}</q>
        </p>
      )}
    </>
  )
}

interface Shared {
  readonly view: DeskView
  readonly hand: Hand | null
}

/** The two ways out of the desk: a mail to look at, and the approval. */
function Leave({ view: { answer }, hand }: { readonly view: DeskView; readonly hand: Hand }) {
  return (
    <div class="leave" id="test">
      <a class="button" href={`${hand.address}/approve`}>
        Approve …
      </a>
      <form method="post" action={`${hand.address}/test`} class="test-mail">
        <label for="to">Test mail to</label>
        <input id="to" name="to" type="email" autocomplete="email" required />
        <button type="submit" class="plain">
          Send
        </button>
      </form>
      {answer !== null && (
        <p class="answer" role="status">
          {answer}
        </p>
      )}
    </div>
  )
}

function Editor({ view: { editor }, address }: { readonly view: DeskView; readonly address: string }) {
  const form = (
    <form method="post" action={`${address}/name`} class="ask">
      <label for="author">Your name, which stands beside what you change</label>
      <input id="author" name="author" autocomplete="name" maxLength={80} required value={editor ?? ''} />
      <button type="submit" class={editor === null ? undefined : 'plain'}>
        {editor === null ? 'Sit down' : 'Change'}
      </button>
    </form>
  )
  if (editor === null) return form
  return (
    <details class="editor">
      <summary>You are {editor}</summary>
      {form}
    </details>
  )
}

function EditionNote({ view, hand }: Shared) {
  const { note } = view.draft.content
  return (
    <div class="edition-note" id="note">
      {note !== null && <p class="note">{note}</p>}
      {hand && view.open === 'note' && (
        <Write
          hand={hand}
          edit={{ kind: 'note', text: note }}
          label="Note on top of the edition"
          hint="The desk’s own words; an empty field takes the note away."
          typed={view.typed}
          problems={view.problems}
        />
      )}
      {hand && view.open !== 'note' && (
        <p class="acts">
          <a class="word" href={`${hand.address}?change=note#change`}>
            {note === null ? 'Add a note on top' : 'Change the note'}
          </a>
        </p>
      )}
      <LatestEdit view={view} hand={hand} storyId={null} />
    </div>
  )
}
