import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { healthCommand } from './publishers-health.ts'
import { listCommand } from './publishers-list.ts'
import { rulesCommand } from './publishers-rules.ts'

/** `wirefold publishers …`. */
export function publishersCommand(context: CommandContext): Command {
  return new Command('publishers')
    .description('the publishers, and how their pages are read')
    .addCommand(listCommand(context))
    .addCommand(healthCommand(context))
    .addCommand(rulesCommand(context))
}
