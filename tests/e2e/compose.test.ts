import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { projectRoot } from '../../src/project-root.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { hasRedis, type StartedRedis, useRedis } from '../support/redis.ts'
import { findServerPostgres } from '../support/server-postgres.ts'
import { until } from '../support/until.ts'
import { runWirefold, startWirefold, type WirefoldProcess } from '../support/wirefold-process.ts'

interface Service {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly healthcheck?: { readonly test: readonly string[] }
}

const compose = parse(readFileSync(join(projectRoot(), 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
}
const service = (name: string): Service => {
  const found = compose.services[name]
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`)
  return found
}

const server = await findServerPostgres()
const isPossible = server !== null && hasRedis()

/** The commands of docker-compose.yml as processes of this machine; only hosts and credentials are mapped. */
;(isPossible ? describe : describe.skip)('the services of docker-compose.yml', () => {
  let own: Awaited<ReturnType<typeof createEmptyDatabase>>
  let redis: StartedRedis
  let webPort: number
  const running = new Map<string, WirefoldProcess>()

  beforeAll(async () => {
    own = await createEmptyDatabase(server ?? '')
    redis = await useRedis(12)
    webPort = await freePort()
  })
  afterAll(async () => {
    await Promise.all([...running.values()].map((process) => process.stop()))
    await redis.stop()
    await own.drop()
  })

  /** The one table of what containers find by name and this machine finds elsewhere. */
  const hostsAndCredentials = (): readonly (readonly [RegExp, string])[] => [
    [/^postgresql:\/\/wirefold:\$\{POSTGRES_PASSWORD:\?[^}]*\}@postgres:5432\/wirefold$/, own.url],
    [/^redis:\/\/redis:6379$/, redis.url],
    [/^0\.0\.0\.0$/, '127.0.0.1'],
    [/^3000$/, String(webPort)],
  ]

  const environmentOf = (name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(service(name).environment).map(([key, value]) => {
        const mapped = hostsAndCredentials().find(([pattern]) => pattern.test(value))?.[1]
        return [key, mapped ?? value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\+[^}]*\}/g, '')]
      }),
    )

  /** `CMD node dist/src/main.js health ROLE`, run as the container would. */
  const healthOf = (name: string) => {
    const [, program, , ...args] = service(name).healthcheck?.test ?? []
    expect(program).toBe('node')
    return runWirefold(args, environmentOf(name))
  }

  test('before migrate, no service starts, and it says what to run', async () => {
    const { code, output } = await runWirefold(service('work').command, environmentOf('work'))
    expect(code).toBe(1)
    expect(output).toContain('wirefold migrate')
  })

  test('migrate ends well, and again', async () => {
    expect(await runWirefold(service('migrate').command, environmentOf('migrate'))).toMatchObject({ code: 0 })
    const again = await runWirefold(service('migrate').command, environmentOf('migrate'))
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('up to date') })
  })

  test.each(['scheduler', 'work', 'web'])(
    '%s starts and its health check passes; once it is stopped it fails',
    async (name) => {
      const process = startWirefold(service(name).command, environmentOf(name))
      running.set(name, process)
      await process.waitFor(/"msg":"(scheduling|working|serving the pages)"/)
      await until(`${name} to be well`, async () => (await healthOf(name)).code === 0, 20_000)

      expect(await process.stop()).toBe(0)
      if (name === 'web')
        expect(await healthOf(name)).toMatchObject({ code: 1, output: expect.stringContaining('does not answer') })
    },
  )
})
