import { FetchFailedError } from './fetch-failure.ts'
import { AddressRefusedError } from './guarded-agent.ts'
import { BodyTooLargeError } from './read-body.ts'

/** Whether an error says something about the address that was fetched, and not about the store or about this process. */
export const isFetchFailure = (error: unknown): error is FetchFailedError | AddressRefusedError | BodyTooLargeError =>
  error instanceof FetchFailedError || error instanceof AddressRefusedError || error instanceof BodyTooLargeError
