import type { Edit } from './edit.ts'

/** What a desk did, as it is kept. */
export interface LoggedEdit {
  /** Of the draft, that it made. */
  readonly revision: number
  readonly author: string
  readonly at: Date
  /** What was done, to follow the author's name. */
  readonly words: string
  /** Null where the edition was approved. */
  readonly edit: Edit | null
  /** The edit that takes it back; null where nothing can. */
  readonly inverse: Edit | null
}
