import { parseArgs } from 'node:util'

export interface SoakOptions {
  readonly feeds: number
  readonly hosts: number
  readonly minutes: number
  readonly workers: number
  readonly seed: number
  /** HOST_SPACING_MS of the workers. */
  readonly spacingMs: number
  /** HOST_CONCURRENCY of the workers. */
  readonly concurrency: number
}

const usual = { feeds: 500, hosts: 60, minutes: 6, workers: 3, seed: 1, spacing: 1_000, concurrency: 2 } as const

/** @throws Error naming the option that is no number */
export function soakOptions(args: readonly string[]): SoakOptions {
  const text = { type: 'string' } as const
  const options = {
    feeds: text,
    hosts: text,
    minutes: text,
    workers: text,
    seed: text,
    spacing: text,
    concurrency: text,
  }
  const { values } = parseArgs({ args: [...args], options })
  const number = (name: keyof typeof usual): number => {
    const value = Number(values[name] ?? usual[name])
    if (!(value > 0)) throw new Error(`--${name} expects a number above 0, found ${values[name] ?? ''}`)
    return value
  }
  return {
    feeds: number('feeds'),
    hosts: number('hosts'),
    minutes: number('minutes'),
    workers: number('workers'),
    seed: number('seed'),
    spacingMs: number('spacing'),
    concurrency: number('concurrency'),
  }
}
