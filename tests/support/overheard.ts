import type { Database, Queryable } from '../../src/db/database.ts'

/**
 * A database that tells what its sessions are sent in transactions.
 * @param onStatement told before it is sent; what it throws is sent instead of an answer
 */
export function overheard(inner: Database, onStatement: (sql: string) => void): Database {
  const heard = (tx: Queryable): Queryable => ({
    query<Row>(sql: string, values?: readonly unknown[]) {
      onStatement(sql)
      return tx.query<Row>(sql, values)
    },
  })
  return {
    ...inner,
    async session() {
      const session = await inner.session()
      return { ...session, transaction: (work) => session.transaction((tx) => work(heard(tx))) }
    },
  }
}
