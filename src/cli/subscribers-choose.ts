import { Command, Option } from 'commander'
import {
  READER_LENGTHS,
  READER_QUIETS,
  type ReaderChoices,
  type ReaderLength,
  type ReaderQuiet,
} from '../deliveries/subscriber.ts'
import { chooseForSubscriber } from '../deliveries/repository-subscriber.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { choicesInWords } from './subscribers-text.ts'
import { subscriptionsOf } from './subscriptions-of.ts'
import { withApp } from './with-app.ts'

interface Options {
  readonly digest?: string
  readonly weekdays?: readonly number[]
  readonly length?: ReaderLength
  readonly quiet?: ReaderQuiet
}

/** `wirefold subscribers change ADDRESS`: what its reader can choose by the link of a mail. */
export function changeCommand(context: CommandContext): Command {
  return new Command('change')
    .description('on which days mail comes, how much of an edition, and what a day without stories sends')
    .argument('<address>')
    .option('--digest <name>', 'of this digest only')
    .option('--weekdays <days>', 'days with mail, Monday is 1, such as 1,2,3,4,5', readWeekdays)
    .addOption(
      new Option('--length <length>', 'the whole edition, or the stories told at length').choices(READER_LENGTHS),
    )
    .addOption(new Option('--quiet <what>', 'what a day without stories sends').choices(READER_QUIETS))
    .action((typed: string, options: Options) =>
      withApp(context, 'subscribers', async ({ db }) => {
        const { weekdays, length, quiet } = options
        if (weekdays === undefined && length === undefined && quiet === undefined) {
          throw new UsageError('nothing to change: give --weekdays, --length or --quiet')
        }
        for (const subscriber of await subscriptionsOf(db, typed, options.digest)) {
          const choices: ReaderChoices = {
            weekdays: weekdays ?? subscriber.weekdays,
            length: length ?? subscriber.length,
            quiet: quiet ?? subscriber.quiet,
          }
          const isKept = await chooseForSubscriber(db, subscriber.id, choices)
          const { digest, address } = subscriber
          context.print(
            isKept ? `${digest}: ${address} gets ${choicesInWords(choices)}` : `${digest}: ${address} has left`,
          )
        }
      }),
    )
}

function readWeekdays(typed: string): readonly number[] {
  const days = [...new Set(typed.split(','))].map((day) => day.trim())
  if (!days.every((day) => /^[1-7]$/.test(day))) {
    throw new UsageError(`--weekdays is ${typed}: expected numbers from 1, Monday, to 7, such as 1,2,3,4,5`)
  }
  return days.map(Number).sort((a, b) => a - b)
}
