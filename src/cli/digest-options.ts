import { type Command, Option } from 'commander'
import { z } from 'zod'
import type { DigestSettings } from '../digests/repository-digest.ts'
import { readWeekdays } from '../digests/weekdays.ts'
import { UsageError } from '../errors.ts'
import { zone } from '../setting-shapes.ts'

/** What of a digest is said on the command line, as typed. */
export interface DigestOptions {
  readonly zone?: string
  readonly at?: string
  readonly weekdays?: string
  readonly languages?: string
  readonly publisher?: readonly string[]
  readonly watch?: readonly string[]
  readonly length?: string
  readonly admission?: string
  readonly floor?: string
  readonly approval?: string
  readonly hold?: string
  readonly catchUp?: string
}

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** The options that `digest add` and `digest set` have in common. */
export function withDigestOptions(command: Command): Command {
  return command
    .option('--zone <zone>', 'IANA time zone of its days; ZONE by default')
    .option('--at <time>', 'local time at which its editions are sent, such as 07:00')
    .option('--weekdays <days>', 'daily, or such as mon-fri or mon,thu')
    .option('--languages <tags>', 'tell only stories in these, such as en,de; all by default')
    .option(
      '--publisher <name>',
      'tell only stories that it reports; may be given several times, "all" ends it',
      several,
    )
    .option('--watch <name>', 'tell only stories that it finds; may be given several times, "all" ends it', several)
    .addOption(new Option('--length <length>', 'how much an edition tells').choices(['short', 'usual', 'long']))
    .option('--admission <score>', 'least score of admission of a story; 1 lets in one full report')
    .option('--floor <percent>', 'feeds that must have been seen, in per cent of all')
    .addOption(
      new Option('--approval <how>', 'whether a desk looks first, and what is done without it').choices([
        'none',
        'send',
        'hold',
      ]),
    )
    .option('--hold <minutes>', 'how long a low coverage or a missing approval holds an edition')
    .option('--catch-up <minutes>', 'when an edition that could not be made is given up')
}

const number = (least: number, most: number, text: string) =>
  z.coerce.number(text).refine((value) => value >= least && value <= most, text)

const shapes = {
  zone: zone,
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 07:00'),
  weekdays: z.string().transform((typed, check) => {
    const days = readWeekdays(typed)
    if (days) return days
    check.addIssue({ code: 'custom', message: 'expected daily, or days such as mon-fri or mon,thu' })
    return z.NEVER
  }),
  languages: z
    .string()
    .transform((typed) => (typed === 'all' ? [] : typed.toLowerCase().split(',')))
    .refine((tags) => tags.every((tag) => /^[a-z]{2,3}$/.test(tag)), 'expected languages such as en,de, or all'),
  length: z.enum(['short', 'usual', 'long']),
  admission: number(0, 100, 'expected a number from 0 to 100'),
  floor: number(0, 100, 'expected a share from 0 to 100').refine(Number.isInteger, 'expected whole per cents'),
  approval: z.enum(['none', 'send', 'hold']),
  hold: number(0, 10_080, 'expected minutes, at most a week').refine(Number.isInteger, 'expected whole minutes'),
  catchUp: number(1, 10_080, 'expected minutes, at most a week').refine(Number.isInteger, 'expected whole minutes'),
} as const

const Options = z.object(shapes).partial()

/**
 * The settings that were given.
 * @throws UsageError which names every one that is wrong
 */
export function readDigestOptions(options: DigestOptions): DigestSettings {
  const read = Options.safeParse(options)
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      return `--${name === 'catchUp' ? 'catch-up' : name} is ${String(options[name as keyof DigestOptions])}: ${message}`
    })
    throw new UsageError(problems.join('; '))
  }
  const { at, floor, hold, catchUp, ...same } = read.data
  const settings = { ...same, sendAt: at, coverageFloor: floor, holdMinutes: hold, catchUpMinutes: catchUp }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}
