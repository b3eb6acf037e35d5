import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { suppressAddress } from '../../src/deliveries/repository-bounce.ts'
import { approveDraft } from '../../src/digests/build-slot.ts'
import { findDeskSlot } from '../../src/digests/desk/repository.ts'
import { getDigest } from '../../src/digests/repository-digest.ts'
import { runInProcess } from '../support/command-line.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { type StoredDesk, storeDesk } from '../support/desk-store.ts'
import { at } from '../support/factories.ts'
import { deliveryStates } from '../support/mail-store.ts'
import { type FaultySink, startFaultySink } from '../support/smtp-sink.ts'

const { db, url } = useDatabaseAndUrl()
let dataDir: string
let stored: StoredDesk
let sink: FaultySink
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wirefold-desk-'))
})
afterAll(() => rm(dataDir, { recursive: true }))
beforeEach(async () => {
  stored = await storeDesk(db())
  sink = await startFaultySink()
})
afterEach(() => sink.close())

const digest = (args: readonly string[], more = {}) =>
  runInProcess(['digest', ...args, '--date', '2026-11-22'], {
    DATABASE_URL: url(),
    DATA_DIR: dataDir,
    LINK_KEY: 'a key of links that nobody can guess',
    LOG_LEVEL: 'silent',
    ...more,
  })
const edit = (...act: readonly string[]) => digest(['edit', 'morning', ...act, '--author', 'Ada'])
const slot = async () => (await findDeskSlot(db(), stored.digestId, stored.localDate))!
const freeze = async () => {
  const morning = await getDigest(db(), stored.digestId)
  await db().transaction((tx) => approveDraft(tx, morning, stored.localDate, at('08:00')))
}

test('a draft is shown with its numbers and changed by them', async () => {
  for (const act of [
    ['move', '4', '1'],
    ['drop', '6'],
    ['note', 'Council meets today.'],
    ['headline', '2', 'Article 1 says thing 5 aloud'],
    ['swap', '2', '2', '1'],
  ]) {
    expect(await edit(...act)).toMatchObject({ code: 0 })
  }
  const { output } = await digest(['edit', 'morning'])
  expect(output).toContain('note: Council meets today.')
  expect(output).toMatch(/^1\. Article 4 says {2}\(full, /m)
  expect(output).toMatch(/^2\. Article 1 says thing 5 aloud\u00a0desk/m)
  expect(output).toContain('     2. Article 1 says thing 6 aloud. [1\u00a0only]')
  expect(output).toMatch(/^dropped {2}\w{26} {2}Article 6 says$/m)
  expect((await edit('headline', '2', '')).code).toBe(0)
  expect((await slot()).draft?.content.stories[1]?.headline).toBe('Article 1 says')
})

test.each([
  [['edit', 'morning', 'drop', '1'], 'say who edits'],
  [['edit', 'morning', 'explode', '--author', 'Ada'], 'explode is no change'],
  [['edit', 'morning', 'move', '1', '--author', 'Ada'], 'expected move STORY RANK'],
  [['edit', 'morning', 'drop', '9', '--author', 'Ada'], 'the draft tells no story 9'],
  [['edit', 'morning', 'headline', '1', 'Costs 4711', '--author', 'Ada'], '4711 stands in no source'],
  [['edit', 'evening'], 'there is no digest evening'],
  [['test', 'morning', '--to', 'reader'], 'reader is no address'],
])('%p is misused', async (args, message) => {
  expect(await digest(args)).toMatchObject({ code: 2, errors: expect.stringContaining(message) })
  expect((await slot()).revision).toBe(0)
})

test('what is frozen is changed no more, and is mailed as a test with its hash', async () => {
  await freeze()
  expect(await edit('drop', '1')).toMatchObject({ code: 2, errors: expect.stringContaining('it is frozen') })
  const sent = await digest(['test', 'morning', '--to', 'editor@desk.example'])
  expect(sent).toMatchObject({
    code: 0,
    output: expect.stringContaining('edition of 2026-11-22 to editor@desk.example'),
  })
  const [name = ''] = await readdir(join(dataDir, 'outbox'))
  const mail = await readFile(join(dataDir, 'outbox', name), 'utf8')
  expect(mail).toContain('Subject: Test: Article 1 says')
  expect(mail).toContain('SHA-256')
  expect(await deliveryStates(db())).toEqual({})
})

test('a test mail tells the server’s reply, and goes to nobody who gets no mail', async () => {
  const smtp = {
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    SMTP_TLS: 'offered',
    MAIL_FROM: 'digest@news.example',
    PUBLIC_URL: 'https://press.example',
  }
  const to = (address: string) => digest(['test', 'morning', '--to', address], smtp)
  expect(await to('editor@desk.example')).toMatchObject({ code: 0, output: expect.stringContaining('250 2.0.0 taken') })
  sink.fault('end', '554 5.7.1 looks like spam')
  expect(await to('editor@desk.example')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('the server refused it at body: 554 5.7.1 looks like spam'),
  })
  await suppressAddress(db(), 'editor@desk.example', 'complaint', 'by its server', at('07:00'))
  expect(await to('editor@desk.example')).toMatchObject({ code: 2, errors: expect.stringContaining('gets no mail') })
  expect(sink.mails).toHaveLength(1)
})
