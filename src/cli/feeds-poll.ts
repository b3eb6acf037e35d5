import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import type { App } from '../app.ts'
import { AppError, LaterError } from '../errors.ts'
import { findPollResult, type ManagedFeed, orderPollOf, type PollResult } from '../feeds/repository-manage.ts'
import { pollFeed } from '../queue/jobs.ts'
import type { CommandContext } from './context.ts'
import { feedNamed } from './feeds-find.ts'
import { fromNow, shown } from './feeds-text.ts'
import { withApp } from './with-app.ts'

/** `wirefold feeds poll FEED`: in this process, without waiting for a worker; a paused feed is polled once and stays paused. */
export function pollCommand(context: CommandContext): Command {
  return new Command('poll')
    .description('poll a feed now and say what came of it')
    .argument('<feed>', 'its id or address')
    .option('--json', 'as JSON', false)
    .action((named: string, { json }: { json: boolean }) =>
      withApp(context, 'feeds', async (app) => {
        const feed = await feedNamed(app.db, named)
        const pollId = await app.db.transaction((tx) => orderPollOf(tx, feed.id, context.clock.now()))
        await runPoll(app, pollId, context)
        const result = await findPollResult(app.db, pollId)
        if (!result) throw new Error(`poll ${pollId} has no outcome`)
        if (json) context.print(JSON.stringify({ ...feed, ...result }))
        report(feed, result, context, json)
      }),
    )
}

/** Runs the poll's worker until it has an outcome; what must wait for its origin is waited for here. */
async function runPoll(app: App, pollId: string, context: CommandContext): Promise<void> {
  const { clock, signal } = context
  const worker = app.workers.find(({ jobName }) => jobName === pollFeed.name)
  if (!worker) throw new Error(`no worker does ${pollFeed.name}`)
  for (;;) {
    try {
      await worker.run({ pollId }, signal)
      return
    } catch (error) {
      if (signal.aborted) throw stopped(error)
      if (!(error instanceof LaterError)) throw error
      context.print(`waiting until ${error.notBefore.toISOString()}: ${error.message}`)
      const wait = error.notBefore.getTime() - clock.now().getTime()
      await pause(Math.max(0, wait), undefined, { signal }).catch((cause: unknown) => {
        throw stopped(cause)
      })
    }
  }
}

const stopped = (cause: unknown): AppError =>
  new AppError('STOPPED', 'stopped before the poll was made; the scheduler sees to it', { disposition: 'retry', cause })

/** @throws AppError with the poll's own code when it failed */
function report(feed: ManagedFeed, result: PollResult, context: CommandContext, json: boolean): void {
  const next =
    feed.state === 'paused' ? 'it stays paused' : `next poll ${fromNow(result.nextPollAt, context.clock.now())}`
  if (result.outcome === 'failed') {
    const reason = result.error ?? 'no reason was kept'
    throw new AppError(result.errorCode ?? 'POLL_FAILED', `could not poll ${feed.url}: ${shown(reason)}; ${next}`, {
      disposition: 'retry',
    })
  }
  if (json) return
  const counts =
    result.outcome === 'read'
      ? `read, ${result.entries ?? 0} entries, ${result.newEntries ?? 0} new`
      : `unchanged (${result.httpStatus ?? 0})`
  context.print(`${shown(feed.publisher)}, ${feed.url}: ${counts}; ${next}`)
  if (result.redirectedTo !== null) context.print(`  answered by ${result.redirectedTo}`)
  for (const oddity of result.oddities) context.print(`  odd: ${shown(oddity)}`)
}
