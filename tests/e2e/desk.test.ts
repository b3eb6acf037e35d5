import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { startWeb, type WebServer } from '../../src/http/server.ts'
import { testInChromium, useChromium } from '../support/chromium.ts'
import { useDatabaseAndUrl } from '../support/database.ts'
import { deskOptions } from '../support/desk-web.ts'
import { storeDesk } from '../support/desk-store.ts'
import { storyId } from '../support/factories.ts'
import { smtpTo } from '../support/mail.ts'

const { db } = useDatabaseAndUrl({ empty: 'once' })
const browser = useChromium()

let web: WebServer
let desk: string
beforeAll(async () => {
  await storeDesk(db())
  const unused = 1 // no mail is sent here
  web = await startWeb({ ...deskOptions(db(), smtpTo(unused)), host: '127.0.0.1', port: 0 })
  desk = `${web.address}/editions/morning/2026-11-22/desk`
})
afterAll(() => web.close())

describe('the desk in a browser', () => {
  testInChromium.each([1280, 390])('is worked by the keyboard and fits %i px', async (width) => {
    const context = await (await browser()).newContext({ viewport: { width, height: 800 } })
    try {
      const page = await context.newPage()
      await page.goto(desk)
      await page.getByLabel('Your name').focus()
      await page.keyboard.type('Ada')
      await page.keyboard.press('Enter')
      await page.getByText('You are Ada').waitFor()

      await page.getByLabel('Move “Article 5 says” up').focus()
      await page.keyboard.press('Enter')
      await page.getByText('Ada moved “Article 5 says” from 5 to 4').first().waitFor()
      expect(page.url()).toBe(`${desk}#s-${storyId(5)}`)
      await page.getByRole('button', { name: 'Undo: Ada moved “Article 5 says” from 5 to 4' }).first().press('Enter')
      await page.getByText('Ada moved “Article 5 says” from 4 to 5').first().waitFor()

      await page.getByRole('link', { name: 'Change the headline “Article 2 says”' }).press('Enter')
      await page.getByLabel('Headline', { exact: true }).fill('Article 2 costs 4711 crowns')
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await page.getByRole('alert').waitFor()
      for (const path of ['', `?change=${storyId(1)}.headline`, '/approve']) {
        await page.goto(`${desk}${path}`)
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      }
    } finally {
      await context.close()
    }
  })
})
