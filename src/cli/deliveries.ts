import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { bouncesCommand } from './deliveries-bounces.ts'
import { listCommand } from './deliveries-list.ts'
import { resendCommand, resolveCommand } from './deliveries-settle.ts'

/** `wirefold deliveries …`. */
export function deliveriesCommand(context: CommandContext): Command {
  return new Command('deliveries')
    .description('what became of the mails')
    .addCommand(listCommand(context))
    .addCommand(resolveCommand(context))
    .addCommand(resendCommand(context))
    .addCommand(bouncesCommand(context))
}
