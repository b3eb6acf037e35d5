import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll } from '@jest/globals'
import { transformFileSync } from '@swc/core'
import type { LaneProgram } from './lane-process.ts'

const REPOSITORY = join(import.meta.dirname, '../..')
const PROGRAM = 'tests/support/lane-process.ts'
const COMPILED = [
  'src/clock.ts',
  'src/errors.ts',
  'src/pause.ts',
  'src/shown-address.ts',
  'src/db',
  'src/stories',
  'src/text',
  PROGRAM,
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
  const children: ChildProcess[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirefold-lanes-'))
    compile(folder)
  })
  afterEach(() => Promise.all(children.splice(0).map(killChild)))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  return async () => {
    const request: LaneProgram = { url: url() }
    const program = join(folder, PROGRAM.replace(/\.ts$/, '.js'))
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

async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** The processes need JavaScript, and a build may be missing or old. */
function compile(target: string): void {
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(REPOSITORY, 'node_modules'), join(target, 'node_modules'))
  for (const source of COMPILED.flatMap(filesOf)) {
    const { code } = transformFileSync(join(REPOSITORY, source), {
      configFile: false,
      swcrc: false,
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    })
    const file = join(target, source.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, code.replaceAll(/(from\s+['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'))
  }
}

function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  const names = readdirSync(join(REPOSITORY, path), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /(?<!\.d)\.ts$/.test(name)).map((name) => join(path, name))
}
