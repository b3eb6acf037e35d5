import { AppError, type Details, type Disposition, messageOf } from '../errors.ts'

/** Postgres could not finish two transactions side by side and asks for one of them to be run again. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01'])

/** Classes and codes of https://www.postgresql.org/docs/18/errcodes-appendix.html that pass by themselves. */
const PASSING = /^(?:40|53|55|57014)/
const UNREACHABLE = /^(?:08|28|3D000|53300|57P)/

/** The driver has no code for these; the texts are those of pg 8.23. */
const LOST =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/
const SYSTEM_CODE = /^E[A-Z_]+$/

const SHOWN_SQL_CHARACTERS = 300

/**
 * The AppError for anything that the driver threw. `where` says which server is meant, without its password;
 * `sql` is kept in the details, the values never are.
 */
export function toDatabaseError(thrown: unknown, where: string, sql?: string): AppError {
  if (thrown instanceof AppError) return thrown
  const code = textOf(thrown, 'code')
  const details = { sqlState: code, ...(sql === undefined ? {} : { sql: shownSql(sql) }) }

  if (isUnreachable(thrown, code)) return unreachable(thrown, code, where)
  if (code?.startsWith('23') === true) return constraint(thrown, details)

  const passing = code !== null && PASSING.test(code)
  return databaseError('DATABASE_QUERY', `could not run a query: ${messageOf(thrown)}`, thrown, {
    disposition: passing ? 'retry' : 'bug',
    details,
  })
}

/** Whether the transaction may succeed if it is run again from its start. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  const state = error.details['sqlState']
  return typeof state === 'string' && CONFLICTS.has(state)
}

function isUnreachable(thrown: unknown, code: string | null): boolean {
  if (code === null) return LOST.test(messageOf(thrown))
  return UNREACHABLE.test(code) || SYSTEM_CODE.test(code)
}

function unreachable(thrown: unknown, code: string | null, where: string): AppError {
  const reason = messageOf(thrown) || (code ?? 'no answer')
  return databaseError('DATABASE_UNREACHABLE', `no connection to Postgres: ${reason}; ${advice(code, where)}`, thrown, {
    disposition: 'retry',
    details: { where, sqlState: code },
  })
}

function advice(code: string | null, where: string): string {
  if (code?.startsWith('28') === true) return `are user and password right for ${where}?`
  if (code === '3D000') return `create the database, or correct its name (${where})`
  if (code === '53300') return `lower the pool sizes or raise max_connections at ${where}`
  return `is Postgres running at ${where}?`
}

function constraint(thrown: unknown, details: Details): AppError {
  const name = textOf(thrown, 'constraint') ?? textOf(thrown, 'column')
  const table = textOf(thrown, 'table')
  return databaseError('DATABASE_CONSTRAINT', `a row was refused: ${messageOf(thrown)}`, thrown, {
    disposition: 'bug',
    details: { ...details, constraint: name, table },
  })
}

function databaseError(
  code: string,
  message: string,
  cause: unknown,
  options: { disposition: Disposition; details: Details },
): AppError {
  return new AppError(code, message, { ...options, cause })
}

/** A text property of anything thrown; null when there is none. */
function textOf(thrown: unknown, property: string): string | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  const value: unknown = Reflect.get(thrown, property)
  return typeof value === 'string' && value !== '' ? value : null
}

function shownSql(sql: string): string {
  return sql
    .slice(0, 4 * SHOWN_SQL_CHARACTERS)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, SHOWN_SQL_CHARACTERS)
}
