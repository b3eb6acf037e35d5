import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'

/** The process as a command sees it. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable & { readonly isTTY?: boolean }
  readonly errors: Writable
  readonly onSignal: (name: 'SIGINT' | 'SIGTERM', act: () => void) => void
}

/** What every command is given. Settings are read when a command asks, so that `--help` needs none. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly clock: Clock
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal
  config(): Config
  log(process: string): Logger
  print(line: string): void
}
