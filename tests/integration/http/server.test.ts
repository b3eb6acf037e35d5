import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { startWeb, type WebServer } from '../../../src/http/server.ts'
import { useDatabase } from '../../support/database.ts'
import { at } from '../../support/factories.ts'

const db = useDatabase()

const started: WebServer[] = []
afterEach(() => Promise.all(started.splice(0).map((web) => web.close())))

async function start(port: number): Promise<WebServer> {
  const web = await startWeb({ ...options(), port })
  started.push(web)
  return web
}

const options = () => ({
  db: db(),
  clock: { now: () => at('07:42') },
  host: '127.0.0.1',
  zone: 'UTC',
  demo: false,
  missingMigrations: () => Promise.resolve([]),
})

describe('startWeb', () => {
  test('says where it listens and lets the port go when it closes', async () => {
    const web = await start(0)
    expect(web.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await (await fetch(`${web.address}/health`)).json()).toEqual({ status: 'ok' })
    await web.close()
    await expect(start(Number(new URL(web.address).port))).resolves.toMatchObject({ address: web.address })
  })

  test('closes although a connection stays open and says nothing', async () => {
    const web = await startWeb({ ...options(), port: 0, drainMs: 50 })
    const silent = connect(Number(new URL(web.address).port), '127.0.0.1')
    await once(silent, 'connect')
    const ended = once(silent, 'close')
    silent.on('error', () => undefined) // a reset is one way to be closed
    silent.resume()
    await web.close()
    await ended
    expect(silent.destroyed).toBe(true)
  })

  test('names the port that is taken and the setting that helps', async () => {
    const web = await start(0)
    const port = Number(new URL(web.address).port)
    await expect(start(port)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringMatching(new RegExp(`port ${port} .*WEB_PORT`)),
    })
  })
})
