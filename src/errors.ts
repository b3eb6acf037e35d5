/**
 * What the caller should do about a failure. Workers, HTTP and the command line branch on this, never on a message.
 * - `retry`: it may work soon; try again with back-off.
 * - `later`: it will not work before a known time; come back then, without spending an attempt.
 * - `discard`: it will never work with this input; record the reason and stop.
 * - `bug`: nobody expected it; record everything.
 */
export type Disposition = 'retry' | 'later' | 'discard' | 'bug'

export type Details = Readonly<Record<string, string | number | boolean | null>>

/** A failure with a stable `code` (upper snake case) and a message that says what could not be done, on what, and why. */
export class AppError extends Error {
  override readonly name: string = 'AppError'
  readonly code: string
  readonly disposition: Disposition
  readonly details: Details

  constructor(
    code: string,
    message: string,
    options: { disposition: Disposition; details?: Details; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.disposition = options.disposition
    this.details = options.details ?? {}
  }
}

/** Try again at `notBefore` and not earlier: a publisher's Retry-After, or the pace of a host. */
export class LaterError extends AppError {
  override readonly name = 'LaterError'
  readonly notBefore: Date

  constructor(code: string, message: string, notBefore: Date, details?: Details) {
    super(code, message, { disposition: 'later', ...(details ? { details } : {}) })
    this.notBefore = notBefore
  }
}

/** The user asked for something that cannot be done as asked: the message says what was expected. */
export class UsageError extends AppError {
  override readonly name = 'UsageError'

  constructor(message: string, details?: Details) {
    super('USAGE', message, { disposition: 'discard', ...(details ? { details } : {}) })
  }
}

/** Anything that is not an AppError is a bug until somebody gives it a name. */
export const dispositionOf = (error: unknown): Disposition => (error instanceof AppError ? error.disposition : 'bug')

/** The message of anything thrown, for logs and for reasons that are kept as data. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
