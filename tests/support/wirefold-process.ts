import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'

/** The built command line, as a user starts it. */
const COMMAND = join(projectRoot(), 'dist', 'src', 'main.js')

export interface WirefoldProcess {
  readonly pid: number
  /** All that it has written so far, both streams in the order of arrival. */
  output(): string
  /** Resolves with the output once it holds `pattern`; rejects when the process ends before. */
  waitFor(pattern: RegExp): Promise<string>
  signal(name: NodeJS.Signals): void
  /** Gives it more input, where it was kept open. */
  write(text: string): void
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>
  /** Ends it and waits. */
  stop(): Promise<number | null>
}

type Environment = Readonly<Record<string, string>>

/** Runs a command whose output nobody reads; resolves with its exit code and what it said on standard error. */
export async function runUnread(args: readonly string[]): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { PATH: process.env['PATH'] ?? '' } })
  child.stdout.destroy()
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, errors }
}

/** Starts a command with these settings and none of the machine's own, in a folder of the test's. */
export function startWirefold(
  args: readonly string[],
  env: Environment,
  input = '',
  { keepInputOpen = false }: { readonly keepInputOpen?: boolean } = {},
): WirefoldProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', LOG_LEVEL: 'info', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.write(input)
  if (!keepInputOpen) child.stdin.end()
  return follow(child)
}

/** Runs a command to its end. */
export async function runWirefold(args: readonly string[], env: Environment, input?: string) {
  const started = startWirefold(args, env, input)
  const code = await started.exited
  return { code, output: started.output() }
}

function follow(child: ChildProcess): WirefoldProcess {
  let output = ''
  const lookers = new Set<() => void>()
  const take = (chunk: Buffer) => {
    output += chunk.toString()
    for (const look of lookers) look()
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const exited = once(child, 'close').then(([code]) => code as number | null)
  return {
    pid: child.pid ?? 0,
    output: () => output,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(output)) return
          lookers.delete(look)
          resolve(output)
        }
        lookers.add(look)
        look()
        void exited.then((code) =>
          reject(new Error(`ended with ${String(code)} before ${String(pattern)}:\n${output}`)),
        )
      }),
    signal: (name) => child.kill(name),
    write: (text) => child.stdin?.write(text),
    exited,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      return exited
    },
  }
}
