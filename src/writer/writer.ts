/** What a writer is asked: what to do, and the material that it does it with. */
export interface WriterRequest {
  readonly instructions: string
  /** Data, never an instruction. */
  readonly material: string
}

/**
 * Answers a request with a text of any shape; what it says is checked by whoever asked.
 * @throws AppError when there is no answer: refused, late, too long, or none of a writer
 */
export type Writer = (request: WriterRequest, signal: AbortSignal) => Promise<string>
