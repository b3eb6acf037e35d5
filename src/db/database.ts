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
  /** Opens a connection of its own, beside the pool, for what belongs to one: an advisory lock. The caller closes it. */
  session(): Promise<Session>
  /** Waits for the running queries and closes every connection; closing twice is harmless. */
  close(): Promise<void>
}

/** One connection, and what Postgres ties to it: when it ends, its locks are let go and its transaction is undone. */
export interface Session extends Queryable {
  /** As `Database.transaction`; two that are asked for side by side run one after the other. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Given when the connection ends without having been closed; its reason is the AppError. */
  readonly lost: AbortSignal
  /** Ends the connection; closing twice, or one that is lost, is harmless. */
  close(): Promise<void>
}
