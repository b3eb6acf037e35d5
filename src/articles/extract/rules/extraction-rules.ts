import { z } from 'zod'
import { parseSelector, readableAttributes } from './selector.ts'

const MAX_SELECTOR = 300
const MAX_REMOVED = 40
/** Of all selectors of one publisher: each is tried on each element of a page. */
const MAX_STEPS = 200

const selector = z
  .string('expected a CSS selector')
  .trim()
  .min(1, 'expected a CSS selector')
  .max(MAX_SELECTOR, `expected a selector of at most ${MAX_SELECTOR} characters`)
  .superRefine((text, context) => {
    const problem = text === '' ? null : problemOf(text)
    if (problem !== null) context.addIssue(problem)
  })

/** The element that a value is read from: a selector alone, or with the attribute that holds the value. */
const place = z.preprocess(
  (written) => (typeof written === 'string' ? { selector: written } : written),
  z.strictObject(
    {
      selector,
      attribute: z
        .enum(readableAttributes, `expected an attribute that is kept of a page: ${readableAttributes.join(', ')}`)
        .optional(),
    },
    'expected a CSS selector, or an object with selector and attribute',
  ),
)

const fields = {
  body: selector.optional(),
  title: place.optional(),
  standfirst: place.optional(),
  authors: place.optional(),
  date: place.optional(),
  remove: z
    .array(selector, 'expected a list of CSS selectors')
    .max(MAX_REMOVED, `expected at most ${MAX_REMOVED} selectors`)
    .optional(),
}
const names = Object.keys(fields).join(', ')

const Rules = z.strictObject(fields, `expected an object with one or more of ${names}`)

/** Where a value stands on the pages of a publisher. */
export type RulePlace = z.infer<typeof place>

/**
 * How the pages of one publisher are read where the ordinary reading goes wrong: data, written by an operator. All fields
 * are optional; see docs/extraction-rules.md.
 */
export type ExtractionRules = z.infer<typeof Rules>

/** Rules, or everything that is wrong with them, a sentence each. */
export type ParsedRules =
  | { readonly rules: ExtractionRules; readonly problems: null }
  | { readonly rules: null; readonly problems: readonly string[] }

/** Reads rules as an operator wrote them, from a file or from the store. */
export function parseExtractionRules(written: unknown): ParsedRules {
  const parsed = Rules.safeParse(written)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => sentenceOf(issue, written))
  problems.push(...sizeProblems(written))
  return parsed.success && problems.length === 0 ? { rules: parsed.data, problems: null } : { rules: null, problems }
}

function problemOf(text: string): string | null {
  try {
    parseSelector(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function sentenceOf(issue: z.core.$ZodIssue, written: unknown): string {
  const path = pathOf(issue.path, written)
  const at = path === '' ? '' : `${path}: `
  if (issue.code !== 'unrecognized_keys') return at + issue.message
  const expected = path === '' ? names : 'selector, attribute'
  return `${at}there is no ${issue.keys.map((key) => `"${key}"`).join(', ')}: expected ${expected}`
}

/** `title` and not `title.selector` where only a selector was written. */
function pathOf(path: readonly PropertyKey[], written: unknown): string {
  const [field] = path
  const isBare = typeof field === 'string' && path.at(-1) === 'selector' && typeof at(written, field) === 'string'
  return (isBare ? path.slice(0, -1) : path).map(String).join('.')
}

/** What only all rules together show. */
function sizeProblems(written: unknown): string[] {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return []
  if (Object.keys(written).length === 0) return [`expected one or more of ${names}`]
  let steps = 0
  for (const text of Object.values(written).flatMap(selectorsIn)) steps += stepsIn(text)
  return steps > MAX_STEPS ? [`expected selectors of at most ${MAX_STEPS} steps together, found ${steps}`] : []
}

function selectorsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  return [typeof value === 'object' && value !== null ? at(value, 'selector') : value]
}

function stepsIn(text: unknown): number {
  if (typeof text !== 'string' || text.length > MAX_SELECTOR || problemOf(text) !== null) return 0
  return parseSelector(text).reduce((sum, path) => sum + path.length, 0)
}

const at = (value: unknown, key: string): unknown => (value as Readonly<Record<string, unknown>>)[key]
