import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The command line of the same build. */
const COMMAND = fileURLToPath(new URL('../../src/main.js', import.meta.url))
const WARNING = 40 // pino's level

export interface WirefoldProcess {
  readonly pid: number
  /** Warnings and errors of its log, and lines that are no log. */
  readonly complaints: readonly string[]
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** Starts a command with these settings and none of the machine's own. */
export function startWirefold(args: readonly string[], env: Environment): WirefoldProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaints: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (isComplaint(line)) complaints.push(line)
  })
  const ended = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    complaints,
    async stop() {
      await end(child, ended)
    },
  }
}

/** Runs a command to its end. @throws Error with what it said when it fails */
export async function runWirefold(args: readonly string[], env: Environment): Promise<void> {
  await promisify(execFile)(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...env } })
}

const GRACE_MS = 30_000

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  await ended
  clearTimeout(timer)
}

function isComplaint(line: string): boolean {
  const level = /"level":(\d+)/.exec(line)?.[1]
  return level === undefined ? line.trim() !== '' : Number(level) >= WARNING
}

/** What a process uses: resident bytes, and seconds of CPU since its start. */
export interface Usage {
  readonly bytes: number
  readonly cpuSeconds: number
}

/** Null when it does not run any more. */
export async function usageOf(pid: number): Promise<Usage | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=,time=', '-p', String(pid)])
    const [kilobytes = '', time = ''] = stdout.trim().split(/\s+/)
    return { bytes: Number(kilobytes) * 1024, cpuSeconds: secondsOf(time) }
  } catch {
    return null // ps fails when there is no such process
  }
}

/** `[days-]hours:minutes:seconds`, of which the leading ones may be missing. */
function secondsOf(time: string): number {
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = time.split(/[-:]/).map(Number).reverse()
  return seconds + minutes * 60 + hours * 3_600 + days * 86_400
}
