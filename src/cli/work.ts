import { setInterval as every } from 'node:timers/promises'
import { Command } from 'commander'
import type { App } from '../app.ts'
import type { Logger } from '../log.ts'
import { beat, BEAT_EVERY_MS } from './beat.ts'
import type { CommandContext } from './context.ts'
import { untilStopped, withApp } from './with-app.ts'

/** `wirefold work`: does jobs until stopped. Any number of these may run, on any number of machines. */
export function workCommand(context: CommandContext): Command {
  return new Command('work')
    .description('poll, scrape, cluster and build editions until stopped; run as many as you need')
    .action(() =>
      withApp(context, 'work', async (app) => {
        const log = context.log('work')
        const running = app.queue.work(app.workers)
        const watching = app.lanes.watch(context.signal)
        log.info('working')
        void keepBeating(app, log, context.signal)
        await untilStopped(context.signal)
        await Promise.all([running.stop(), watching])
        log.info('stopped')
      }),
    )
}

async function keepBeating(app: App, log: Logger, signal: AbortSignal): Promise<void> {
  try {
    await beat(app.db, 'work')
    for await (const _ of every(BEAT_EVERY_MS, undefined, { signal })) {
      await beat(app.db, 'work').catch((error: unknown) => log.warn({ err: error }, 'could not leave a sign of life'))
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'could not leave a sign of life')
  }
}
