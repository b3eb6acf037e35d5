import { createPrivateKey, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { readAddress } from './deliveries/address.ts'
import type { SmtpServer } from './mail/smtp-connections.ts'
import { integer, isLoopbackHost } from './setting-shapes.ts'

const mailbox = z
  .string()
  .refine((value) => readMailbox(value) !== null, 'expected an address such as Morning <digest@news.example>')

const bareAddress = z
  .string()
  .refine((value) => readAddress(value) !== null, 'expected an address such as desk@news.example')

const LEAST_SECRET = 32
const secret = z.string().min(LEAST_SECRET, `expected at least ${LEAST_SECRET} characters that nobody can guess`)

/** The settings of mail; each is explained in its description. */
export const mailSettings = {
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'expected an address such as smtp://USER@mail.example:587 or smtps://USER@mail.example')
    .optional()
    .describe(
      'Mail server; smtps:// speaks TLS from the start, smtp:// by STARTTLS. Without it mails are written to files in DATA_DIR/outbox. Needs MAIL_FROM and PUBLIC_URL.',
    ),
  SMTP_PASSWORD: z.string().optional().describe('Password for the user of SMTP_URL, where that holds none.'),
  SMTP_TLS: z
    .enum(['required', 'offered'], 'expected required or offered')
    .default('required')
    .describe(
      'required refuses a server that offers no STARTTLS, but for one on loopback; offered takes what there is, and then passwords travel in the clear.',
    ),
  SMTP_CA: z
    .string()
    .refine(isCertificates, 'expected one or more certificates as PEM')
    .optional()
    .describe(
      "Certificates of the authorities that the mail server's own must come from, as PEM, best from a file; by default the public ones.",
    ),
  MAIL_FROM: mailbox
    .default('Wirefold <digest@wirefold.invalid>')
    .describe('Sender of all mails. Where it is an address alone, editions bear the name of their digest.'),
  MAIL_REPLY_TO: bareAddress.optional().describe('Where answers of readers go; by default to the sender.'),
  MAIL_BOUNCES: bareAddress.optional().describe('Where mail servers report bounces to; by default to the sender.'),
  MAIL_IMPRINT: z
    .string()
    .max(500, 'expected at most 500 characters')
    .optional()
    .describe('Last line of every mail: who sends it, with the postal address that the law may ask for.'),
  MAIL_RATE: integer(1, 1_000, 50).describe('Mails a second at most.'),
  MAIL_DOMAIN_RATE: integer(1, 1_000, 10).describe('Mails a second at most to one domain.'),
  MAIL_CONNECTIONS: integer(1, 50, 5).describe('Connections to the mail server at once.'),
  MAIL_DEADLINE_HOURS: integer(1, 168, 12).describe(
    'Hours after which a mail that the server has put off is given up; an edition older than that is not mailed any more.',
  ),
  MAIL_UNCERTAIN: z
    .enum(['hold', 'resend'], 'expected hold or resend')
    .default('hold')
    .describe(
      'What follows when somebody confirms that an uncertain mail did not arrive: hold waits for deliveries resend, resend sends it at once.',
    ),
  DKIM_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'expected a domain such as news.example')
    .optional()
    .describe('Domain that signs the mails (DKIM). Needs DKIM_SELECTOR and DKIM_KEY.'),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i, 'expected a name such as autumn2026')
    .optional()
    .describe('Name of the key in the DNS: SELECTOR._domainkey.DOMAIN.'),
  DKIM_KEY: z
    .string()
    .refine(isRsaKey, 'expected a private RSA key of at least 1024 bits as PEM')
    .optional()
    .describe('Private RSA key as PEM, best from a file.'),
  LINK_KEY: secret
    .optional()
    .describe(
      'Key that links in mails are signed with. Without it one is made at the first start and kept in the database. A new key ends all links that were sent.',
    ),
  BOUNCE_TOKEN: secret
    .optional()
    .describe('Token for POST /bounces, where a mail server hands in bounces; without it that address does not exist.'),
} as const

/** Those of the settings that hold a password or a key, or what else is handed over as a file. */
export const mailSecrets = ['SMTP_URL', 'SMTP_PASSWORD', 'SMTP_CA', 'DKIM_KEY', 'LINK_KEY', 'BOUNCE_TOKEN'] as const

type Settings = z.infer<z.ZodObject<typeof mailSettings>>

export interface MailConfig {
  /** Null: mails are written to files. */
  readonly smtp: Omit<SmtpServer, 'name' | 'timeoutMs'> | null
  readonly from: { readonly name: string | null; readonly address: string }
  readonly replyTo: string | null
  readonly bouncesTo: string
  readonly imprint: string | null
  readonly rate: { readonly perSecond: number; readonly perDomainSecond: number }
  readonly connections: number
  readonly deadlineHours: number
  readonly resendsConfirmedLost: boolean
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | null
  /** Null: the one in the database. */
  readonly linkKey: string | null
  readonly bounceToken: string | null
}

/** What is wrong between settings of mail that are each fine alone. */
export function mailContradictions(raw: Readonly<Record<string, string>>): readonly string[] {
  const needs = (name: string, other: string, why: string) =>
    raw[name] !== undefined && raw[other] === undefined ? [`${name}: needs ${other} as well, ${why}`] : []
  return [
    ...needs('SMTP_URL', 'MAIL_FROM', 'because receivers refuse mail from nowhere'),
    ...needs('SMTP_URL', 'PUBLIC_URL', 'because readers must reach the page that lets them leave'),
    ...needs('SMTP_PASSWORD', 'SMTP_URL', 'because it names the user'),
    ...needs('SMTP_CA', 'SMTP_URL', 'because it vouches for that server'),
    ...needs('DKIM_KEY', 'DKIM_DOMAIN', 'because a signature names its domain'),
    ...needs('DKIM_KEY', 'DKIM_SELECTOR', 'because receivers look for the public key there'),
    ...needs('DKIM_DOMAIN', 'DKIM_KEY', 'because nothing is signed without it'),
    ...needs('DKIM_SELECTOR', 'DKIM_KEY', 'because nothing is signed without it'),
    ...twoPasswords(raw),
  ]
}

function twoPasswords(raw: Readonly<Record<string, string>>): readonly string[] {
  const url = raw['SMTP_URL'] ?? ''
  if (raw['SMTP_PASSWORD'] === undefined || !URL.canParse(url)) return []
  const { username, password } = new URL(url)
  if (password !== '') return ['SMTP_PASSWORD: SMTP_URL holds a password as well; keep one of the two']
  return username === '' ? ['SMTP_PASSWORD: SMTP_URL names no user, as in smtp://USER@mail.example:587'] : []
}

export function toMailConfig(s: Settings): MailConfig {
  const from = readMailbox(s.MAIL_FROM)
  if (!from) throw new Error('MAIL_FROM was checked before')
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY: privateKey } = s
  return {
    smtp: s.SMTP_URL === undefined ? null : toServer(s.SMTP_URL, s),
    from,
    replyTo: s.MAIL_REPLY_TO ?? null,
    bouncesTo: s.MAIL_BOUNCES ?? from.address,
    imprint: s.MAIL_IMPRINT ?? null,
    rate: { perSecond: s.MAIL_RATE, perDomainSecond: s.MAIL_DOMAIN_RATE },
    connections: s.MAIL_CONNECTIONS,
    deadlineHours: s.MAIL_DEADLINE_HOURS,
    resendsConfirmedLost: s.MAIL_UNCERTAIN === 'resend',
    dkim:
      domain !== undefined && selector !== undefined && privateKey !== undefined
        ? { domain, selector, privateKey }
        : null,
    linkKey: s.LINK_KEY ?? null,
    bounceToken: s.BOUNCE_TOKEN ?? null,
  }
}

function toServer(address: string, s: Settings): MailConfig['smtp'] {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isSecure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  return {
    host,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    requiresTls: !isSecure && s.SMTP_TLS === 'required' && !isLoopbackHost(host),
    user: user === '' ? null : user,
    password: password === '' ? (s.SMTP_PASSWORD ?? null) : password,
    authority: s.SMTP_CA ?? null,
  }
}

function isSmtpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(value)
  const isBare = ['', '/'].includes(pathname) && `${search}${hash}` === ''
  return (
    ['smtp:', 'smtps:'].includes(protocol) &&
    hostname !== '' &&
    isBare &&
    isDecodable(username) &&
    isDecodable(password)
  )
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false // URIError is how JavaScript says that a % is followed by no two digits
  }
}

function isCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block).raw.length > 0)
  } catch {
    return false // whatever OpenSSL says about it, it is no certificate
  }
}

function isRsaKey(pem: string): boolean {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1024
  } catch {
    return false // whatever OpenSSL says about it, it is no key
  }
}

/** `Morning <digest@news.example>`, or the address alone. */
function readMailbox(text: string): { readonly name: string | null; readonly address: string } | null {
  const [, name = '', inBrackets] = /^\s*"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>\s*$/u.exec(text) ?? []
  const address = readAddress(inBrackets ?? text)
  return address === null ? null : { name: name === '' ? null : name, address }
}
