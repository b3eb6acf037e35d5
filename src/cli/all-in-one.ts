import { type App, openApp } from '../app.ts'
import type { Clock } from '../clock.ts'
import { claimDataDir } from '../db/embedded/data-directory.ts'
import type { Digest } from '../digests/digest.ts'
import { viewOf } from '../digests/edition-view.ts'
import { renderHtml } from '../digests/render-html.tsx'
import type { FrozenEdition } from '../digests/repository.ts'
import { addDigest } from '../digests/repository-digest.ts'
import { renderText } from '../digests/render-text.ts'
import type { ListedFeed } from '../feeds/feeds-from-opml.ts'
import { saveFeeds } from '../feeds/repository-manage.ts'
import { deskNeeds } from '../http/desk-needs.ts'
import { startWeb } from '../http/server.ts'
import type { Logger } from '../log.ts'
import { runScheduler, startDuePolls } from '../scheduler.ts'
import type { CommandContext } from './context.ts'
import { writeEdition } from './edition-files.ts'
import { refuseTakenPort } from './free-port.ts'
import { logAlarms } from './log-alarms.ts'
import { openProgress } from './progress.ts'
import { PASS_EVERY_MS } from './scheduler.ts'
import { watchWork } from './watch-work.ts'
import { untilStopped } from './with-app.ts'

/** The feeds of a run, with what serves them where they are our own. */
export interface OpenFeeds {
  readonly feeds: readonly ListedFeed[]
  /** Loopback origins that may be fetched for this run. */
  readonly allowedOrigins: readonly string[]
  readonly close: () => Promise<void>
}

/** One run of the whole of Wirefold in this process. */
export interface Run {
  readonly once: boolean
  readonly isDemo: boolean
  /** Database in the embedded server. */
  readonly database: string
  readonly clock: Clock
  readonly zone: string
  /** When its digest is due; null as the schema has it. */
  readonly sendAt: string | null
  readonly open: () => Promise<OpenFeeds>
  readonly hostSpacingMs: number
  /** Makes the feeds due before the first pass, or leaves that to their rhythm. */
  readonly before: (app: App) => Promise<void>
  /** The editions of the first pass, built when all its work is done. */
  readonly editions: (app: App, digest: Digest) => Promise<readonly FrozenEdition[]>
  /** The last lines on the terminal. */
  readonly closing: (app: App, address: string | null) => Promise<readonly string[]>
}

const DIGEST = 'daily'

/**
 * Polls, scrapes, folds, groups, builds the editions and writes them as files; then, unless it is to be once, serves
 * the pages and goes on by the feeds' rhythm until stopped.
 */
export async function runAllInOne(context: CommandContext, run: Run): Promise<void> {
  const { dataDir, web } = context.config()
  const claim = await claimDataDir(dataDir)
  try {
    if (!run.once) await refuseTakenPort(web.host, web.port)
    const open = await run.open()
    await runOn(open, context, run).finally(open.close)
  } finally {
    await claim.release()
  }
}

async function runOn(open: OpenFeeds, context: CommandContext, run: Run): Promise<void> {
  const lost = new AbortController()
  const log = context.log('up')
  const app = await openApp(context.config(), {
    clock: run.clock,
    log,
    embeddedDatabase: run.database,
    migrate: true,
    embeddedServer: 'own',
    allowedOrigins: open.allowedOrigins,
    hostSpacingMs: run.hostSpacingMs,
    onLost: (error) => lost.abort(error),
  })
  try {
    for (const note of app.notes) context.print(note)
    await work(open.feeds, context, run, app, log, AbortSignal.any([context.signal, lost.signal]))
  } finally {
    await app.close()
  }
  lost.signal.throwIfAborted()
}

async function work(
  feeds: readonly ListedFeed[],
  context: CommandContext,
  run: Run,
  app: App,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const now = run.clock.now()
  await app.db.transaction((tx) => saveFeeds(tx, feeds, now))
  const sendAt = run.sendAt === null ? {} : { sendAt: run.sendAt }
  const digest = await addDigest(app.db, { name: DIGEST, zone: run.zone, ...sendAt }, now)
  await run.before(app)
  const ended = new AbortController()
  const running = app.queue.work(app.workers)
  const watching = app.lanes.watch(AbortSignal.any([signal, ended.signal]))
  try {
    await firstPass(context, run, app, digest, signal)
    if (signal.aborted) return
    if (run.once) {
      for (const line of await run.closing(app, null)) context.print(line)
      return
    }
    await serve(context, run, app, log, signal)
  } finally {
    ended.abort()
    await Promise.all([running.stop(), watching])
  }
}

async function firstPass(
  context: CommandContext,
  run: Run,
  app: App,
  digest: Digest,
  signal: AbortSignal,
): Promise<void> {
  await startDuePolls(app.scheduler)
  const progress = openProgress(context.terminal)
  await watchWork(app.db, progress, signal).finally(() => progress.stop())
  if (signal.aborted) return
  for (const edition of await run.editions(app, digest)) {
    const files = await writeEdition(context.config().dataDir, edition)
    const { length } = edition.content.stories
    context.print(`edition of ${edition.localDate}: ${length} stories\n  ${files.html}\n  ${files.text}`)
  }
}

async function serve(context: CommandContext, run: Run, app: App, log: Logger, signal: AbortSignal): Promise<void> {
  const pages = await startWeb({
    db: app.db,
    clock: run.clock,
    ...context.config().web,
    zone: run.zone,
    demo: run.isDemo,
    renderText: (content) => renderText(viewOf(content, null)),
    renderMail: (content, options) => renderHtml(viewOf(content, null), options),
    publicUrl: context.config().publicUrl,
    missingMigrations: app.missingMigrations,
    mail: { key: app.mail.mailing.key, bounceToken: context.config().mail.bounceToken },
    desk: deskNeeds(app.mail),
    log,
  })
  try {
    for (const line of await run.closing(app, pages.address)) context.print(line)
    await Promise.all([
      runScheduler(app.scheduler, {
        everyMs: PASS_EVERY_MS,
        signal,
        onPass: () => undefined,
        onAlarms: (changes) => logAlarms(log, changes),
        onError: (error) => log.error({ err: error }, 'a pass of the scheduler failed; the next one tries again'),
      }),
      untilStopped(signal),
    ])
  } finally {
    await pages.close()
  }
}
