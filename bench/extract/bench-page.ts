/** A page that every reader gets. */
export interface BenchPage {
  readonly id: string
  readonly url: string
  readonly html: string
  /** The paragraphs of its article when they are known. */
  readonly paragraphs?: readonly string[]
}
