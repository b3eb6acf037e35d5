import type { AlarmChanges } from '../articles/watch-extraction.ts'
import type { Logger } from '../log.ts'

/** One line for each alarm when it opens, and one when it is over. */
export function logAlarms(log: Pick<Logger, 'info' | 'warn'>, { opened, closed }: AlarmChanges): void {
  for (const { publisher, mark, since, reason } of opened) {
    log.warn({ publisher, mark, since }, `the pages of ${publisher} have changed: ${reason}`)
  }
  for (const { publisher, mark, since } of closed) {
    log.info({ publisher, mark, since }, `the pages of ${publisher} are as usual again (${mark})`)
  }
}
