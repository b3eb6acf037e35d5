import { Command } from 'commander'
import { runScheduler } from '../scheduler.ts'
import { beat } from './beat.ts'
import type { CommandContext } from './context.ts'
import { logAlarms } from './log-alarms.ts'
import { withApp } from './with-app.ts'

/** Milliseconds between two passes: well below the shortest poll interval. */
export const PASS_EVERY_MS = 5_000

/** `wirefold scheduler`: orders polls and editions, and asks again for lost work, until stopped. */
export function schedulerCommand(context: CommandContext): Command {
  return new Command('scheduler')
    .description('order polls and editions until stopped; a second one does no harm')
    .action(() =>
      withApp(context, 'scheduler', async (app) => {
        const log = context.log('scheduler')
        log.info('scheduling')
        await runScheduler(app.scheduler, {
          everyMs: PASS_EVERY_MS,
          signal: context.signal,
          onPass: () => {
            beat(app.db, 'scheduler').catch((error: unknown) =>
              log.warn({ err: error }, 'could not leave a sign of life'),
            )
          },
          onAlarms: (changes) => logAlarms(log, changes),
          onError: (error) => log.error({ err: error }, 'a pass failed; the next one tries again'),
        })
        log.info('stopped')
      }),
    )
}
