import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ConfigError, loadConfig } from '../../src/config.ts'
import { isLoopbackHost } from '../../src/setting-shapes.ts'
import type { MailConfig } from '../../src/config-mail.ts'

const noFile = (path: string): string => {
  throw new Error(`ENOENT: no such file, open '${path}'`)
}

const load = (env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}) =>
  loadConfig(env, (path) => files[path] ?? noFile(path))

/** The lines of what is wrong, without the heading. */
function problems(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): string[] {
  try {
    load(env, files)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', disposition: 'discard' })
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
  return []
}

/** Mail when nothing is said about it. */
const outbox: MailConfig = {
  smtp: null,
  from: { name: 'Wirefold', address: 'digest@wirefold.invalid' },
  replyTo: null,
  bouncesTo: 'digest@wirefold.invalid',
  imprint: null,
  rate: { perSecond: 50, perDomainSecond: 10 },
  connections: 5,
  deadlineHours: 12,
  resendsConfirmedLost: false,
  dkim: null,
  linkKey: null,
  bounceToken: null,
}

const database = 'postgresql://wirefold:hush@db.example:5432/wirefold'

describe('loadConfig', () => {
  test('needs no settings at all', () => {
    expect(load({})).toEqual({
      store: { kind: 'embedded' },
      dataDir: './data',
      web: { host: '127.0.0.1', port: 3000 },
      publicUrl: null,
      logLevel: 'info',
      zone: 'UTC',
      intervals: { usual: 900, least: 300, most: 21_600 },
      pollConcurrency: 8,
      scrapeConcurrency: 8,
      feedLabels: true,
      siteMemory: true,
      pageReadLimitMs: 5_000,
      hostSpacingMs: 1_000,
      hostConcurrency: 2,
      fetch: { timeoutMs: 20_000, contact: null, allowedOrigins: [] },
      laneSettleSeconds: 120,
      editionGraceSeconds: 1_800,
      mail: outbox,
      writer: null,
    })
  })

  test('takes every setting', () => {
    const env = {
      DATABASE_URL: database,
      REDIS_URL: 'rediss://queue.example:6379/2',
      DATA_DIR: '/var/lib/wirefold',
      WEB_HOST: '0.0.0.0',
      WEB_PORT: '0',
      WEB_ALLOW_OPEN: '1',
      PUBLIC_URL: 'https://press.example/wirefold/',
      LOG_LEVEL: 'silent',
      ZONE: 'Europe/Berlin',
      POLL_INTERVAL_SECONDS: '60',
      POLL_LEAST_SECONDS: '61',
      POLL_MOST_SECONDS: '62',
      POLL_CONCURRENCY: '64',
      SCRAPE_CONCURRENCY: '1',
      PAGE_READ_LIMIT_MS: '1000',
      HOST_SPACING_MS: '0',
      HOST_CONCURRENCY: '16',
      FETCH_TIMEOUT_MS: '100',
      FETCH_CONTACT: 'desk@courier.example',
      FETCH_ALLOW_ORIGINS: 'http://127.0.0.1:4101, http://localhost:4102,http://[::1]:4103,',
      LANE_SETTLE_SECONDS: '0',
      EDITION_GRACE_SECONDS: '86400',
    }
    expect(load({ ...env, PATH: '/usr/bin' })).toEqual({
      store: { kind: 'server', databaseUrl: database, redisUrl: 'rediss://queue.example:6379/2' },
      dataDir: '/var/lib/wirefold',
      web: { host: '0.0.0.0', port: 0 },
      publicUrl: 'https://press.example/wirefold',
      logLevel: 'silent',
      zone: 'Europe/Berlin',
      intervals: { usual: 60, least: 61, most: 62 },
      pollConcurrency: 64,
      scrapeConcurrency: 1,
      feedLabels: true,
      siteMemory: true,
      pageReadLimitMs: 1_000,
      hostSpacingMs: 0,
      hostConcurrency: 16,
      fetch: {
        timeoutMs: 100,
        contact: 'desk@courier.example',
        allowedOrigins: ['http://127.0.0.1:4101', 'http://localhost:4102', 'http://[::1]:4103'],
      },
      laneSettleSeconds: 0,
      editionGraceSeconds: 86_400,
      mail: outbox,
      writer: null,
    })
  })

  test('takes an empty setting for none, as compose files leave them', () => {
    const empty = { DATABASE_URL: '', REDIS_URL: '', ZONE: '', WEB_PORT: '', DATABASE_URL_FILE: '' }
    expect(load(empty)).toEqual(load({}))
  })

  test('cannot be changed afterwards', () => {
    expect(() => Object.assign(load({}), { zone: 'Europe/Berlin' })).toThrow(TypeError)
  })

  test('reports all that is wrong at once: name, what was expected, what was found', () => {
    const wrong = {
      DATABASE_URL: 'mysql://db.example/wirefold',
      WEB_PORT: '65536',
      LOG_LEVEL: 'loud',
      ZONE: 'Mars/Olympus',
      POLL_INTERVAL_SECONDS: '59',
      POLL_CONCURRENCY: 'many',
      SCRAPE_CONCURRENCY: '1.5',
      PAGE_READ_LIMIT_MS: '0',
      FETCH_ALLOW_ORIGINS: 'http://127.0.0.1:4101,http://10.0.0.1',
    }
    expect(problems(wrong)).toEqual([
      'DATABASE_URL: expected an address such as postgresql://wirefold:PASSWORD@db.example:5432/wirefold, found mysql://db.example/wirefold',
      'WEB_PORT: expected a whole number from 0 to 65535, such as 3000, found "65536"',
      'LOG_LEVEL: expected one of trace, debug, info, warn, error, silent, found "loud"',
      'ZONE: expected an IANA time zone such as Europe/Berlin, found "Mars/Olympus"',
      'POLL_INTERVAL_SECONDS: expected a whole number from 60 to 86400, such as 900, found "59"',
      'POLL_CONCURRENCY: expected a whole number from 1 to 64, such as 8, found "many"',
      'SCRAPE_CONCURRENCY: expected a whole number from 1 to 64, such as 8, found "1.5"',
      'PAGE_READ_LIMIT_MS: expected a whole number from 1000 to 120000, such as 5000, found "0"',
      expect.stringMatching(/^FETCH_ALLOW_ORIGINS: expected origins on loopback, .*, found ".*10\.0\.0\.1"$/),
    ])
  })

  test('says together what is wrong with one setting and what is wrong between two', () => {
    const found = problems({ REDIS_URL: 'redis://queue.example', WEB_HOST: '0.0.0.0', WEB_PORT: 'x' })
    expect(found.map((line) => line.split(':')[0])).toEqual(['WEB_PORT', 'REDIS_URL', 'WEB_HOST'])
  })

  test.each([' ', '1e3', '0x10', 'NaN', '-1', '3000.0', '١'])('takes %p for no port', (port) => {
    expect(problems({ WEB_PORT: port })).toHaveLength(1)
  })

  test('the least interval may not be more than the most', () => {
    expect(problems({ POLL_LEAST_SECONDS: '601', POLL_MOST_SECONDS: '600' })).toEqual([
      'POLL_LEAST_SECONDS: 601 is more than POLL_MOST_SECONDS, which is 600; lower the one or raise the other',
    ])
  })

  test('Redis needs a database that other machines reach', () => {
    expect(problems({ REDIS_URL: 'redis://queue.example' })).toEqual([
      expect.stringMatching(/^REDIS_URL: needs DATABASE_URL/),
    ])
    expect(problems({ REDIS_URL: 'redis://queue.example', DATABASE_URL: database })).toEqual([])
  })

  test.each(['0.0.0.0', '::', '192.168.1.7', '93.184.215.14'])('pages on %s need a word that this is meant', (host) => {
    expect(problems({ WEB_HOST: host })).toEqual([expect.stringMatching(/^WEB_HOST: .*WEB_ALLOW_OPEN=1/)])
    expect(problems({ WEB_HOST: host, WEB_ALLOW_OPEN: '0' })).toHaveLength(1)
    expect(problems({ WEB_HOST: host, WEB_ALLOW_OPEN: '1' })).toEqual([])
  })

  test.each(['localhost', '127.0.0.1', '127.8.9.10', '::1'])('pages on %s need none', (host) => {
    expect(load({ WEB_HOST: host }).web.host).toBe(host)
  })

  test.each(['courier.example', '127.0.0.1.courier.example', '127.0.0.256', 'localhost.'])(
    '%s is no address for pages',
    (host) => {
      expect(problems({ WEB_HOST: host }).join()).toContain('expected an IP address')
    },
  )

  test.each([
    'http://127.0.0.1:4101/',
    'http://127.0.0.1:4101/feed',
    'https://courier.example',
    'http://127.0.0.1.courier.example',
    'http://reader@127.0.0.1',
    '127.0.0.1:4101',
    'http://0.0.0.0:4101',
  ])('never lets %s be fetched from the private network', (origin) => {
    expect(problems({ FETCH_ALLOW_ORIGINS: origin })).toHaveLength(1)
  })
})

test('a password that was put where none belongs is not shown', () => {
  const [problem] = problems({ PUBLIC_URL: 'https://desk:hush@press.example' })
  expect(problem).not.toContain('hush')
})

describe('PUBLIC_URL', () => {
  test.each([
    ['https://press.example', 'https://press.example'],
    ['https://Press.example:443//', 'https://press.example'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['https://press.example/wirefold//', 'https://press.example/wirefold'],
  ])('%s is kept as %s', (given, kept) => {
    expect(load({ PUBLIC_URL: given }).publicUrl).toBe(kept)
  })

  test.each([
    'press.example',
    'ftp://press.example',
    'https://desk:hush@press.example',
    'https://press.example/?a=b',
    'https://press.example/#pages',
    'https://',
  ])('is not %s', (given) => {
    expect(problems({ PUBLIC_URL: given })).toEqual([expect.stringMatching(/^PUBLIC_URL: expected an address /)])
  })
})

describe('secrets', () => {
  test('may come from files', () => {
    const files = { '/run/db': `${database}\n`, '/run/redis': 'redis://queue.example' }
    expect(load({ DATABASE_URL_FILE: '/run/db', REDIS_URL_FILE: '/run/redis' }, files).store).toEqual({
      kind: 'server',
      databaseUrl: database,
      redisUrl: 'redis://queue.example',
    })
  })

  test('come from one place only', () => {
    const found = problems({ DATABASE_URL: database, DATABASE_URL_FILE: '/run/db' }, { '/run/db': database })
    expect(found).toEqual(['DATABASE_URL: is set together with DATABASE_URL_FILE; keep one of the two'])
  })

  test('in a file that cannot be read are reported with its name', () => {
    expect(problems({ DATABASE_URL_FILE: '/run/db' })).toEqual([
      expect.stringMatching(/^DATABASE_URL_FILE: cannot read \/run\/db: ENOENT/),
    ])
  })

  test('in an empty file are not taken for the embedded database', () => {
    expect(problems({ DATABASE_URL_FILE: '/run/db' }, { '/run/db': '\n' })).toHaveLength(1)
  })

  test.each([
    ['a wrong scheme', 'mysql://wirefold:hush@db.example/wirefold'],
    ['a sign that parts user and host in it', 'mysql://wirefold:hu@hush@db.example/wirefold'],
    ['a slash in it', 'postgresql://wirefold:hush/hush@db.example:port/wirefold'],
    ['one slash too few', 'mysql:/wirefold:hush@db.example/wirefold'],
    ['no slashes', 'wirefold:hush@db.example'],
    ['the password as a parameter', 'mysql://db.example/wirefold?user=wirefold&password=hush'],
    ['the password alone', 'hush'],
  ])('are never shown, with %s', (_what, value) => {
    for (const name of ['DATABASE_URL', 'REDIS_URL']) {
      const told = problems({ [name]: value })
      expect(told.length).toBeGreaterThan(0)
      expect(told.join('\n')).not.toContain('hush')
      expect(problems({ [`${name}_FILE`]: '/run/x' }, { '/run/x': value }).join('\n')).not.toContain('hush')
    }
  })
})

test('isLoopbackHost knows loopback and nothing else', () => {
  fc.assert(fc.property(fc.ipV4(), (host) => expect(isLoopbackHost(host)).toBe(host.startsWith('127.'))))
  expect(isLoopbackHost('::1')).toBe(true)
  expect(isLoopbackHost('127.0.0.1.courier.example')).toBe(false)
})
