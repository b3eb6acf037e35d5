import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import { composeMail, mailBytes } from './compose-mail.ts'
import type { SendMail } from './send-mail.ts'

/**
 * Writes every mail as `MESSAGE-ID.eml` into a folder, for whoever has no mail server yet. A mail that is sent again takes
 * its own place; a reader never sees half of one.
 */
export function openOutbox(folder: string): SendMail {
  return {
    async send(mail, beforeBody) {
      if (!(await beforeBody().catch(() => false))) return { kind: 'withdrawn' }
      const name = `${mail.messageId.replaceAll(/[^\w.@-]/g, '_')}.eml`
      try {
        await writeWhole(folder, name, mailBytes(composeMail(mail)))
        return { kind: 'accepted', reply: `250 2.0.0 written to ${name}` }
      } catch (error) {
        // A full disk is what a server calls 452: nothing was taken over, and later there may be room.
        return { kind: 'refused', isPermanent: false, step: 'body', reply: `452 4.3.1 ${messageOf(error)}` }
      }
    },
    close: () => Promise.resolve(),
  }
}

async function writeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await writeFile(`${path}.part`, bytes)
  await rename(`${path}.part`, path)
}
