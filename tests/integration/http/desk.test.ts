import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { suppressAddress } from '../../../src/deliveries/repository-bounce.ts'
import { sentenceKey } from '../../../src/digests/desk/edit.ts'
import { findDeskSlot, listEdits } from '../../../src/digests/desk/repository.ts'
import { findEdition } from '../../../src/digests/repository.ts'
import { useDatabase } from '../../support/database.ts'
import { openDeskWeb } from '../../support/desk-web.ts'
import { deskSentenceText } from '../../support/desk-drafts.ts'
import { type StoredDesk, storeDesk } from '../../support/desk-store.ts'
import { at, storyId } from '../../support/factories.ts'
import { smtpTo } from '../../support/mail.ts'
import { deliveryStates, storeSubscribers } from '../../support/mail-store.ts'
import { type FaultySink, startFaultySink } from '../../support/smtp-sink.ts'
import { textOf } from '../../support/web.ts'

const db = useDatabase()
let sink: FaultySink
let sendMail: ReturnType<typeof smtpTo>
let web: Awaited<ReturnType<typeof openDeskWeb>>
let stored: StoredDesk
beforeEach(async () => {
  sink = await startFaultySink()
  sendMail = smtpTo(sink.port)
  web = await openDeskWeb(db(), sendMail)
  stored = await storeDesk(db())
})
afterEach(async () => {
  await web.close()
  await sendMail.close()
  await sink.close()
})

const slot = async () => (await findDeskSlot(db(), stored.digestId, stored.localDate))!
const headlines = async () => (await slot()).draft!.content.stories.map(({ headline }) => headline)
const edits = async () => (await listEdits(db(), stored)).map(({ author, words }) => `${author} ${words}`)
const ada = (revision: number, fields: Readonly<Record<string, string | number>>) => ({
  author: 'Ada',
  revision,
  ...fields,
})
const bo = (revision: number, fields: Readonly<Record<string, string | number>>) => ({
  author: 'Bo',
  revision,
  ...fields,
})
const hiddenFields = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
const dropThird = { act: 'drop', story: storyId(3) }
const headFirst = { act: 'headline', story: storyId(1), text: 'Article 1 says thing 5 aloud' }

describe('the desk of an edition', () => {
  test('shows what will be sent, what it was chosen from, and the time that is left', async () => {
    const { statusCode, body } = await web.get()
    expect(statusCode).toBe(200)
    const text = textOf(body)
    expect(text).toContain('Sends itself at 08:20 UTC, in 38 minutes.')
    expect(text).toContain('Article 6 says')
    expect(text).toMatch(/Council budget vote no rank · below the bar of 1\.00 · admission 0\.50/)
    expect(body).not.toMatch(/ style=|<style|<script| on[a-z]+=/)
    expect(body.match(/<h1/g)).toHaveLength(1)
    for (const [, id] of body.matchAll(/<(?:input|textarea|select)[^>]* id="([^"]+)"/g))
      expect(body).toContain(`for="${id}"`)
  })

  test('says that it waits where the digest holds its editions until they are approved', async () => {
    await db().query(`update digest set approval = 'hold'`)
    expect(textOf((await web.get()).body)).toContain('Waits until somebody approves it.')
  })

  test('asks for a name before it lets anything be changed, and keeps it in the browser', async () => {
    const unnamed = (await web.get('', '')).body
    expect(unnamed).not.toContain('name="act"')
    const named = await web.post('/name', { author: ' Ada  Renn ' })
    expect(named.statusCode).toBe(303)
    expect(named.headers['set-cookie']).toBe(
      'wirefold-editor=Ada%20Renn; Path=/editions; Max-Age=31536000; HttpOnly; SameSite=Strict',
    )
    expect((await web.get('', 'wirefold-editor=Ada%20Renn')).body).toContain('name="author" value="Ada Renn"')
    expect((await web.post('', { revision: 0, ...dropThird })).statusCode).toBe(400)
  })

  test('is not there for an edition that nobody planned, and says what becomes of one that is not with it', async () => {
    await db().query(`update edition_slot set state = 'due', draft = null, due_at = $1`, [at('08:00')])
    expect(textOf((await web.get()).body)).toContain('Due 22 Nov 08:00 UTC, in 18 min. The desk gets it then.')
    await db().query(`update edition_slot set state = 'held', reason = '31 of 42 feeds seen, the floor is 38'`)
    expect(textOf((await web.get()).body)).toContain('Held: 31 of 42 feeds seen, the floor is 38.')
    await db().query('delete from edition_slot')
    expect((await web.get()).statusCode).toBe(404)
  })
})

describe('an edit', () => {
  test('changes the draft, leads back to its place, is marked and logged, and is undone there', async () => {
    const posted = await web.post('', ada(0, headFirst))
    expect([posted.statusCode, posted.headers.location]).toEqual([
      303,
      `/editions/morning/2026-11-22/desk#s-${storyId(1)}`,
    ])
    const { body } = await web.get()
    expect(body).toMatch(/Article 1 says thing 5 aloud<\/a><span class="marks" lang="en">\u00a0desk/)
    expect(textOf(body)).toContain('Ada headed “Article 1 says” anew: “Article 1 says thing 5 aloud”')
    const undo = /<form[^>]*>((?:<input[^>]*>)*)<button[^>]*aria-label="Undo: Ada headed/.exec(body)?.[1] ?? ''
    const fields = hiddenFields(undo)
    expect((await web.post('', fields)).statusCode).toBe(303)
    expect((await slot()).draft?.content).toEqual(stored.composed.content)
    expect(await edits()).toHaveLength(2)
  })

  test('stories are dropped, put back and moved; a sentence is reworded and swapped', async () => {
    const [first] = stored.composed.content.stories
    const sentence = sentenceKey(first!.lead[0]!)
    const spare = sentenceKey(stored.composed.spares[storyId(1)]![0]!)
    const all: readonly Readonly<Record<string, string | number>>[] = [
      dropThird,
      { act: 'restore', story: storyId(3) },
      { act: 'move', story: storyId(4), rank: 1 },
      { act: 'note', text: 'Council meets today.' },
      { act: 'story_note', story: storyId(4), text: 'Seen by us first.' },
      { act: 'heading', story: storyId(2), section: 1, text: 'Thing 3 aloud' },
      { act: 'sentence', story: storyId(1), sentence, text: 'Article 1 says thing 1, aloud.' },
      { act: 'swap', story: storyId(1), sentence, spare },
    ]
    for (const [revision, fields] of all.entries())
      expect((await web.post('', ada(revision, fields))).statusCode).toBe(303)
    const { draft, revision } = await slot()
    expect(revision).toBe(all.length)
    expect(draft?.content.note).toBe('Council meets today.')
    expect(draft?.content.stories[0]).toMatchObject({ storyId: storyId(4), form: 'full', note: 'Seen by us first.' })
    expect(draft?.content.stories[1]?.lead[0]?.text).toBe(deskSentenceText(1, 6))
    expect(draft?.spares[storyId(1)]?.[0]?.rewording).toEqual({ text: 'Article 1 says thing 1, aloud.', by: 'desk' })
    expect((await edits())[5]).toBe('Ada moved “Article 4 says” from 4 to 1')
  })

  test('that no source bears out is not saved, and what was typed stays in the form', async () => {
    const { statusCode, body } = await web.post('', ada(0, { ...headFirst, text: 'Article 1 costs 4711 crowns' }), {
      cookie: 'wirefold-editor=Ada',
    })
    expect(statusCode).toBe(422)
    expect(textOf(body)).toContain('the figure 4711 stands in no source')
    expect(body).toMatch(/<textarea[^>]*>Article 1 costs 4711 crowns<\/textarea>/)
    expect(await headlines()).toContain('Article 1 says')
    expect(await edits()).toEqual([])
  })

  test('of unreadable fields is refused', async () => {
    expect((await web.post('', ada(0, { act: 'explode' }))).statusCode).toBe(400)
    expect((await web.post('', ada(0, { act: 'drop', story: '../x' }))).statusCode).toBe(400)
    expect((await web.post('', {}, { 'content-type': 'application/json' })).statusCode).toBe(415)
  })

  test('shows typed markup as text, in notes, headlines and names', async () => {
    const mark = '<img src=x onerror=alert(1)>"&'
    await web.post('', { author: mark, revision: 0, act: 'note', text: mark })
    await web.post('', { author: mark, revision: 1, act: 'story_note', story: storyId(1), text: `</textarea>${mark}` })
    const { body } = await web.get(`?change=${storyId(1)}.story_note`, `wirefold-editor=${encodeURIComponent(mark)}`)
    const rejected = await web.post('', ada(2, { ...headFirst, text: `</textarea>${mark}` }), {
      cookie: 'wirefold-editor=Ada',
    })
    expect(rejected.statusCode).toBe(422)
    for (const page of [body, rejected.body]) {
      expect(page).not.toMatch(/<img|<\/textarea>[^<]*<img/)
      expect(page).toContain('&lt;img src=x onerror=alert(1)>')
    }
  })
})

describe('two editors', () => {
  test('the later one is shown both edits, loses nothing, and can make the own one as well', async () => {
    await web.post('', bo(0, dropThird))
    const late = await web.post('', ada(0, headFirst))
    expect(late.statusCode).toBe(409)
    const text = textOf(late.body)
    expect(text).toContain('Bo dropped “Article 3 says”')
    expect(text).toContain('Ada headed “Article 1 says” anew: “Article 1 says thing 5 aloud”')
    expect(await edits()).toEqual(['Bo dropped “Article 3 says”'])
    const fields = hiddenFields(late.body)
    expect((await web.post('', fields)).statusCode).toBe(303)
    expect(await headlines()).toEqual([
      'Article 1 says thing 5 aloud',
      'Article 2 says',
      'Article 4 says',
      'Article 5 says',
      'Article 6 says',
    ])
  })

  test('what is typed for a story that was dropped meanwhile is shown with why it is not taken', async () => {
    await web.post('', bo(0, { act: 'drop', story: storyId(1) }))
    const again = await web.post('', ada(1, headFirst))
    expect(again.statusCode).toBe(422)
    expect(textOf(again.body)).toMatch(/Not saved: .*You typed: Article 1 says thing 5 aloud/)
  })

  test('of many at the same moment one is saved, and the others are told of it', async () => {
    const posted = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => web.post('', { author: `Editor ${n}`, revision: 0, act: 'drop', story: storyId(n) })),
    )
    expect(posted.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409, 409, 409])
    expect(await headlines()).toHaveLength(5)
    expect(await edits()).toHaveLength(1)
  })
})

describe('approval', () => {
  test('asks once more, with what is sent to how many', async () => {
    await storeSubscribers(db(), stored.digestId, 3)
    await db().query(`update subscriber set paused_until = '2027-01-01' where id = 1`)
    await db().query(`update subscriber set weekdays = '{1,2}' where id = 2`)
    const { body } = await web.get('/approve')
    expect(textOf(body)).toContain('Send 6 stories to 1 subscriber?')
    expect(textOf(body)).toContain('Subject: Article 1 says + 5 more - Sun 22 Nov')
    expect((await slot()).state).toBe('draft')
  })

  test('freezes the draft as it stands, and nothing can be changed afterwards', async () => {
    await web.post('', ada(0, headFirst))
    await web.post('', ada(1, dropThird))
    const { content } = (await slot()).draft!
    const approved = await web.post('/approve', ada(2, {}))
    expect([approved.statusCode, approved.headers.location]).toEqual([303, '/editions/morning/2026-11-22'])
    const edition = await findEdition(db(), stored.digestId, stored.localDate)
    expect(edition?.content).toEqual(content)
    expect(edition?.content.stories[0]).toMatchObject({ headlineBy: 'desk' })
    const late = await web.post('', ada(3, { act: 'note', text: 'Too late.' }))
    expect(late.statusCode).toBe(409)
    expect(textOf(late.body)).toContain('Frozen: nothing in it can be changed any more.')
    expect(textOf(late.body)).toContain('Not saved: Too late.')
    expect((await web.post('/approve', ada(3, {}))).statusCode).toBe(409)
    expect((await edits())[0]).toBe('Ada approved the edition')
    expect(textOf((await web.get()).body)).toContain('Ada approved the edition')
  })

  test('of a draft that somebody has changed since is refused, and shows the change', async () => {
    await web.post('', bo(0, dropThird))
    const late = await web.post('/approve', ada(0, {}))
    expect(late.statusCode).toBe(409)
    expect(textOf(late.body)).toContain('Bo dropped “Article 3 says”')
    expect((await slot()).state).toBe('draft')
  })

  test('and an edit at the same moment: one of them is done', async () => {
    const [edited, approved] = await Promise.all([web.post('', bo(0, dropThird)), web.post('/approve', ada(0, {}))])
    expect([edited.statusCode, approved.statusCode].sort()).toEqual([303, 409])
    const { state, revision } = await slot()
    expect([state, revision]).toEqual(approved.statusCode === 303 ? ['frozen', 0] : ['draft', 1])
  })
})

describe('forms of other sites', () => {
  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin that can be seen', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:4000' }],
    ['another site by the word of the browser', { 'sec-fetch-site': 'cross-site' }],
    ['a name that somebody points here', { host: 'evil.example', origin: 'http://evil.example' }],
  ])('are refused: %s', async (_name, headers) => {
    const { statusCode } = await web.post('', ada(0, dropThird), headers)
    expect(statusCode).toBe(403)
    expect((await web.post('/approve', ada(0, {}), headers)).statusCode).toBe(403)
    expect((await web.post('/test', { to: 'reader@desk.example' }, headers)).statusCode).toBe(403)
    expect(await edits()).toEqual([])
    expect((await slot()).state).toBe('draft')
    expect(sink.mails).toEqual([])
  })

  test('the own one is let in by its own name and behind a proxy by the public one', async () => {
    const own = { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
    expect((await web.post('', ada(0, dropThird), own)).statusCode).toBe(303)
    const proxied = { host: 'press.example', origin: 'https://press.example' }
    expect((await web.post('', ada(1, headFirst), proxied)).statusCode).toBe(303)
  })

  test('pages let their forms say where they come from', async () => {
    expect((await web.get()).headers['referrer-policy']).toBe('same-origin')
  })
})

describe('a test mail', () => {
  const answerOf = async (posted: Awaited<ReturnType<typeof web.post>>) => {
    expect(posted.statusCode).toBe(303)
    const [cookie = ''] = String(posted.headers['set-cookie']).split(';')
    return textOf((await web.get('', `wirefold-editor=Ada; ${cookie}`)).body)
  }

  test('goes to one address as the draft stands, without a delivery and without anybody’s links', async () => {
    await storeSubscribers(db(), stored.digestId, 1)
    await web.post('', ada(0, headFirst))
    const text = await answerOf(await web.post('/test', { to: ' reader-1@Desk.example' }))
    expect(text).toContain('Test mail to reader-1@desk.example: the server took it over: 250 2.0.0 taken')
    expect(sink.mails).toHaveLength(1)
    const [mail] = sink.mails
    expect(mail?.to).toBe('reader-1@desk.example')
    expect(mail?.header('Subject')).toBe('Test: Article 1 says thing 5 aloud + 5 more - Sun 22 Nov')
    expect(mail?.header('List-Unsubscribe')).toBeNull()
    expect(mail?.raw).not.toMatch(/\/s\/[sc]\d/)
    expect(mail?.raw).toContain('This is a test of the edition of morning of 2026-11-22.')
    expect(mail?.raw).not.toContain('SHA-256')
    expect(await deliveryStates(db())).toEqual({})
  })

  test('says what the server said against it', async () => {
    sink.fault('rcpt', '550 5.1.1 nobody here')
    const text = await answerOf(await web.post('/test', { to: 'reader@desk.example' }))
    expect(text).toContain('the server refused it at recipient: 550 5.1.1 nobody here')
  })

  test('goes to no address that gets no mail, and to nothing that is none', async () => {
    await suppressAddress(db(), 'reader@desk.example', 'operator', 'asked by letter', at('07:00'))
    expect(await answerOf(await web.post('/test', { to: 'Reader@desk.example' }))).toContain(
      'No test mail was sent: Reader@desk.example gets no mail (operator: asked by letter)',
    )
    expect(await answerOf(await web.post('/test', { to: 'reader' }))).toContain(
      'No test mail was sent: reader is no address',
    )
    expect(sink.mails).toEqual([])
  })
})
