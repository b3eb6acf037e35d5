import { type App, openApp } from '../app.ts'
import type { CommandContext } from './context.ts'

/** The user's own stories inside the embedded Postgres; the demo's lie in another database of it. */
export const OWN_DATABASE = 'wirefold'
export const DEMO_DATABASE = 'wirefold_demo'

/** Opens the ports for one short command or one service, and closes them whatever happens. */
export async function withApp<T>(context: CommandContext, name: string, work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(context.config(), {
    clock: context.clock,
    log: context.log(name),
    embeddedDatabase: OWN_DATABASE,
    migrate: context.config().store.kind === 'embedded',
  })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** Resolves when the process is told to stop. */
export const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
