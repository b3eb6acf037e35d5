import { Redis } from 'ioredis'
import { AppError, messageOf } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'

/**
 * Connects to the Redis that carries the queue.
 * @param onWarning told what is not wrong enough to refuse: see `checkRedis`
 * @throws AppError REDIS_UNREACHABLE (retry), REDIS_EVICTS or REDIS_TOO_OLD (discard)
 */
export async function openRedis(
  url: string,
  report: { onWarning: (message: string) => void; onError: (error: Error) => void },
): Promise<Redis> {
  // BullMQ's blocking calls must wait for a lost server instead of failing after some tries.
  // A connection that is closed keeps the process alive for `disconnectTimeout`, also one that never came about.
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, disconnectTimeout: 200 })
  redis.on('error', report.onError)
  try {
    await connectOnce(redis, url)
    await checkRedis(redis, report.onWarning)
    return redis
  } catch (error) {
    redis.disconnect()
    throw error
  }
}

const CONNECT_TIMEOUT_MS = 10_000

/** The first connection must come soon, so that a wrong address is said at once and not retried for ever. */
async function connectOnce(redis: Redis, url: string): Promise<void> {
  // The driver rejects with "Connection is closed" and tells why only in its events.
  let reason: unknown
  const onError = (error: Error): void => {
    reason ??= error
  }
  redis.on('error', onError)
  const late = AbortSignal.timeout(CONNECT_TIMEOUT_MS)
  const expired = new Promise<never>((_resolve, reject) => {
    late.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true })
  })
  try {
    await Promise.race([redis.connect(), expired])
  } catch (error) {
    throw new AppError(
      'REDIS_UNREACHABLE',
      `could not reach Redis at ${shownAddress(url)}: ${messageOf(reason ?? error)}; is it running, and is REDIS_URL right?`,
      { disposition: 'retry', cause: reason ?? error },
    )
  } finally {
    redis.off('error', onError)
  }
}

const OLDEST_MAJOR = 7

/**
 * Refuses a Redis that may throw jobs away when its memory is full, and warns where they may not survive a restart:
 * the sweep would find lost work again, but late.
 */
async function checkRedis(redis: Redis, onWarning: (message: string) => void): Promise<void> {
  const version = /redis_version:(\d+)/.exec(await redis.info('server'))?.[1]
  if (version !== undefined && Number(version) < OLDEST_MAJOR) {
    throw new AppError('REDIS_TOO_OLD', `Redis ${version} is too old: Wirefold needs ${OLDEST_MAJOR} or newer`, {
      disposition: 'discard',
    })
  }
  const policy = await readSetting(redis, 'maxmemory-policy')
  const appendOnly = await readSetting(redis, 'appendonly')
  if (policy === null || appendOnly === null) {
    onWarning(
      'Redis does not show its configuration (CONFIG is forbidden): make sure that maxmemory-policy is noeviction and appendonly is yes',
    )
    return
  }
  if (policy !== 'noeviction') {
    throw new AppError(
      'REDIS_EVICTS',
      `Redis would throw jobs away when its memory is full: maxmemory-policy is ${policy}; set it to noeviction`,
      { disposition: 'discard', details: { policy } },
    )
  }
  if (appendOnly !== 'yes')
    onWarning(
      'Redis keeps no append-only file: after its restart the queue is empty until the next sweep; set appendonly to yes',
    )
}

/** Null where CONFIG is forbidden, as on some hosted servers. */
async function readSetting(redis: Redis, name: string): Promise<string | null> {
  try {
    const answer = (await redis.config('GET', name)) as string[]
    return answer[1] ?? null
  } catch (error) {
    if (/NOPERM|unknown command/i.test(messageOf(error))) return null
    throw error
  }
}
