import { z } from 'zod'

/** Ids of Postgres' bigint, short enough never to overflow it. */
export const numberId = z.string().regex(/^[1-9]\d{0,17}$/, 'an id is a whole number such as 42')

export const storyIdPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/

export const storyId = z.string().regex(storyIdPattern, 'a story id has 26 letters and digits')

export const day = z.iso.date('a day is written as 2026-11-22')

export const digestName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a digest has a name such as morning')

/** Words or an address as typed: one value, no null character, which Postgres refuses in text. */
export const typed = z
  .string('one value is expected for each parameter')
  .max(4096, 'at most 4096 characters are read')
  .transform((value) => value.replaceAll('\0', '').trim())
  .default('')

/** `120-214`: half-open, in code points. */
export const span = z
  .string()
  .regex(/^\d{1,9}-\d{1,9}$/, 'a passage is written as 120-214')
  .transform((value) => {
    const [start = 0, end = 0] = value.split('-').map(Number)
    return { start, end }
  })
  .refine(({ start, end }) => start < end, 'a passage ends after it starts, as in 120-214')

export const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'a version is a whole number such as 1')
  .transform(Number)

/** `1..2`: an earlier version and a later one. */
export const versionRange = z
  .string()
  .regex(/^[1-9]\d{0,8}\.\.[1-9]\d{0,8}$/, 'a comparison is written as 1..2')
  .transform((value) => {
    const [from = 0, to = 0] = value.split('..').map(Number)
    return { from, to }
  })
  .refine(({ from, to }) => from < to, 'a comparison goes from an earlier version to a later one, as in 1..2')
