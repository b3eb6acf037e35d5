import { afterEach, describe, expect, test } from '@jest/globals'
import type { Redis } from 'ioredis'
import { openRedis } from '../../../src/queue/redis-store.ts'
import { canStartRedis, startRedis, type StartedRedis } from '../../support/redis.ts'

const warnings: string[] = []
let server: StartedRedis | undefined
let redis: Redis | undefined

afterEach(async () => {
  warnings.length = 0
  await redis?.quit()
  await server?.stop()
  redis = undefined
  server = undefined
})

const open = async (url: string): Promise<void> => {
  redis = await openRedis(url, { onWarning: (message) => warnings.push(message), onError: () => undefined })
}

async function openWith(options: Readonly<Record<string, readonly string[]>>): Promise<void> {
  server = await startRedis(options)
  await open(server.url)
}

const safe = { 'maxmemory-policy': ['noeviction'], appendonly: ['yes'] }

const describeWithRedis = canStartRedis() ? describe : describe.skip

describeWithRedis('a Redis of one’s own (install redis-server)', () => {
  test('that keeps its jobs is taken without a word', async () => {
    await openWith(safe)
    expect(await redis?.ping()).toBe('PONG')
    expect(warnings).toEqual([])
  })

  test.each(['allkeys-lru', 'volatile-lru', 'allkeys-random', 'volatile-ttl'])(
    'that throws jobs away when it is full (%s) is refused, and says what to set',
    async (policy) => {
      await expect(openWith({ ...safe, 'maxmemory-policy': [policy] })).rejects.toMatchObject({
        code: 'REDIS_EVICTS',
        disposition: 'discard',
        message: expect.stringMatching(new RegExp(`maxmemory-policy is ${policy}; set it to noeviction`)),
        details: { policy },
      })
    },
  )

  test('that forgets its jobs at a restart is taken with a warning', async () => {
    await openWith({ ...safe, appendonly: ['no'] })
    expect(warnings).toEqual([expect.stringContaining('set appendonly to yes')])
  })

  test('that hides its configuration is taken with a warning', async () => {
    await openWith({ ...safe, 'rename-command': ['CONFIG', ''] })
    expect(await redis?.ping()).toBe('PONG')
    expect(warnings).toEqual([expect.stringContaining('CONFIG is forbidden')])
  })

  test('whose user may not read the configuration is taken with a warning', async () => {
    server = await startRedis({ ...safe, user: ['worker', 'on', '>hush', '~*', '&*', '+@all', '-config'] })
    await open(server.url.replace('//', '//worker:hush@'))
    expect(warnings).toEqual([expect.stringContaining('CONFIG is forbidden')])
  })

  test('that asks for another password is not reached, and the message shows neither', async () => {
    server = await startRedis({ ...safe, requirepass: ['hush'] })
    const opening = open(server.url.replace('//', '//:guess@'))
    await expect(opening).rejects.toMatchObject({
      code: 'REDIS_UNREACHABLE',
      message: expect.stringMatching(/WRONGPASS/),
    })
    await expect(opening).rejects.toMatchObject({ message: expect.not.stringMatching(/hush|guess/) })
  })
})

test('a Redis that is not there is named, without its password, and may be tried again', async () => {
  const error = await open('redis://worker:hu@sh@127.0.0.1:1/3').then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ code: 'REDIS_UNREACHABLE', disposition: 'retry' })
  expect((error as Error).message).toMatch(/^could not reach Redis at redis:\/\/127\.0\.0\.1:1\/3: .*ECONNREFUSED/)
  expect((error as Error).message).toContain('is REDIS_URL right?')
  expect((error as Error).message).not.toMatch(/hu@|sh@|worker/)
})
