import { join } from 'node:path'
import type { Database } from '../../src/db/database.ts'
import { countWork } from '../../src/feeds/repository.ts'
import { until } from './until.ts'
import { runWirefold, startWirefold, type WirefoldProcess } from './wirefold-process.ts'

export interface Production {
  readonly db: Database
  readonly databaseUrl: string
  readonly redisUrl: string | null
  readonly dataDir: string
}

const PRESS = [4101, 4102, 4103, 4104, 4105].map((port) => `http://127.0.0.1:${port}`)
const DATES = ['2026-03-03', '2026-03-04']

/** The demo press through separate processes, two of them working, to two frozen editions. */
export async function runProduction({ db, databaseUrl, redisUrl, dataDir }: Production): Promise<void> {
  const env = {
    DATABASE_URL: databaseUrl,
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    DATA_DIR: dataDir,
    FETCH_ALLOW_ORIGINS: PRESS.join(','),
    HOST_SPACING_MS: '20',
    EDITION_GRACE_SECONDS: '0',
  }
  const opml = join(dataDir, 'press.opml')
  const running: WirefoldProcess[] = []
  const start = (...args: string[]) => {
    const process = startWirefold(args, env)
    running.push(process)
    return process
  }
  const run = async (...args: string[]) => {
    const { code, output } = await runWirefold(args, env)
    if (code !== 0) throw new Error(`wirefold ${args.join(' ')} ended with ${String(code)}:\n${output}`)
  }
  try {
    await start('press', '--opml', opml).waitFor(/4105/)
    await run('migrate')
    await run('feeds', 'import', opml)
    await run('digest', 'add', 'daily', '--zone', 'Europe/Berlin', '--at', '05:30')
    const services = [start('scheduler'), start('work'), start('work')]
    await Promise.all(services.map((service) => service.waitFor(/"msg":"(working|scheduling)"/)))
    await until('all articles to be placed', async () => {
      const { polls, pollsDone, pages, pagesDone, texts, textsPlaced } = await countWork(db)
      return polls > 0 && polls === pollsDone && pages === pagesDone && texts === textsPlaced
    })
    for (const day of DATES) await run('digest', 'build', 'daily', '--date', day)
  } finally {
    await Promise.all(running.map((process) => process.stop()))
  }
}
