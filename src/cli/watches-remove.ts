import { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { removeWatch } from '../watches/repository.ts'
import type { CommandContext } from './context.ts'
import { withApp } from './with-app.ts'

/** `wirefold watches remove NAME`. */
export function removeCommand(context: CommandContext): Command {
  return new Command('remove')
    .description('forget a saved search that no digest uses')
    .argument('<name>')
    .action(async (name: string) => {
      const removal = await withApp(context, 'watches', ({ db }) => removeWatch(db, name))
      if (removal.outcome === 'unknown')
        throw new UsageError(`there is no watch ${name}: wirefold watches list names them`)
      if (removal.outcome === 'used') {
        const digests = removal.digests.join(', ')
        throw new UsageError(
          `watch ${name} is not removed: ${digests} would tell other stories; take it out there first`,
        )
      }
      context.print(`watch ${name} removed`)
    })
}
