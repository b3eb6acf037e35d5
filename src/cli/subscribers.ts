import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { addCommand } from './subscribers-add.ts'
import { listCommand } from './subscribers-list.ts'
import { changeCommand } from './subscribers-choose.ts'
import { muteCommand } from './subscribers-mute.ts'
import { allowCommand, pauseCommand, removeCommand } from './subscribers-change.ts'

/** `wirefold subscribers …`. */
export function subscribersCommand(context: CommandContext): Command {
  return new Command('subscribers')
    .description('who gets a digest by mail')
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(changeCommand(context))
    .addCommand(muteCommand(context))
    .addCommand(pauseCommand(context))
    .addCommand(removeCommand(context))
    .addCommand(allowCommand(context))
}
