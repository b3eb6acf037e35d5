import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from '@jest/globals'
import { compileProgram } from './compiled-program.ts'
import { killChild } from './kill-child.ts'
import type { LaneProgram } from './lane-process.ts'

const NEEDED = [
  'src/clock.ts',
  'src/errors.ts',
  'src/pause.ts',
  'src/shown-address.ts',
  'src/db',
  'src/stories',
  'src/text',
]

export interface LaneProcess {
  readonly pid: number
  wake(language: string): void
  signal(name: NodeJS.Signals): void
  /** Ends it as a worker that is told to stop; resolves with its exit code. */
  stop(): Promise<number | null>
  /** What went wrong in it. */
  errors(): string
}

/** Real worker processes of a lane on the database of `url`. None outlives its test. */
export function useLaneProcesses(url: () => string): () => Promise<LaneProcess> {
  let folder: string
  let program: string
  const children: ChildProcess[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirefold-lanes-'))
    program = compileProgram(folder, 'tests/support/lane-process.ts', NEEDED)
  })
  afterEach(() => Promise.all(children.splice(0).map(killChild)))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  return async () => {
    const request: LaneProgram = { url: url() }
    const child = spawn(process.execPath, [program, JSON.stringify(request)], {
      env: { PATH: process.env['PATH'] ?? '' },
    })
    children.push(child)
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    const exited = once(child, 'exit').then(([code]) => code as number | null)
    await Promise.race([
      once(child.stdout, 'data'),
      exited.then(() => Promise.reject(new Error(`ended before it was ready:\n${errors}`))),
    ])
    return {
      pid: child.pid ?? 0,
      wake: (language) => void child.stdin.write(`${language}\n`),
      signal: (name) => void child.kill(name),
      stop: () => {
        child.stdin.end()
        return exited
      },
      errors: () => errors,
    }
  }
}
