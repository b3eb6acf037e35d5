import type { Database } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres.ts'

/** Connections as another process has them. Whoever opens it closes it. */
export const poolOf = (connectionString: string): Database =>
  openPostgres({ connectionString, poolSize: 3, applicationName: 'wirefold-test', onError: () => undefined })
