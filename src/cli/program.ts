import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { systemClock } from '../clock.ts'
import { type Config, ConfigError, loadConfig } from '../config.ts'
import { AppError, messageOf, UsageError } from '../errors.ts'
import { openLog } from '../log.ts'
import type { CommandContext, Terminal } from './context.ts'

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
  for (const command of await loadCommands(argv[2], context)) program.addCommand(inherit(command, program))
  try {
    await program.parseAsync([...argv])
    return 0
  } catch (error) {
    return reportFailure(error, terminal, env['LOG_LEVEL'] === 'debug')
  }
}

type OpenCommand = (context: CommandContext) => Command

/** In the order of the help. A command is loaded when it is called for: a filter need not load a web server. */
const commands: Readonly<Record<string, () => Promise<OpenCommand>>> = {
  up: async () => (await import('./up.ts')).upCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  scheduler: async () => (await import('./scheduler.ts')).schedulerCommand,
  work: async () => (await import('./work.ts')).workCommand,
  web: async () => (await import('./web.ts')).webCommand,
  feeds: async () => (await import('./feeds.ts')).feedsCommand,
  publishers: async () => (await import('./publishers.ts')).publishersCommand,
  extract: async () => (await import('./extract.ts')).extractCommand,
  stories: async () => (await import('./stories.ts')).storiesCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
  digest: async () => (await import('./digest.ts')).digestCommand,
  subscribers: async () => (await import('./subscribers.ts')).subscribersCommand,
  deliveries: async () => (await import('./deliveries.ts')).deliveriesCommand,
  import: async () => (await import('./import.ts')).importCommand,
  search: async () => (await import('./search.ts')).searchCommand,
  watches: async () => (await import('./watches.ts')).watchesCommand,
  pipe: async () => (await import('./pipe.ts')).pipeCommand,
  press: async () => (await import('./press.ts')).pressCommand,
  health: async () => (await import('./health.ts')).healthCommand,
  config: async () => (await import('./config.ts')).configCommand,
}

/** The command that is called, or all of them where help or an error lists them. */
async function loadCommands(name: string | undefined, context: CommandContext): Promise<readonly Command[]> {
  const called = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  const loads = called ? [called] : Object.values(commands)
  return Promise.all(loads.map(async (load) => (await load())(context)))
}

/** Commander ends the process by itself, and writes past the terminal, unless every command is told not to. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent)
  for (const child of command.commands) inherit(child, command)
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
