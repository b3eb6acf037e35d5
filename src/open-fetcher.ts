import type { Config } from './config.ts'
import { type FetchPage, pageFetcher } from './fetch/fetch-page.ts'
import { guardedAgent } from './fetch/guarded-agent.ts'
import { formPoster, type PostForm } from './fetch/post-form.ts'

const CONNECT_TIMEOUT_MS = 10_000

export interface OpenFetcher {
  readonly fetchPage: FetchPage
  readonly postForm: PostForm
  readonly close: () => Promise<void>
}

/**
 * The only way out to publishers and hubs, of services and of commands that have no database: guarded, with the settings'
 * time limit and contact.
 * @param allowedOrigins on loopback, besides those of the settings
 */
export function openFetcher(config: Config, allowedOrigins: readonly string[] = []): OpenFetcher {
  const agent = guardedAgent({
    allowedOrigins: [...config.fetch.allowedOrigins, ...allowedOrigins],
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
  })
  const contact = config.fetch.contact === null ? '' : ` (+${config.fetch.contact})`
  const options = { agent, userAgent: `Wirefold/0.1${contact}`, timeoutMs: config.fetch.timeoutMs }
  return {
    fetchPage: pageFetcher(options),
    postForm: formPoster(options),
    close: () => agent.close(),
  }
}
