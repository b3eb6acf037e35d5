import { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { resumeFeed } from '../feeds/repository-manage.ts'
import { pauseFeed } from '../feeds/repository-poll.ts'
import type { CommandContext } from './context.ts'
import { feedNamed } from './feeds-find.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds pause FEED --reason TEXT`. */
export function pauseCommand(context: CommandContext): Command {
  return new Command('pause')
    .description('stop the polls of a feed until it is resumed')
    .argument('<feed>', 'its id or address')
    .requiredOption('--reason <text>', 'why, for everyone who wonders later')
    .action(async (named: string, options: { reason: string }) => {
      const reason = reasonOf(options.reason)
      await withApp(context, 'feeds', async ({ db }) => {
        const feed = await feedNamed(db, named)
        await pauseFeed(db, feed.id, 'OPERATOR', reason, context.clock.now())
        context.print(`paused ${feed.publisher}, ${feed.url}: ${reason}`)
      })
    })
}

/** `wirefold feeds resume FEED`. */
export function resumeCommand(context: CommandContext): Command {
  return new Command('resume')
    .description('take a feed up again: it is due at once, its failures are forgotten')
    .argument('<feed>', 'its id or address')
    .action((named: string) =>
      withApp(context, 'feeds', async ({ db }) => {
        const feed = await feedNamed(db, named)
        await resumeFeed(db, feed.id, context.clock.now())
        const before =
          feed.state === 'paused' ? `was paused: ${feed.stateReason ?? 'no reason given'}` : 'was not paused'
        context.print(`resumed ${feed.publisher}, ${feed.url} (${before}); its poll is due now`)
      }),
    )
}

/** @throws UsageError when nothing is said */
export function reasonOf(text: string): string {
  const reason = text.replace(/\s+/g, ' ').trim()
  if (reason === '')
    throw new UsageError('--reason is empty: say why, such as --reason "the publisher asked us to stop"')
  return reason
}
