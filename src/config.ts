import { isIP } from 'node:net'
import { z } from 'zod'
import { mailContradictions, type MailConfig, mailSecrets, mailSettings, toMailConfig } from './config-mail.ts'
import {
  type WriterConfig,
  toWriterConfig,
  writerContradictions,
  writerSecrets,
  writerSettings,
} from './config-writer.ts'
import { AppError } from './errors.ts'
import { address, integer, isLoopbackHost, loopbackOrigins, publicUrl, zone } from './setting-shapes.ts'
import { shownAddress } from './shown-address.ts'

/** Every setting of every process, its default and what it is for. `docs/configuration.md` is made from this. */
export const settings = {
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgresql://wirefold:PASSWORD@db.example:5432/wirefold')
    .optional()
    .describe('Postgres 15 or newer. Without it Wirefold starts a Postgres of its own in DATA_DIR.'),
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://queue.example:6379')
    .optional()
    .describe('Redis 7 or newer for the queue. Without it the queue lives in Postgres. Needs DATABASE_URL.'),
  DATA_DIR: z
    .string()
    .min(1, 'expected a folder such as ./data')
    .default('./data')
    .describe('Folder of the embedded Postgres and of the editions as files.'),
  WEB_HOST: z
    .string()
    .refine((value) => value === 'localhost' || isIP(value) > 0, 'expected an IP address such as 127.0.0.1')
    .default('127.0.0.1')
    .describe('Address that the pages are served on. Beyond loopback it needs WEB_ALLOW_OPEN=1.'),
  WEB_PORT: integer(0, 65_535, 3000).describe('Port that the pages are served on; 0 takes any free one.'),
  WEB_ALLOW_OPEN: z
    .enum(['0', '1'], 'expected 0 or 1')
    .default('0')
    .describe(
      '1 lets the pages be served beyond loopback although they ask for no sign-in. Keep a proxy with sign-in before them.',
    ),
  PUBLIC_URL: publicUrl
    .optional()
    .describe(
      'Where others reach the pages: hubs call PUBLIC_URL/websub/…, for WebSub (they tell of new entries, and polls become rarer), readers of mails PUBLIC_URL/s/…, mail servers PUBLIC_URL/bounces. Nothing else need be open. Without it no hub is asked.',
    ),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'expected one of trace, debug, info, warn, error, silent',
    )
    .default('info')
    .describe('Least level that is logged, as JSON lines on standard error.'),
  ZONE: zone.default('UTC').describe('Time zone of the pages and of digests that name none.'),
  POLL_INTERVAL_SECONDS: integer(60, 86_400, 900).describe(
    'Seconds between two polls of a feed whose entries tell no rhythm.',
  ),
  POLL_LEAST_SECONDS: integer(60, 86_400, 300).describe(
    'Least seconds between two polls of a feed, however busy it is.',
  ),
  POLL_MOST_SECONDS: integer(60, 86_400, 21_600).describe(
    'Most seconds between two polls of a feed that works, however quiet it is and whatever it asks for.',
  ),
  POLL_CONCURRENCY: integer(1, 64, 8).describe('Feeds that one worker process polls at once.'),
  SCRAPE_CONCURRENCY: integer(1, 64, 8).describe('Pages that one worker process fetches at once.'),
  FEED_LABELS: z
    .enum(['0', '1'], 'expected 0 or 1')
    .default('1')
    .describe('1 reads pages with what their feed says of headline, text and date; 0 reads them by themselves.'),
  SITE_MEMORY: z
    .enum(['0', '1'], 'expected 0 or 1')
    .default('1')
    .describe('1 leaves out of articles what stood on other pages of their site; 0 reads each page alone.'),
  PAGE_READ_LIMIT_MS: integer(1_000, 120_000, 5_000).describe(
    'Milliseconds that reading one page, one feed or one robots.txt may take, fetching apart; what takes longer is given up.',
  ),
  HOST_SPACING_MS: integer(0, 600_000, 1_000).describe(
    'Least milliseconds between two requests to one host, over all workers. Its robots.txt may ask for more.',
  ),
  HOST_CONCURRENCY: integer(1, 16, 2).describe('Requests to one host that may be in flight at once, over all workers.'),
  FETCH_TIMEOUT_MS: integer(100, 120_000, 20_000).describe(
    'Milliseconds that one fetch may take, redirects and body included.',
  ),
  FETCH_CONTACT: z
    .string()
    .max(200)
    .optional()
    .describe('Address or page put into the User-Agent, so that publishers can reach you.'),
  FETCH_ALLOW_ORIGINS: loopbackOrigins.describe(
    'Loopback origins that may be fetched although private addresses are refused: for the demo press and for tests.',
  ),
  LANE_SETTLE_SECONDS: integer(0, 3_600, 120).describe(
    'Seconds after which a poll round that is not all in no longer holds back its articles.',
  ),
  EDITION_GRACE_SECONDS: integer(0, 86_400, 1_800).describe(
    'Seconds between the end of what an edition tells and the time when it is due: what was published until then is read by then. What comes in later is told by the next.',
  ),
  ...mailSettings,
  ...writerSettings,
} as const

const Settings = z.object(settings)
type SettingName = keyof typeof settings

/** Settings that hold a password. They may come from a file named by NAME_FILE, as container secrets do. */
export const secrets: readonly SettingName[] = ['DATABASE_URL', 'REDIS_URL', ...mailSecrets, ...writerSecrets]

export interface Config {
  readonly store:
    | { readonly kind: 'embedded' }
    | { readonly kind: 'server'; readonly databaseUrl: string; readonly redisUrl: string | null }
  readonly dataDir: string
  readonly web: { readonly host: string; readonly port: number }
  /** Without a slash at its end; null where hubs cannot reach the pages. */
  readonly publicUrl: string | null
  readonly logLevel: z.infer<typeof Settings>['LOG_LEVEL']
  readonly zone: string
  /** Seconds. */
  readonly intervals: { readonly usual: number; readonly least: number; readonly most: number }
  readonly pollConcurrency: number
  readonly scrapeConcurrency: number
  readonly feedLabels: boolean
  readonly siteMemory: boolean
  readonly pageReadLimitMs: number
  readonly hostSpacingMs: number
  readonly hostConcurrency: number
  readonly fetch: {
    readonly timeoutMs: number
    readonly contact: string | null
    readonly allowedOrigins: readonly string[]
  }
  readonly laneSettleSeconds: number
  readonly editionGraceSeconds: number
  readonly mail: MailConfig
  /** Null: nobody rewords. */
  readonly writer: WriterConfig | null
}

/** Some settings are wrong; the message lists every one with what was expected. */
export class ConfigError extends AppError {
  override readonly name = 'ConfigError'
  constructor(problems: readonly string[]) {
    super('CONFIG_INVALID', `invalid configuration:\n${problems.map((line) => `  ${line}`).join('\n')}`, {
      disposition: 'discard',
    })
  }
}

/**
 * Reads and checks all settings at once.
 * @param readFile reads a secret file named by NAME_FILE; what it throws is reported with the setting's name
 * @throws ConfigError with every problem
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Config {
  const problems: string[] = []
  const raw = withFiles(env, readFile, problems)
  const parsed = Settings.safeParse(raw)
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      problems.push(`${issue.path.join('.')}: ${issue.message}, found ${shown(raw, issue.path[0])}`)
  }
  problems.push(
    ...contradictions(raw),
    ...mailContradictions(raw),
    ...writerContradictions(raw),
    ...(parsed.success ? crossedBounds(parsed.data) : []),
  )
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return toConfig(parsed.data)
}

function withFiles(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
  problems: string[],
): Record<string, string> {
  const raw: Record<string, string> = {}
  for (const name of Object.keys(settings)) {
    const value = env[name]
    if (value !== undefined && value !== '') raw[name] = value
  }
  for (const name of secrets) {
    const path = env[`${name}_FILE`]
    if (path === undefined || path === '') continue
    if (raw[name] !== undefined) problems.push(`${name}: is set together with ${name}_FILE; keep one of the two`)
    try {
      raw[name] = readFile(path).trim()
    } catch (error) {
      problems.push(`${name}_FILE: cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return raw
}

/** What is wrong between settings that are each fine alone. */
function contradictions(raw: Readonly<Record<string, string>>): string[] {
  const problems: string[] = []
  if (raw['REDIS_URL'] && !raw['DATABASE_URL']) {
    problems.push(
      'REDIS_URL: needs DATABASE_URL as well, because the embedded Postgres serves one machine only and workers elsewhere could not reach it; set both, or neither',
    )
  }
  const host = raw['WEB_HOST'] ?? '127.0.0.1'
  if (!isLoopbackHost(host) && raw['WEB_ALLOW_OPEN'] !== '1') {
    problems.push(
      `WEB_HOST: ${host} is reachable from other machines and the pages ask for no sign-in; use 127.0.0.1, or set WEB_ALLOW_OPEN=1 behind a proxy that has one`,
    )
  }
  return problems
}

function crossedBounds(s: z.infer<typeof Settings>): readonly string[] {
  if (s.POLL_LEAST_SECONDS <= s.POLL_MOST_SECONDS) return []
  return [
    `POLL_LEAST_SECONDS: ${s.POLL_LEAST_SECONDS} is more than POLL_MOST_SECONDS, which is ${s.POLL_MOST_SECONDS}; lower the one or raise the other`,
  ]
}

function toConfig(s: z.infer<typeof Settings>): Config {
  return Object.freeze({
    store: s.DATABASE_URL
      ? { kind: 'server', databaseUrl: s.DATABASE_URL, redisUrl: s.REDIS_URL ?? null }
      : { kind: 'embedded' },
    dataDir: s.DATA_DIR,
    web: { host: s.WEB_HOST, port: s.WEB_PORT },
    publicUrl: s.PUBLIC_URL ?? null,
    logLevel: s.LOG_LEVEL,
    zone: s.ZONE,
    intervals: { usual: s.POLL_INTERVAL_SECONDS, least: s.POLL_LEAST_SECONDS, most: s.POLL_MOST_SECONDS },
    pollConcurrency: s.POLL_CONCURRENCY,
    scrapeConcurrency: s.SCRAPE_CONCURRENCY,
    feedLabels: s.FEED_LABELS === '1',
    siteMemory: s.SITE_MEMORY === '1',
    pageReadLimitMs: s.PAGE_READ_LIMIT_MS,
    hostSpacingMs: s.HOST_SPACING_MS,
    hostConcurrency: s.HOST_CONCURRENCY,
    fetch: { timeoutMs: s.FETCH_TIMEOUT_MS, contact: s.FETCH_CONTACT ?? null, allowedOrigins: s.FETCH_ALLOW_ORIGINS },
    laneSettleSeconds: s.LANE_SETTLE_SECONDS,
    editionGraceSeconds: s.EDITION_GRACE_SECONDS,
    mail: toMailConfig(s),
    writer: toWriterConfig(s),
  } satisfies Config)
}

/** The value as given, but never a password. */
function shown(raw: Readonly<Record<string, string>>, name: PropertyKey | undefined): string {
  const value = raw[String(name)]
  if (value === undefined) return 'nothing'
  const mayHoldPassword = value.includes('@') || secrets.some((secret) => secret === name)
  return mayHoldPassword ? shownAddress(value) : `"${value}"`
}
