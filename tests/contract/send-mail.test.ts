import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openOutbox } from '../../src/mail/outbox.ts'
import type { SendMail } from '../../src/mail/send-mail.ts'
import { aMail, always, smtpTo } from '../support/mail.ts'
import { startSmtpSink, taken, type TakenMail } from '../support/smtp-sink.ts'

interface OpenMail {
  readonly sendMail: SendMail
  /** What has arrived, in the order of the Message-IDs. */
  arrived(): Promise<readonly TakenMail[]>
  close(): Promise<void>
}

/** What the application relies on, wherever its mails go. */
function describeSendMail(name: string, open: () => Promise<OpenMail>): void {
  describe(name, () => {
    let opened: OpenMail
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.close())

    test('a mail arrives whole, and its outcome holds the reply', async () => {
      const outcome = await opened.sendMail.send(aMail(), always)
      expect(outcome).toEqual({ kind: 'accepted', reply: expect.stringMatching(/^250 /) })
      const [mail, ...others] = await opened.arrived()
      expect(others).toEqual([])
      expect(mail?.header('From')).toBe('Morning <digest@news.example>')
      expect(mail?.header('To')).toBe('reader@desk.example')
      expect(mail?.header('Reply-To')).toBe('desk@news.example')
      expect(mail?.header('Subject')).toBe('Ferry talks end')
      expect(mail?.header('Message-ID')).toBe('<d1.abc@news.example>')
      expect(mail?.header('Date')).toBe('Sun, 22 Nov 2026 06:30:00 +0000')
      expect(mail?.header('Auto-Submitted')).toBe('auto-generated')
      expect(mail?.header('Content-Type')).toMatch(/^multipart\/alternative; boundary="=_[0-9a-f]{24}"$/)
      expect(mail?.raw).toContain('\r\n\r\nThe ferry goes.\r\n')
      expect(mail?.raw).toContain('<p>The ferry goes.</p>')
    })

    test('the same mail has the same bytes', async () => {
      await opened.sendMail.send(aMail(), always)
      const [once] = await opened.arrived()
      await opened.sendMail.send(aMail(), always)
      for (const mail of await opened.arrived()) expect(mail.raw).toBe(once?.raw)
    })

    test('one that is taken back before its body does not arrive, and the next one does', async () => {
      expect(await opened.sendMail.send(aMail(), () => Promise.resolve(false))).toEqual({ kind: 'withdrawn' })
      const failing = () => Promise.reject(new Error('no database'))
      expect(await opened.sendMail.send(aMail(), failing)).toEqual({ kind: 'withdrawn' })
      expect(await opened.arrived()).toEqual([])
      expect(await opened.sendMail.send(aMail(), always)).toMatchObject({ kind: 'accepted' })
      expect(await opened.arrived()).toHaveLength(1)
    })

    test('letters beyond ASCII, long lines and dots at the start of lines come through', async () => {
      const text = `.\n..\n. Ünïcode 🚢 ${'x'.repeat(3_000)} \n=3D\nFrom here\n`
      await opened.sendMail.send(aMail({ subject: 'Fähren 🚢 stehen', text: [{ text }] }), always)
      const [mail] = await opened.arrived()
      expect(mail?.raw.split('\r\n').every((line) => line.length <= 76 || !line.startsWith('x'))).toBe(true)
      expect(decoded(mail?.raw ?? '')).toBe(text)
      expect(mail?.header('Subject')).toMatch(/^=\?UTF-8\?/)
    })

    test('a headline cannot add a header or a body', async () => {
      const subject = 'Ferry\r\nBcc: all@desk.example\r\n\r\nBuy now'
      await opened.sendMail.send(aMail({ subject, headers: { 'List-Id': '<a>\r\nX-Added: yes' } }), always)
      const [mail] = await opened.arrived()
      expect(mail?.header('Bcc')).toBeNull()
      expect(mail?.header('X-Added')).toBeNull()
      expect(mail?.header('Subject')).toBe('Ferry Bcc: all@desk.example Buy now')
    })

    test('a mail without HTML is text alone', async () => {
      await opened.sendMail.send(aMail({ html: [] }), always)
      const [mail] = await opened.arrived()
      expect(mail?.header('Content-Type')).toBe('text/plain; charset=utf-8')
      expect(mail?.raw).not.toContain('multipart')
    })

    test('many at once arrive each once', async () => {
      const ids = Array.from({ length: 30 }, (_, i) => `d${i}@news.example`)
      await Promise.all(ids.map((messageId) => opened.sendMail.send(aMail({ messageId }), always)))
      const arrived = (await opened.arrived()).map((mail) => mail.header('Message-ID'))
      expect(arrived.sort()).toEqual(ids.map((id) => `<${id}>`).sort())
    })

    test('may be closed twice', async () => {
      await opened.sendMail.send(aMail(), always)
      await opened.sendMail.close()
      await opened.sendMail.close()
    })
  })
}

/** The text part, read as a mail program does. */
function decoded(raw: string): string {
  const [, part = ''] = /Content-Type: text\/plain.*?\r\n\r\n(.*?)\r\n--/s.exec(raw) ?? []
  const bytes = part
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

describeSendMail('SMTP', async () => {
  const sink = await startSmtpSink()
  const sendMail = smtpTo(sink.port, { timeoutMs: 5_000 })
  return {
    sendMail,
    arrived: () => Promise.resolve(sink.mails),
    close: async () => {
      await sendMail.close()
      await sink.close()
    },
  }
})

describeSendMail('the outbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wirefold-outbox-'))
  const outbox = join(folder, 'outbox')
  return {
    sendMail: openOutbox(outbox),
    arrived: async () => {
      const names = await readdir(outbox).catch(() => [])
      const files = await Promise.all(names.sort().map((name) => readFile(join(outbox, name), 'latin1')))
      return files.map((raw) => taken('', '', raw))
    },
    close: () => rm(folder, { recursive: true }),
  }
})
