import { Command } from 'commander'
import { z } from 'zod'
import { allowAddress, suppressAddress } from '../deliveries/repository-bounce.ts'
import { pauseSubscriber, unsubscribe } from '../deliveries/repository-subscriber.ts'
import { localDay } from '../digests/local-day.ts'
import { UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { addressOf } from './subscribers-add.ts'
import { subscriptionsOf } from './subscriptions-of.ts'
import { withApp } from './with-app.ts'

const DAY = z.iso.date()

/** `wirefold subscribers pause ADDRESS --until DAY`. */
export function pauseCommand(context: CommandContext): Command {
  return new Command('pause')
    .description('send nothing to an address before a day')
    .argument('<address>')
    .requiredOption('--until <day>', 'the first day with mail again, YYYY-MM-DD')
    .option('--digest <name>', 'of this digest only')
    .action((typed: string, options: { until: string; digest?: string }) =>
      withApp(context, 'subscribers', async ({ db }) => {
        if (!DAY.safeParse(options.until).success) {
          throw new UsageError(`--until is ${options.until}: expected a day such as 2026-12-01`)
        }
        for (const { id, digest, zone, address } of await subscriptionsOf(db, typed, options.digest)) {
          const isPaused = await pauseSubscriber(db, id, localDay(options.until, zone).from)
          context.print(
            isPaused ? `${digest}: nothing to ${address} before ${options.until}` : `${digest}: ${address} has left`,
          )
        }
      }),
    )
}

/** `wirefold subscribers remove ADDRESS`. */
export function removeCommand(context: CommandContext): Command {
  return new Command('remove')
    .description('end the subscriptions of an address')
    .argument('<address>')
    .option('--digest <name>', 'of this digest only')
    .option('--suppress <reason>', 'and never write to it again, whoever adds it')
    .action((typed: string, options: { digest?: string; suppress?: string }) =>
      withApp(context, 'subscribers', async ({ db, clock }) => {
        for (const { id, digest, address } of await subscriptionsOf(db, typed, options.digest)) {
          await unsubscribe(db, id, clock.now())
          context.print(`${digest}: nothing more to ${address}`)
        }
        if (options.suppress === undefined) return
        await suppressAddress(db, addressOf(typed), 'operator', options.suppress, clock.now())
        context.print('the address is suppressed')
      }),
    )
}

/** `wirefold subscribers allow ADDRESS`. */
export function allowCommand(context: CommandContext): Command {
  return new Command('allow')
    .description('take an address off the list of those that get no mail, as when its mailbox is mended')
    .argument('<address>')
    .action((typed: string) =>
      withApp(context, 'subscribers', async ({ db }) => {
        const wasListed = await allowAddress(db, addressOf(typed))
        context.print(wasListed ? `${typed} may get mail again` : `${typed} was not suppressed`)
      }),
    )
}
