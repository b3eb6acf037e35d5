import { Command } from 'commander'
import { request } from 'node:http'
import { openPostgres } from '../db/postgres.ts'
import { AppError, messageOf, UsageError } from '../errors.ts'
import { type BeatingRole, checkBeat } from './beat.ts'
import type { CommandContext } from './context.ts'
import { OWN_DATABASE, withApp } from './with-app.ts'

/** `wirefold health ROLE`: exit 0 when the role's process on this host is well; for container health checks. */
export function healthCommand(context: CommandContext): Command {
  return new Command('health')
    .description('say whether web, scheduler or work on this host is well')
    .argument('<role>', 'web, scheduler or work')
    .action(async (role: string) => {
      if (role === 'web') await checkWeb(context)
      else if (role === 'scheduler' || role === 'work') await checkProcess(context, role)
      else throw new UsageError(`no role is called ${role}: expected web, scheduler or work`)
      context.print(`${role} is well`)
    })
}

async function checkProcess(context: CommandContext, role: BeatingRole): Promise<void> {
  const { store } = context.config()
  if (store.kind === 'embedded') {
    await withApp(context, OWN_DATABASE, (app) => checkBeat(app.db, role))
    return
  }
  // Only the database is asked, so that a check every few seconds opens no queue.
  const db = openPostgres({
    connectionString: store.databaseUrl,
    poolSize: 1,
    applicationName: 'wirefold health',
    onError: () => undefined,
  })
  try {
    await checkBeat(db, role)
  } finally {
    await db.close()
  }
}

async function checkWeb(context: CommandContext): Promise<void> {
  const { host, port } = context.config().web
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  const status = await statusOf(local, port).catch((error: unknown) => {
    throw new AppError('UNHEALTHY', `web does not answer at ${local}:${port}: ${messageOf(error)}`, {
      disposition: 'retry',
    })
  })
  if (status !== 200)
    throw new AppError('UNHEALTHY', `web is not ready: it answered ${status}`, { disposition: 'retry' })
}

const statusOf = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request({ host, port, path: '/ready', timeout: 5_000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('timeout', () => asked.destroy(new Error('no answer in 5 s')))
    asked.on('error', reject)
    asked.end()
  })
