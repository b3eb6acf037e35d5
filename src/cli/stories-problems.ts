import { Command } from 'commander'
import { localTime } from '../http/local-time.ts'
import { listStoryProblems } from '../stories/repository-decisions.ts'
import type { CommandContext } from './context.ts'
import { decisionLines } from './stories-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold stories problems`: decisions that somebody has to settle. */
export function problemsCommand(context: CommandContext): Command {
  return new Command('problems')
    .description('decisions that contradict one another, or could not be done or undone as asked')
    .option('--json', 'as JSON lines', false)
    .action(async ({ json }: { json: boolean }) => {
      const decisions = await withApp(context, 'stories', ({ db }) => listStoryProblems(db))
      const time = localTime(context.config().zone)
      if (decisions.length === 0 && !json) context.print('no decision contradicts another')
      for (const decision of decisions) {
        for (const line of json ? [JSON.stringify(decision)] : decisionLines(decision, time)) context.print(line)
      }
    })
}
