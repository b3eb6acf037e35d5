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

/** The fields of a form are not what its page sends. The message says what is expected. */
export class BadFormError extends AppError {
  override readonly name = 'BadFormError'
  constructor(message: string) {
    super('BAD_FORM', message, { disposition: 'discard' })
  }
}

/** A form that does not come from a page of this server. */
export class ForeignFormError extends AppError {
  override readonly name = 'ForeignFormError'
  constructor() {
    super(
      'FOREIGN_FORM',
      'this form was sent by another site, or by a browser that does not say where it comes from: nothing was changed; open the page itself and try again',
      { disposition: 'discard' },
    )
  }
}

/** The parameters of an address, checked. Throws BadAddressError with the schema's own words. */
export function readParameters<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new BadAddressError(inWords(parsed.error))
}

/** The fields of a form, checked. Throws BadFormError with the schema's own words. */
export function readForm<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new BadFormError(inWords(parsed.error))
}

const inWords = ({ issues }: z.ZodError): string => issues.map(({ message }) => message).join('; ')
