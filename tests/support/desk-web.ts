import type { Database } from '../../src/db/database.ts'
import { checkRewording } from '../../src/digests/brief/check-rewording.ts'
import { approveDraft } from '../../src/digests/build-slot.ts'
import { buildWeb } from '../../src/http/app.ts'
import type { WebOptions } from '../../src/http/web-needs.ts'
import type { SendMail } from '../../src/mail/send-mail.ts'
import { at } from './factories.ts'
import { mailing } from './mail.ts'

/** The pages with a desk, at 07:42 UTC of 22 November 2026. */
export const deskOptions = (db: Database, sendMail: SendMail): WebOptions => ({
  db,
  clock: { now: () => at('07:42') },
  zone: 'UTC',
  demo: false,
  missingMigrations: () => Promise.resolve([]),
  desk: { freezeDraft: approveDraft, checkRewording, sendMail, mailing },
})

type Fields = Readonly<Record<string, string | number>>

/** The desk as browsers reach it: forms come from its own page unless `headers` say otherwise. */
export async function openDeskWeb(db: Database, sendMail: SendMail) {
  const web = await buildWeb(deskOptions(db, sendMail))
  const desk = '/editions/morning/2026-11-22/desk'
  return {
    close: () => web.close(),
    get: (path = '', cookie = 'wirefold-editor=Ada') =>
      web.inject({ url: `${desk}${path}`, headers: { accept: 'text/html', cookie } }),
    post: (path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}) =>
      web.inject({
        method: 'POST',
        url: `${desk}${path}`,
        payload: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString(),
        headers: {
          accept: 'text/html',
          host: '127.0.0.1:3000',
          origin: 'http://127.0.0.1:3000',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
      }),
  }
}
