import type { ComponentChildren } from 'preact'
import type { Edit, EditProblem } from '../../digests/desk/edit.ts'
import { fieldsOf } from '../desk-form.ts'

/** Who edits what: every form of a desk hands it in. */
export interface Hand {
  /** Of the desk page. */
  readonly address: string
  readonly editor: string
  readonly revision: number
}

export function HandFields({ hand }: { hand: Pick<Hand, 'editor' | 'revision'> }) {
  return (
    <>
      <input type="hidden" name="author" value={hand.editor} />
      <input type="hidden" name="revision" value={hand.revision} />
    </>
  )
}

interface ActProps {
  readonly hand: Hand
  readonly edit: Edit
  /** What the button does, for those who do not see where it stands. */
  readonly label: string
  readonly children: ComponentChildren
}

/** One edit as a button that reads like a word. */
export function Act({ hand, edit, label, children }: ActProps) {
  return (
    <form method="post" action={hand.address} class="act">
      <HandFields hand={hand} />
      {Object.entries(fieldsOf(edit)).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="word" aria-label={label}>
        {children}
      </button>
    </form>
  )
}

interface WriteProps {
  readonly hand: Hand
  /** With the text that stands there; the field takes its place. */
  readonly edit: Exclude<Edit, { kind: 'drop' | 'restore' | 'move' | 'swap' }>
  readonly label: string
  readonly hint?: ComponentChildren
  readonly typed: string | null
  readonly problems: readonly EditProblem[]
  /** The edit that puts back what was composed, where something else stands there. */
  readonly back?: { readonly edit: Edit; readonly words: string } | undefined
  readonly language?: string | undefined
  readonly children?: ComponentChildren
}

/** The form that stands open at a place: a text to write anew, why it was not taken, and the way back. */
export function Write(props: WriteProps) {
  const { hand, edit, label, hint, typed, problems, back, language, children } = props
  const { text, back: _back, ...others } = fieldsOf(edit)
  return (
    <div class="write" id="change">
      <Problems problems={problems} />
      <form method="post" action={hand.address}>
        <HandFields hand={hand} />
        {Object.entries(others).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="text">{label}</label>
        <textarea
          id="text"
          name="text"
          rows={3}
          lang={language}
          aria-describedby={hint === undefined ? undefined : 'hint'}
        >
          {typed ?? text ?? ''}
        </textarea>
        {hint !== undefined && (
          <p class="aside" id="hint">
            {hint}
          </p>
        )}
        <button type="submit" class="plain">
          Save
        </button>{' '}
        <a class="word" href={hand.address}>
          Leave it
        </a>
      </form>
      {back && (
        <Act hand={hand} edit={back.edit} label={back.words}>
          {back.words}
        </Act>
      )}
      {children}
    </div>
  )
}

export function Problems({ problems }: { problems: readonly EditProblem[] }) {
  if (problems.length === 0) return null
  return (
    <div class="problems" role="alert">
      <p>Not saved:</p>
      <ul>
        {problems.map(({ message }) => (
          <li>{message}.</li>
        ))}
      </ul>
    </div>
  )
}
