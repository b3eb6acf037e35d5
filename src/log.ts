import pino, { type Logger } from 'pino'
import { AppError } from './errors.ts'

export type { Logger }

/** An error as a line of a log: no connection objects, which hold settings and run to pages. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  return {
    type: name,
    ...(error instanceof AppError ? { code: error.code, details: error.details } : {}),
    message,
    stack,
  }
}

/** JSON lines on standard error: standard output belongs to what a command was asked for. */
export function openLog(level: string, process: string): Logger {
  return pino(
    { level, base: { process }, serializers: { err: describeError } },
    pino.destination({ dest: 2, sync: true }),
  )
}
