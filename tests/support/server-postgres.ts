import { openPostgres } from '../../src/db/postgres.ts'

/** A Postgres server beside the embedded one, for what must hold on any: TEST_SERVER_DATABASE_URL, or the usual port. */
const url = process.env['TEST_SERVER_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres'

/** Its address if it answers, else null. */
export async function findServerPostgres(): Promise<string | null> {
  const db = openPostgres({
    connectionString: url,
    poolSize: 1,
    applicationName: 'wirefold-test',
    onError: () => undefined,
  })
  try {
    await db.query('select 1')
    return url
  } catch {
    return null // no server here: whoever asked says so by skipping
  } finally {
    await db.close()
  }
}
