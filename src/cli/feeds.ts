import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { addCommand } from './feeds-add.ts'
import { checkCommand } from './feeds-check.ts'
import { exportCommand } from './feeds-export.ts'
import { importCommand } from './feeds-import.ts'
import { listCommand } from './feeds-list.ts'
import { pauseCommand, resumeCommand } from './feeds-pause.ts'
import { pollCommand } from './feeds-poll.ts'
import { robotsCommand } from './feeds-robots.ts'

/** `wirefold feeds …`. */
export function feedsCommand(context: CommandContext): Command {
  return new Command('feeds')
    .description('the watched feeds')
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(pollCommand(context))
    .addCommand(pauseCommand(context))
    .addCommand(resumeCommand(context))
    .addCommand(robotsCommand(context))
    .addCommand(importCommand(context))
    .addCommand(exportCommand(context))
}
