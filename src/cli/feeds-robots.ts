import { Command } from 'commander'
import { takeUpForbidden } from '../articles/repository-scrape.ts'
import { UsageError } from '../errors.ts'
import { setRobotsPolicy } from '../feeds/repository-manage.ts'
import type { CommandContext } from './context.ts'
import { reasonOf } from './feeds-pause.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds robots PUBLISHER --ignore --reason TEXT | --obey`. */
export function robotsCommand(context: CommandContext): Command {
  return new Command('robots')
    .description('obey a publisher’s robots.txt, or ignore it for a reason that is kept')
    .argument('<publisher>', 'its name as in feeds list')
    .option('--ignore', 'ignore it, such as where the publisher has agreed', false)
    .option('--reason <text>', 'why it may be ignored')
    .option('--obey', 'obey it again', false)
    .action(async (publisher: string, options: { ignore: boolean; obey: boolean; reason?: string }) => {
      const reason = policyOf(options)
      const retaken = await withApp(context, 'feeds', ({ db }) =>
        db.transaction(async (tx) => {
          const publisherId = await setRobotsPolicy(tx, publisher, reason)
          return publisherId === null ? null : takeUpForbidden(tx, publisherId, context.clock.now())
        }),
      )
      if (retaken === null)
        throw new UsageError(`there is no publisher ${publisher}: wirefold feeds list shows their names`)
      context.print(
        reason === null
          ? `the robots.txt of ${publisher} is obeyed`
          : `the robots.txt of ${publisher} is ignored: ${reason}`,
      )
      if (retaken > 0) context.print(`${retaken} articles of the last week that it had kept back are taken up again`)
    })
}

/** The reason to ignore it; null to obey. */
function policyOf({ ignore, obey, reason }: { ignore: boolean; obey: boolean; reason?: string }): string | null {
  if (ignore === obey) throw new UsageError('expected one of --ignore and --obey')
  if (obey) return null
  if (reason === undefined) throw new UsageError('--ignore needs --reason TEXT: why the robots.txt may be ignored')
  return reasonOf(reason)
}
