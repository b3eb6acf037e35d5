import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'

/** Whether a Redis can be started on this machine; `REDIS_SERVER` names the program where it is not on the path. */
export const canStartRedis = (): boolean => spawnSync(program(), ['--version']).status === 0

const program = (): string => process.env['REDIS_SERVER'] ?? 'redis-server'

export interface StartedRedis {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts a Redis on a free port of loopback, with its files in a folder of its own.
 * @param options the options of redis.conf, such as `{ appendonly: 'yes' }`, or several values for one name
 */
export async function startRedis(options: Readonly<Record<string, readonly string[]>>): Promise<StartedRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'wirefold-redis-'))
  const port = await freePort()
  const all = { bind: ['127.0.0.1'], port: [String(port)], dir: [directory], save: [''], ...options }
  const server = spawn(
    program(),
    Object.entries(all).flatMap(([name, values]) => [`--${name}`, ...values]),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said: string[] = []
  for await (const line of createInterface({ input: server.stdout })) {
    said.push(line)
    if (line.includes('Ready to accept connections')) break
  }
  server.stdout.resume()
  if (server.exitCode !== null || !said.some((line) => line.includes('Ready to accept'))) {
    throw new Error(`redis-server did not start:\n${said.join('\n')}`)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Whether there is a Redis for tests that only put jobs into one. */
export const hasRedis = (): boolean => process.env['REDIS_URL'] !== undefined || canStartRedis()

/**
 * A Redis for tests that only put jobs into one: a database of their own on the server of REDIS_URL, else one that is
 * started. `database` parts the test files that share the server.
 */
export async function useRedis(database: number): Promise<StartedRedis> {
  const given = process.env['REDIS_URL']
  if (given === undefined) return startRedis({ appendonly: ['yes'], 'maxmemory-policy': ['noeviction'] })
  const url = new URL(given)
  url.pathname = `/${database}`
  return { url: url.href, stop: () => Promise.resolve() }
}
