import { afterEach, beforeEach } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../src/db/database.ts'
import { type LinkClaim, signLink } from '../../src/deliveries/link-token.ts'
import { askForSubscription, confirmSubscriber } from '../../src/deliveries/repository-subscriber.ts'
import { buildWeb } from '../../src/http/app.ts'
import { mailKey } from './mail.ts'
import type { SetClock } from './set-clock.ts'

/** The pages over the test's database, as a reader of mails asks them. */
export function useReaderPages(db: () => Database, clock: SetClock) {
  let web: FastifyInstance
  beforeEach(async () => {
    web = await buildWeb({
      db: db(),
      clock,
      zone: 'UTC',
      demo: false,
      missingMigrations: () => Promise.resolve([]),
      mail: { key: mailKey, bounceToken: null },
    })
  })
  afterEach(() => web.close())
  return {
    get: (url: string) => web.inject(url),
    head: (url: string) => web.inject({ method: 'HEAD', url }),
    post: (url: string, fields: string | Record<string, string> | readonly (readonly [string, string])[] = '') =>
      web.inject({
        method: 'POST',
        url,
        payload: typeof fields === 'string' ? fields : new URLSearchParams(fields as Record<string, string>).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  }
}

/** `/s/TOKEN` of a subscriber's settings, or what `claim` says instead. */
export const readerLink = (subscriberId: string, claim: Partial<LinkClaim> = {}): string =>
  `/s/${signLink({ purpose: 'settings', subscriberId, generation: 0, expires: 0, ...claim }, mailKey)}`

/** Somebody who has confirmed. */
export async function storeReader(db: Database, digestId: string, address: string, now: Date): Promise<string> {
  const { id, generation } = await askForSubscription(db, digestId, address, now)
  await confirmSubscriber(db, { id, generation }, 'by link', now)
  return id
}

/** Every row of every table, to tell whether anything has changed. */
export async function everyRow(db: Database): Promise<Record<string, unknown>> {
  const tables = await db.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
  const rows: Record<string, unknown> = {}
  for (const { name } of tables) {
    rows[name] = await db.query(`select to_jsonb(one) as row from ${name} one order by to_jsonb(one)::text`)
  }
  return rows
}
