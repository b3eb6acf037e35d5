/** The parts of a reader's settings, which are link targets. */
export type AnswerPlace = 'pause' | 'choices' | 'muted'

/** What came of a button, shown where the button is. */
export interface Answer {
  readonly place: AnswerPlace
  readonly words: string
  /** Nothing was changed. */
  readonly isRefusal: boolean
  /** The form that brings back what stood before; null where nothing does. */
  readonly undo: {
    readonly act: string
    readonly fields: readonly (readonly [name: string, value: string])[]
    /** On its button; `Undo` where nothing else is said. */
    readonly words?: string
  } | null
}
