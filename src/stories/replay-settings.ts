import { createHash } from 'node:crypto'
import { z } from 'zod'
import { UsageError } from '../errors.ts'
import { type ClusterSettings, defaultSettings, settingsVersion } from './settings.ts'

/** Settings of a replay, and how they are told apart from those of the release. */
export interface ReplaySettings {
  readonly settings: ClusterSettings
  /** The release's version; where something differs, with a hash of what does. */
  readonly version: string
  /** What differs, by path. */
  readonly changes: readonly { readonly path: string; readonly from: number; readonly to: number }[]
}

const share = z.number().min(0).max(1)
const count = z.number().int().min(1).max(1_000_000)
/** Log-odds of a whole unit of evidence: e^100 is certainty many times over. */
const weight = z.number().min(-100).max(100)

/** Takes the kind of its default: a weight for a weight, a share for a share, and a whole number from 1 for a count. */
function rangeOf(standard: ClusterSettings[keyof ClusterSettings]): z.ZodType {
  if (typeof standard === 'number') return (Number.isInteger(standard) ? count : share).optional()
  return z.strictObject(mapValues(standard, () => weight.optional())).optional()
}

const Given = z.strictObject(mapValues(defaultSettings, rangeOf))

function mapValues<T, U>(
  values: Readonly<Record<string, T>> | ClusterSettings,
  change: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]: [string, T]) => [key, change(value)]))
}

/**
 * The settings of the release with those that are given in their place, by any part of `ClusterSettings`.
 * @param from names where they are written, for the message
 * @throws UsageError that tells everything that is wrong with them, each by its path
 */
export function replaySettings(given: unknown, from: string): ReplaySettings {
  const parsed = Given.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(problemsIn)
    throw new UsageError(`${from} holds no settings of stories:\n${problems.map((line) => `  ${line}`).join('\n')}`)
  }
  const settings = merged(defaultSettings, parsed.data) as ClusterSettings
  const before = new Map(numbersIn(defaultSettings))
  const changes = numbersIn(settings).flatMap(([path, to]) => {
    const was = before.get(path)
    return was === undefined || was === to ? [] : [{ path, from: was, to }]
  })
  return { settings, version: versionOf(changes), changes }
}

function problemsIn(issue: z.core.$ZodIssue): readonly string[] {
  const at = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...at, key].join('.')}: there is no such setting`)
  }
  return [at.length === 0 ? issue.message : `${at.join('.')}: ${issue.message}`]
}

function versionOf(changes: ReplaySettings['changes']): string {
  if (changes.length === 0) return settingsVersion
  const told = changes.map(({ path, to }) => `${path}=${to}`).sort()
  return `${settingsVersion}+${createHash('sha256').update(told.join('\n')).digest('hex').slice(0, 8)}`
}

function merged(base: object, over: object): object {
  const given = Object.entries(over).filter(([, value]) => value !== undefined)
  const kept = new Map<string, unknown>(Object.entries(base))
  for (const [key, value] of given as [string, unknown][]) {
    const before = kept.get(key)
    kept.set(key, isObject(before) && isObject(value) ? merged(before, value) : value)
  }
  return Object.fromEntries(kept)
}

/** Every setting by its path, `fullTextWeights.bias` among them. */
function numbersIn(settings: object, prefix = ''): [string, number][] {
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
    if (isObject(value)) return numbersIn(value, `${prefix}${key}.`)
    return typeof value === 'number' ? [[`${prefix}${key}`, value] satisfies [string, number]] : []
  })
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
