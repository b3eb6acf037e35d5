import { existsSync } from 'node:fs'
import { afterAll, test } from '@jest/globals'
import { type Browser, chromium } from 'playwright-core'

const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Quiet: the browser asks nobody on the network for anything. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `test` where Chromium is installed (CHROMIUM_PATH, else /usr/bin/chromium), else the tests are skipped by name. */
export const testInChromium = existsSync(path) ? test : test.skip

/** One browser for a test file, started when it is first asked for. */
export function useChromium(): () => Promise<Browser> {
  let started: Promise<Browser> | undefined
  afterAll(async () => {
    await (await started)?.close()
  })
  return () => (started ??= chromium.launch({ executablePath: path, args: flags }))
}
