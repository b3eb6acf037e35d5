import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals'
import { startEmbeddedPostgres } from '../../../src/db/embedded/launch.ts'
import { commandLineOf, isAlive } from '../../../src/db/embedded/process-identity.ts'
import { compileProgram } from '../../support/compiled-program.ts'
import { killChild } from '../../support/kill-child.ts'
import type { Request } from './starter.ts'

export interface Answer {
  readonly attached?: boolean
  readonly cluster?: string
  readonly socketDir?: string
  readonly notes?: readonly string[]
  readonly code?: string
  readonly message?: string
}

interface Starter {
  readonly pid: number
  readonly answer: Answer
  kill(signal: NodeJS.Signals): void
  /** As a command that has done its work. */
  readonly finish: () => Promise<void>
}

export interface Identity {
  readonly uid: number
  readonly gid: number
}

interface Workshop {
  /** A directory of the current test, open to every user, removed after it. */
  directory(): string
  /** A data directory below it with a cluster that was used and stopped, which takes less than making a new one. */
  usedDataDirectory(): Promise<string>
  /** Runs starter.ts in a process of its own and waits for its answer. */
  starter(request: Request, as?: Identity): Promise<Starter>
}

/** Real processes for tests of what happens between processes. None outlives its test. */
export function useWorkshop(): Workshop {
  let program: string
  let directory: string
  let seed: Promise<string> | undefined
  const children: ChildProcess[] = []

  beforeAll(async () => {
    const compiled = await openTemporary()
    program = compileProgram(compiled, 'tests/integration/db/starter.ts', ['src/errors.ts', 'src/db'])
  })
  afterAll(async () => {
    if (seed) await rm(await seed, { recursive: true, force: true })
    await rm(join(program, '../../../..'), { recursive: true, force: true })
  })
  beforeEach(async () => {
    directory = await openTemporary()
  })
  afterEach(async () => {
    await Promise.all(children.splice(0).map(killChild))
    await endServers(directory)
    await rm(directory, { recursive: true, force: true, maxRetries: 3 })
  })

  return {
    directory: () => directory,
    async usedDataDirectory() {
      seed ??= makeSeed()
      const dataDir = await makeDirectory(join(directory, 'data'), 0o755)
      // Keeps the owner, which the recursive copy of node:fs does not.
      await promisify(execFile)('cp', ['-a', join(await seed, 'data', 'postgres'), dataDir])
      return dataDir
    },
    async starter(request, as) {
      const child = spawn(process.execPath, [program, JSON.stringify(request)], {
        stdio: ['pipe', 'pipe', 'inherit'],
        cwd: '/',
        detached: true,
        ...as,
      })
      children.push(child)
      return {
        pid: child.pid ?? 0,
        answer: await firstLine(child),
        kill: (signal) => void process.kill(-(child.pid ?? 0), signal),
        async finish() {
          const exited = once(child, 'exit')
          child.stdin.end()
          await exited
        },
      }
    },
  }
}

/** Process numbers of the Postgres servers (not of their sessions) whose cluster lies below the directory. */
export async function serversBelow(directory: string): Promise<number[]> {
  const isServer = (commandLine: string) => /^\S*\/postgres -D /.test(commandLine) && commandLine.includes(directory)
  return (await processes()).filter(([, commandLine]) => isServer(commandLine)).map(([pid]) => pid)
}

/** Number and command line of every process. */
async function processes(): Promise<(readonly [number, string])[]> {
  if (!existsSync('/proc/self')) {
    const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,args='])
    return stdout.split('\n').map((line) => [Number.parseInt(line, 10), line.trim().replace(/^\d+ +/, '')])
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return Promise.all(pids.map(async (pid) => [Number(pid), await commandLineOf(Number(pid))] as const))
}

/** Asks again and again until the answer is yes; throws after ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never became true: ${holds.toString()}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

export const ended = (pid: number): Promise<void> => until(() => !isAlive(pid))

async function makeSeed(): Promise<string> {
  const directory = await openTemporary()
  const postgres = await startEmbeddedPostgres({ dataDir: join(directory, 'data'), fastAndUnsafe: true })
  await postgres.stop()
  return directory
}

/** The guards of killed processes get their time first; a test that failed may have left a server of its own. */
async function endServers(directory: string): Promise<void> {
  const areGone = async () => (await serversBelow(directory)).length === 0
  await until(areGone).catch(async () => {
    for (const pid of await serversBelow(directory)) process.kill(pid, 'SIGKILL')
    await until(areGone)
  })
}

async function openTemporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'wirefold-launch-'))
  await chmod(directory, 0o755)
  return directory
}

async function firstLine(child: ChildProcess): Promise<Answer> {
  if (!child.stdout) throw new Error('the process has no output')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Answer
  throw new Error('the process ended without an answer')
}

export async function makeDirectory(path: string, mode: number): Promise<string> {
  await mkdir(path, { recursive: true })
  await chmod(path, mode)
  return path
}
