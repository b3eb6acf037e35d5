import type pg from 'pg'
import { AppError } from '../errors.ts'
import type { Queryable } from './database.ts'
import { isConflict, toDatabaseError } from './postgres-error.ts'

const RETRIES_AFTER_CONFLICT = 3

/** Runs a transaction by `once`, and again when Postgres could not finish it beside another. */
export async function untilNoConflict<T>(once: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await once()
    } catch (error) {
      if (!isConflict(error) || retries === RETRIES_AFTER_CONFLICT) throw error
    }
  }
}

/** One transaction on one connection. */
export async function transactOn<T>(
  client: pg.ClientBase,
  where: string,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  await run(client, where, 'begin')
  const tx = openTransaction(client, where)
  try {
    const result = await work(tx)
    tx.end()
    await commit(client, where)
    return result
  } catch (error) {
    tx.end()
    // When the rollback fails the connection is gone, and Postgres has rolled back by itself.
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** One query after the other, as one connection can; two that are sent side by side wait in line here. */
function openTransaction(client: pg.ClientBase, where: string): Queryable & { end(): void } {
  let ended = false
  let last: Promise<unknown> = Promise.resolve()
  return {
    query<Row>(sql: string, values?: readonly unknown[]) {
      if (ended) throw new Error('a query was sent to a transaction that has ended: await every query inside it')
      const rows = last.then(() => run<Row>(client, where, sql, values))
      last = rows.catch(() => undefined)
      return rows
    },
    end() {
      ended = true
    },
  }
}

/** Postgres answers the commit of a failed transaction with a rollback and no error. */
async function commit(client: pg.ClientBase, where: string): Promise<void> {
  const { command } = await client.query('commit').catch((error: unknown) => {
    throw toDatabaseError(error, where, 'commit')
  })
  if (command === 'COMMIT') return
  throw new AppError(
    'DATABASE_QUERY',
    'the transaction was rolled back: one of its statements failed and the failure was not passed on',
    { disposition: 'bug' },
  )
}

export async function run<Row>(
  client: pg.ClientBase,
  where: string,
  sql: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  try {
    // Several statements in one text give several results, though the driver's types do not say so.
    const results: unknown = await client.query(sql, values === undefined ? undefined : [...values])
    const last = (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult | undefined
    return (last?.rows ?? []) as Row[]
  } catch (error) {
    throw toDatabaseError(error, where, sql)
  }
}
