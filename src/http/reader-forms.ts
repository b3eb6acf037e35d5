import { z } from 'zod'
import { MOST_PAUSE_WEEKS } from '../deliveries/pause.ts'
import { READER_LENGTHS, READER_QUIETS } from '../deliveries/subscriber.ts'
import { AppError } from '../errors.ts'
import { numberId, storyId } from './parameters.ts'

/** A form that does not say what its page asks for. The message says what was expected; nothing was changed. */
export class BadFormError extends AppError {
  override readonly name = 'BadFormError'
  constructor(message: string) {
    super('BAD_FORM', message, { disposition: 'discard' })
  }
}

/** The only field that may come more than once. */
const REPEATED = 'weekday'

const pauseWords = `a pause has a day, such as 2026-12-01, or from 1 to ${MOST_PAUSE_WEEKS} weeks, and nothing else`

const weeks = z
  .string()
  .regex(/^\d{1,2}$/, pauseWords)
  .transform(Number)
  .refine((value) => value >= 1 && value <= MOST_PAUSE_WEEKS, pauseWords)

export const PauseForm = z.union(
  [z.strictObject({ weeks }), z.strictObject({ until: z.iso.date(pauseWords) })],
  pauseWords,
)

export const ChoiceForm = z.strictObject(
  {
    weekday: z
      .array(z.string().regex(/^[1-7]$/, 'a weekday is a number from 1 to 7'), 'choose at least one day with mail')
      .transform((days) => [...new Set(days.map(Number))].sort((a, b) => a - b)),
    length: z.enum(READER_LENGTHS, 'choose how much of the edition is sent'),
    quiet: z.enum(READER_QUIETS, 'choose what a day without stories sends'),
  },
  'only days, length and quiet days can be chosen here',
)

export const MuteForm = z.union(
  [z.strictObject({ story: storyId }), z.strictObject({ name: z.string() })],
  'a story or a name can be muted, one at a time',
)

export const UnmuteForm = z.strictObject({ mute: numberId }, 'what is muted is named by a number')

/** The fields of a posted form, checked. Throws BadFormError with the schema's own words. */
export function readForm<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const form = new URLSearchParams(typeof body === 'string' ? body : '')
  const fields = [...new Set(form.keys())].map((name) => {
    const values = form.getAll(name)
    if (name === REPEATED) return [name, values] as const
    if (values.length > 1) throw new BadFormError('a field came twice')
    return [name, values[0]] as const
  })
  const parsed = schema.safeParse(Object.fromEntries(fields))
  if (parsed.success) return parsed.data
  throw new BadFormError([...new Set(parsed.error.issues.map(({ message }) => message))].join('; '))
}
