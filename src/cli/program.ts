import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { systemClock } from '../clock.ts'
import { type Config, ConfigError, loadConfig } from '../config.ts'
import { AppError, messageOf, UsageError } from '../errors.ts'
import { openLog } from '../log.ts'
import { configCommand } from './config.ts'
import type { CommandContext, Terminal } from './context.ts'
import { digestCommand } from './digest.ts'
import { feedsCommand } from './feeds.ts'
import { healthCommand } from './health.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { pipeCommand } from './pipe.ts'
import { pressCommand } from './press.ts'
import { schedulerCommand } from './scheduler.ts'
import { searchCommand } from './search.ts'
import { upCommand } from './up.ts'
import { webCommand } from './web.ts'
import { workCommand } from './work.ts'

const FAILED = 1
const MISUSED = 2

/** Runs one command; returns the exit code: 0 done, 1 failed, 2 misused. */
export async function runCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const context = openContext(env, terminal)
  const program = new Command('wirefold')
    .description('Reads publishers’ feeds, groups their reports into stories and makes a daily digest.')
    .showHelpAfterError('(wirefold --help lists the commands)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
    })
  for (const command of commands(context)) program.addCommand(inherit(command))
  try {
    await program.parseAsync([...argv])
    return 0
  } catch (error) {
    return reportFailure(error, terminal, env['LOG_LEVEL'] === 'debug')
  }
}

const commands = (context: CommandContext): readonly Command[] => [
  upCommand(context),
  migrateCommand(context),
  schedulerCommand(context),
  workCommand(context),
  webCommand(context),
  feedsCommand(context),
  digestCommand(context),
  importCommand(context),
  searchCommand(context),
  pipeCommand(context),
  pressCommand(context),
  healthCommand(context),
  configCommand(context),
]

/** Commander ends the process by itself unless every command is told not to. */
function inherit(command: Command): Command {
  command.exitOverride()
  command.commands.forEach(inherit)
  return command
}

function openContext(env: Readonly<Record<string, string | undefined>>, terminal: Terminal): CommandContext {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) terminal.onSignal(name, () => stopping.abort())
  let config: Config | undefined
  const readConfig = () => (config ??= loadConfig(env, (path) => readFileSync(path, 'utf8')))
  return {
    terminal,
    clock: systemClock,
    signal: stopping.signal,
    config: readConfig,
    log: (process) => openLog(readConfig().logLevel, process),
    print: (line) => terminal.output.write(`${line}\n`),
  }
}

function reportFailure(error: unknown, terminal: Terminal, verbose: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED
  const shown = error instanceof Error && (verbose || !(error instanceof AppError)) ? error.stack : undefined
  terminal.errors.write(`wirefold: ${shown ?? messageOf(error)}\n`)
  return error instanceof ConfigError || error instanceof UsageError ? MISUSED : FAILED
}
