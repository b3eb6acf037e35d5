import { z } from 'zod'
import { messageOf } from '../errors.ts'

/** What is wrong with a line of input, in one line: every field that does not fit, by its name. */
export function problemsOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return messageOf(error).replaceAll(/\s+/g, ' ')
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
}
