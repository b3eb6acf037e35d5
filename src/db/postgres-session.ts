import pg from 'pg'
import type { Queryable, Session } from './database.ts'
import { run, transactOn, untilNoConflict } from './postgres-client.ts'
import { toDatabaseError } from './postgres-error.ts'

/** Opens the one connection of a session. */
export async function openSession(config: pg.ClientConfig, where: string): Promise<Session> {
  const client = new pg.Client(config)
  const lost = new AbortController()
  let closing: Promise<void> | undefined
  const onLost = (error: unknown): void => {
    if (!closing) lost.abort(toDatabaseError(error, where))
  }
  client.on('error', onLost)
  client.on('end', () => onLost(new Error('Connection terminated')))
  await client.connect().catch((error: unknown) => {
    throw toDatabaseError(error, where)
  })

  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  return {
    query: <Row>(sql: string, values?: readonly unknown[]) => inTurn(() => run<Row>(client, where, sql, values)),
    transaction: <T>(work: (tx: Queryable) => Promise<T>) =>
      inTurn(() => untilNoConflict(() => transactOn(client, where, work))),
    lost: lost.signal,
    close() {
      closing ??= client.end()
      return closing
    },
  }
}
