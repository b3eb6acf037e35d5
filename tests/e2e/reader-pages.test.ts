import path from 'node:path'
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { viewOf } from '../../src/digests/edition-view.ts'
import { renderHtml } from '../../src/digests/render-html.tsx'
import { startWeb, type WebServer } from '../../src/http/server.ts'
import { testInChromium, useChromium } from '../support/chromium.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../support/edition-factories.ts'
import { at, createArticle, createStory, one, storyId } from '../support/factories.ts'
import { mailKey } from '../support/mail.ts'
import { accessFaults, layoutFaults } from '../support/page-faults.ts'
import { readerLink, storeReader } from '../support/reader.ts'

const { db } = useDatabaseAndUrl({ empty: 'once' })
const browser = useChromium()

/** A long word without a gap is what breaks narrow pages. */
const longWord = 'Donaudampfschifffahrtsgesellschaftsangelegenheiten'

let web: WebServer
let settings: string
beforeAll(async () => {
  const digestId = await createNews()
  const id = await storeReader(db(), digestId, 'reader@desk.example', at('05:00'))
  await db().query(
    `insert into subscriber_mute (subscriber_id, name, story_id, muted_at, until)
     values ($1, $2, null, $3, $3::timestamptz + interval '30 days'), ($1, null, $4, $3, $3::timestamptz + interval '9 days')`,
    [id, longWord, at('05:00'), storyId(1)],
  )
  await db().query(`insert into delivery (edition_id, subscriber_id) select id, $1 from edition`, [id])
  for (const state of ['sending', 'sent']) await db().query('update delivery set state = $1', [state])
  web = await startWeb({
    db: db(),
    clock: { now: () => at('07:42') },
    host: '127.0.0.1',
    port: 0,
    zone: 'UTC',
    demo: false,
    missingMigrations: () => Promise.resolve([]),
    renderMail: (content, options) => renderHtml(viewOf(content, null), options),
    mail: { key: mailKey, bounceToken: null },
  })
  settings = readerLink(id)
})
afterAll(() => web.close())

/** An edition with a story of every form, whose sentences, copies, languages and headlines are as long as they get. */
async function createNews(): Promise<string> {
  const said = 'Ministers of both countries signed the accord in Sund on Saturday.'
  const more = `Fares are still open. ${longWord}`
  const text = `${said}\n\n${more}`
  const article = await createArticle(db(), {
    publisher: 'Meridian',
    text,
    title: `${longWord} agree on a night ferry`,
  })
  const other = await createArticle(db(), { publisher: 'Valley Times', text })
  const third = await createArticle(db(), {
    publisher: 'Diario del Puerto',
    text,
    title: 'El transbordador nocturno vuelve',
  })
  await createStory(db(), storyId(1), [{ article }])
  await createStory(db(), storyId(2), [{ article: other }])
  await createStory(db(), storyId(3), [{ article: third }])
  const copy = { ...sourceOf(9, other), kind: 'light_edit' as const, containment: 0.62, subscription: true }
  const sources = [
    { ...sourceOf(1, article), copies: [copy] },
    { ...sourceOf(2, other), subscription: true },
    { ...sourceOf(3, third), language: 'es' },
  ]
  const both = sentenceOf(article, said, [1, 2, 3])
  const single = sentenceOf(article, more, [1])
  await createEdition(db(), [
    editionStory({
      storyId: storyId(1),
      form: 'full',
      headline: 'Norhaven and Sund agree on a night ferry that is to sail from May, five nights a week',
      standfirst: both,
      lead: [both, single],
      sections: [{ heading: 'Route and ships', paragraphs: [[both, single], [single]] }],
      sources,
    }),
    editionStory({
      rank: 2,
      storyId: storyId(2),
      state: 'developed',
      previousDate: '2026-11-21',
      newReports: 2,
      headline: 'Dam inquiry names two firms',
      lead: [both],
      sources,
    }),
    editionStory({
      rank: 3,
      storyId: storyId(3),
      form: 'line',
      language: 'es',
      headline: third.title,
      lead: [single],
      sources: sources.slice(0, 1),
    }),
  ])
  return (await one<{ id: string }>(db(), 'select id from digest', [])).id
}

const pages = {
  'web copy': () => `${settings}/editions/2026-11-22`,
  mail: () => '/editions/morning/2026-11-22/mail',
  settings: () => settings,
  'mute question': () => `${settings}/mute?story=${storyId(1)}`,
  unsubscribe: () => `${settings}/unsubscribe`,
  'edition page': () => '/editions/morning/2026-11-22',
}
const names = Object.keys(pages) as (keyof typeof pages)[]

/** With SCREENSHOTS set to a folder, what was looked at is kept there. */
const folder = process.env['SCREENSHOTS']

async function open(name: keyof typeof pages, colorScheme: 'light' | 'dark', width: number) {
  const page = await (await browser()).newPage({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true })
  await page.goto(`${web.address}${pages[name]()}`, { waitUntil: 'networkidle' })
  if (folder !== undefined) {
    await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
  }
  return page
}

describe.each(['light', 'dark'] as const)('readers’ pages in %s', (scheme) => {
  testInChromium.each(names)('%s keeps WCAG 2.2 AA', async (name) => {
    const page = await open(name, scheme, 600)
    const faults = await accessFaults(page)
    await page.close()
    expect(faults).toEqual([])
  })

  testInChromium.each(names.flatMap((name) => [[name, 320] as const, [name, 600] as const]))(
    '%s at %i px stays within its column, and nothing lies upon another',
    async (name, width) => {
      const page = await open(name, scheme, width)
      const faults = await layoutFaults(page)
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      await page.close()
      expect(faults).toEqual([])
      const [red = 0] = (/\d+/.exec(ground) ?? []).map(Number)
      expect(red < 128).toBe(scheme === 'dark')
    },
  )
})

describe('without a way around the policies', () => {
  testInChromium.each(names)('%s is refused nothing that it asks for', async (name) => {
    const page = await (await browser()).newPage({ viewport: { width: 600, height: 800 } })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
    await page.goto(`${web.address}${pages[name]()}`, { waitUntil: 'networkidle' })
    await page.close()
    expect(complaints).toEqual([])
  })
})

describe('a reader', () => {
  testInChromium('is answered where the button is, and Undo brings back what stood', async () => {
    const page = await (await browser()).newPage({ viewport: { width: 320, height: 640 } })
    await page.goto(`${web.address}${settings}`)
    await page.click('text="Hear of it again"')
    const box = await page.locator('.answer').boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect(box?.y).toBeLessThan(640)
    const muted = await page.locator('.mutes > li').count()
    await page.click('.answer button')
    expect(await page.locator('.mutes > li').count()).toBe(muted + 1)
    await page.close()
  })
})
