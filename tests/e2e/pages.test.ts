import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { startWeb, type WebServer } from '../../src/http/server.ts'
import { testInChromium, useChromium } from '../support/chromium.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../support/edition-factories.ts'
import { at, createArticle, createFeed, createPoll, createStory, storyId } from '../support/factories.ts'

const { db } = useDatabaseAndUrl({ empty: 'once' })
const browser = useChromium()

let web: WebServer
beforeAll(async () => {
  await createNews()
  web = await startWeb({
    db: db(),
    clock: { now: () => at('07:42') },
    host: '127.0.0.1',
    port: 0,
    zone: 'UTC',
    demo: true,
    missingMigrations: () => Promise.resolve([]),
  })
})
afterAll(() => web.close())

/** A long word without a gap is what breaks narrow pages. */
const longWord = 'Donaudampfschifffahrtsgesellschaftsangelegenheiten'

async function createNews(): Promise<void> {
  const feedId = await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('04:10'), failures: 2 })
  await createPoll(db(), {
    feedId,
    finishedAt: at('07:31'),
    outcome: 'failed',
    httpStatus: 404,
    error: `https://meridian.example/${longWord}/${longWord} answered 404`,
  })
  const text = `${'The ferry is late again. '.repeat(200)}\n\nFares are still open. ${longWord}`
  const original = await createArticle(db(), {
    publisher: 'Meridian',
    feedId,
    text,
    title: `${longWord} agree on a night ferry`,
    url: `https://meridian.example/${longWord}/${longWord}/ferry`,
  })
  const copy = await createArticle(db(), { publisher: 'Valley Times', eventAt: at('06:40') })
  const decision = { rule: 'join', score: 0.83, threshold: 0.62, margin: 0.21, features: { sharedNames: 3 } }
  await createStory(db(), storyId(1), [
    { article: original, decision },
    { article: copy, original, containment: 0.97 },
  ])
  await createArticle(db(), {
    publisher: 'Meridian',
    url: `https://meridian.example/${longWord}${longWord}`,
    state: 'not_article',
    stateCode: 'HTTP_404',
    stateReason: `https://meridian.example/${longWord}${longWord} answered 404`,
  })
  const lead = [sentenceOf(original, 'Fares are still open.', [1])]
  await createEdition(db(), [
    editionStory({ storyId: storyId(1), form: 'full', lead, sources: [sourceOf(1, original)] }),
  ])
}

const paths = [
  '/days/2026-11-22',
  `/stories/${storyId(1)}`,
  `/stories/${storyId(1)}/why/1`,
  '/articles/1',
  '/articles/3',
  '/editions',
  '/editions/morning/2026-11-22',
  '/sources',
  '/feeds/1',
  `/trace?url=https%3A%2F%2Fmeridian.example%2F${longWord}${longWord}`,
  '/search?q=ferry',
]

async function open(path: string, width: number) {
  const page = await (await browser()).newPage({ viewport: { width, height: 800 } })
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  await page.goto(`${web.address}${path}`, { waitUntil: 'networkidle' })
  return { page, complaints }
}

describe('in a browser', () => {
  for (const width of [360, 1280]) {
    testInChromium.each(paths)(`%s fits a window of ${width} px, and nothing is refused or missing`, async (path) => {
      const { page, complaints } = await open(path, width)
      const [content, shown] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, innerWidth]',
      )
      await page.close()
      expect(content).toBeLessThanOrEqual(shown)
      expect(complaints).toEqual([])
    })
  }

  testInChromium('the mark of a sentence leads to the passage, marked and in view', async () => {
    const { page } = await open(`/stories/${storyId(1)}`, 1280)
    await page.click('#n1 .marks a')
    const mark = page.locator('#passage')
    expect(await mark.textContent()).toBe('Fares are still open.')
    const box = await mark.boundingBox()
    await page.close()
    expect(box?.y).toBeGreaterThan(0)
    expect(box?.y).toBeLessThan(800)
  })

  testInChromium('opening a sentence marks it and the source that says it', async () => {
    const { page } = await open(`/stories/${storyId(1)}#n1`, 1280)
    const grounds = await page.evaluate<[string, string]>(
      "['#n1', '#source-1'].map((name) => getComputedStyle(document.querySelector(name)).backgroundColor)",
    )
    await page.close()
    expect(grounds).toEqual(['rgb(255, 233, 163)', 'rgb(255, 233, 163)'])
  })

  testInChromium('the skip link is the first stop of the keyboard and is seen there', async () => {
    const { page } = await open('/editions', 1280)
    await page.keyboard.press('Tab')
    const box = await page.locator('.skip').boundingBox()
    const focused = await page.evaluate<string>('document.activeElement.className')
    await page.close()
    expect(focused).toBe('skip')
    expect(box?.x).toBeGreaterThanOrEqual(0)
  })

  testInChromium('the fonts are our own', async () => {
    const { page } = await open('/days/2026-11-22', 1280)
    const hasSerif = await page.evaluate<boolean>('document.fonts.check(\'600 22px "Source Serif 4"\')')
    await page.close()
    expect(hasSerif).toBe(true)
  })
})
