import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { actCommands } from './stories-acts.ts'
import { explainCommand } from './stories-explain.ts'
import { historyCommand } from './stories-history.ts'
import { problemsCommand } from './stories-problems.ts'
import { proposalsCommand } from './stories-proposals.ts'
import { showCommand } from './stories-show.ts'

/** `wirefold stories …`. */
export function storiesCommand(context: CommandContext): Command {
  const stories = new Command('stories').description('read stories, correct them, and ask why they are as they are')
  for (const command of [
    showCommand(context),
    historyCommand(context),
    explainCommand(context),
    ...actCommands(context),
    problemsCommand(context),
    proposalsCommand(context),
  ]) {
    stories.addCommand(command)
  }
  return stories
}
