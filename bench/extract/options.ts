import { parseArgs } from 'node:util'

export interface ExtractOptions {
  /** Null for the made-up pages. */
  readonly file: string | null
  readonly passes: number
}

/** @throws Error naming the option that is unknown or no whole number above 0 */
export function extractOptions(args: readonly string[]): ExtractOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { pages: text, passes: text } })
  const passes = Number(values.passes ?? 5)
  if (!Number.isInteger(passes) || passes < 1)
    throw new Error(`--passes expects a whole number above 0, found ${values.passes ?? ''}`)
  return { file: values.pages ?? null, passes }
}
