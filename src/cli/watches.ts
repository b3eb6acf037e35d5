import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { addCommand } from './watches-add.ts'
import { listCommand } from './watches-list.ts'
import { removeCommand } from './watches-remove.ts'

/** `wirefold watches …`. */
export function watchesCommand(context: CommandContext): Command {
  return new Command('watches')
    .description('saved searches, by which digests choose their stories')
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(removeCommand(context))
}
