import type { z } from 'zod'
import { AppError } from '../errors.ts'

/** There is nothing under this address. The message says what was looked for. */
export class PageNotFoundError extends AppError {
  override readonly name = 'PageNotFoundError'
  constructor(message: string) {
    super('PAGE_NOT_FOUND', message, { disposition: 'discard' })
  }
}

/** The address is not of the form that its page needs. The message says which form. */
export class BadAddressError extends AppError {
  override readonly name = 'BadAddressError'
  constructor(message: string) {
    super('BAD_ADDRESS', message, { disposition: 'discard' })
  }
}

/** The parameters of an address, checked. Throws BadAddressError with the schema's own words. */
export function readParameters<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new BadAddressError(parsed.error.issues.map(({ message }) => message).join('; '))
}
