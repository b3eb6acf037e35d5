import { hostname } from 'node:os'
import type { Queryable } from '../db/database.ts'
import { AppError } from '../errors.ts'

/** The long-running processes whose health can be asked for. */
export type BeatingRole = 'scheduler' | 'work'

/** A process that has not beaten for this long is not well; it beats every few seconds. */
const WELL_FOR_SECONDS = 30
export const BEAT_EVERY_MS = 5_000

/** Leaves a sign of life, by the clock of the database, so that machines need not agree on the time. */
export async function beat(db: Queryable, role: BeatingRole): Promise<void> {
  await db.query(
    `insert into heartbeat (role, host, at) values ($1, $2, clock_timestamp())
     on conflict (role, host) do update set at = excluded.at`,
    [role, hostname()],
  )
}

/** @throws AppError UNHEALTHY when the role's process on this host has not beaten lately */
export async function checkBeat(db: Queryable, role: BeatingRole): Promise<void> {
  const [row] = await db.query<{ age: number }>(
    `select extract(epoch from clock_timestamp() - at)::float8 as age from heartbeat where role = $1 and host = $2`,
    [role, hostname()],
  )
  if (row && row.age <= WELL_FOR_SECONDS) return
  const last = row ? `its last sign of life is ${Math.round(row.age)} s old` : 'it has left no sign of life'
  throw new AppError('UNHEALTHY', `${role} on ${hostname()} is not well: ${last}`, { disposition: 'retry' })
}
