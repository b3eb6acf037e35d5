/** What a query may be sent to: the pool, or the one connection of a transaction. */
export interface Queryable {
  /**
   * Rows as Postgres' driver gives them: `bigint` and `count(*)` are strings, `timestamptz` is a Date, `date` is
   * 'YYYY-MM-DD'. Throws an AppError with one of the codes named at `Database`.
   */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/**
 * The whole of Postgres that the application may touch. Every failure is an AppError:
 * - `DATABASE_UNREACHABLE` (retry): no connection, or it was lost;
 * - `DATABASE_CONSTRAINT` (bug): a row was refused; `details` has `constraint`, `table` and `sqlState`;
 * - `DATABASE_QUERY`: anything else; `details.sqlState` is Postgres' own code.
 */
export interface Database extends Queryable {
  /**
   * Runs `work` on one connection between `begin` and `commit`; whatever it throws rolls everything back.
   * After a deadlock or a serialization failure `work` runs again, three times at most, so it may do nothing that
   * cannot be repeated outside the database. `tx` is dead once `work` has ended.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Waits for the running queries and closes every connection; closing twice is harmless. */
  close(): Promise<void>
}
