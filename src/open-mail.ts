import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Queryable } from './db/database.ts'
import type { Mailing } from './deliveries/mailing.ts'
import { keepLinkKey } from './deliveries/repository-key.ts'
import { encodedBytes } from './mail/encode-piece.ts'
import { openOutbox } from './mail/outbox.ts'
import type { SendMail } from './mail/send-mail.ts'
import { openSmtp } from './mail/smtp.ts'

export interface OpenMail {
  readonly sendMail: SendMail
  readonly mailing: Mailing
}

/** Milliseconds without a word from the mail server; RFC 5321 4.5.3.2 asks for 5 to 10 minutes. */
const SILENCE_MS = 300_000
const KEY_BYTES = 32

/** Mail by the settings: to a server, or to files. The key of links is made where there is none. */
export async function openMail(config: Config, db: Queryable, clock: Clock): Promise<OpenMail> {
  const { mail, dataDir, publicUrl, web } = config
  const key =
    mail.linkKey === null
      ? await keepLinkKey(db, randomBytes(KEY_BYTES), clock.now())
      : Buffer.from(mail.linkKey, 'utf8')
  return {
    sendMail:
      mail.smtp === null
        ? openOutbox(join(dataDir, 'outbox'))
        : openSmtp({ ...mail.smtp, name: hostname(), timeoutMs: SILENCE_MS, dkim: mail.dkim }),
    mailing: {
      from: mail.from,
      replyTo: mail.replyTo,
      bouncesTo: mail.bouncesTo,
      linkBase: publicUrl ?? `http://${web.host}:${web.port}`,
      key,
      imprint: mail.imprint,
      rate: mail.rate,
      connections: mail.connections,
      deadlineMs: mail.deadlineHours * 3_600_000,
      bytesOf: encodedBytes,
    },
  }
}
