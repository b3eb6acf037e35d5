import { afterEach } from '@jest/globals'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../src/db/database.ts'
import { buildWeb } from '../../src/http/app.ts'
import type { WebOptions } from '../../src/http/web-needs.ts'
import { at } from './factories.ts'

/** The pages over the test's database, at 07:42 UTC of 22 November 2026, asked without a port. */
export function useWeb(db: () => Database) {
  const open: FastifyInstance[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map((app) => app.close()))
  })
  return async (
    path: string,
    options: Partial<WebOptions> & { accept?: string; etag?: string; isOpen?: boolean } = {},
  ) => {
    const { accept = 'text/html', etag, isOpen = false, ...given } = options
    const app = await buildWeb(
      {
        db: db(),
        clock: { now: () => at('07:42') },
        zone: 'UTC',
        demo: false,
        missingMigrations: () => Promise.resolve([]),
        ...given,
      },
      isOpen,
    )
    open.push(app)
    return app.inject({ url: path, headers: { accept, ...(etag !== undefined && { 'if-none-match': etag }) } })
  }
}

/** The text that a reader sees: markup gone, entities read, white space collapsed. */
export function textOf(html: string): string {
  return html
    .replace(/^.*<body>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
}
