import Fastify, { type FastifyInstance } from 'fastify'
import { AppError, messageOf } from '../errors.ts'
import { answer } from './answer.ts'
import { type Catalogue, loadCatalogue } from './catalogue.ts'
import { subscriptionList } from './opml.ts'
import type { PressPublisher, PublisherId } from './press-text.ts'
import type { Site } from './site.ts'
import { sites } from './sites.ts'
import { transferred } from './transfer.ts'

/** What the press serves, where, and as of when. */
export interface PressOptions {
  /** Only what was published by then is served; asked for at every request. */
  readonly now: () => Date
  /** A port per site in the order agency, broadcaster, broadsheet, regional, ministry; 0 takes any free one. */
  readonly ports?: readonly number[]
  /** Gets what a request failed of; its client got status 500. */
  readonly onError: (error: unknown) => void
  /** The texts to serve in place of the recorded ones. */
  readonly catalogue?: Catalogue
}

/** A publisher with the addresses that its site has while it is served. */
interface ServedPublisher {
  readonly id: PublisherId
  readonly name: string
  readonly ownerGroup: string | null
  readonly language: string
  /** `http://127.0.0.1:4101` */
  readonly origin: string
  readonly feeds: readonly { readonly url: string; readonly title: string }[]
}

/** How often a path (with its query) was asked for at an origin, whatever the answer. */
interface RequestCount {
  readonly origin: string
  readonly path: string
  readonly count: number
}

/** The demo press while it is served. */
export interface Press {
  readonly publishers: readonly ServedPublisher[]
  /** All feeds as OPML 2.0. */
  opml(): string
  /** Since the start, in the order of the first request. */
  requests(): RequestCount[]
  close(): Promise<void>
}

/** What all sites of one press share. */
interface Pressroom {
  readonly catalogue: Catalogue
  readonly options: PressOptions
  readonly count: (origin: string, path: string) => void
}

interface OpenSite {
  readonly publisher: ServedPublisher
  readonly close: () => Promise<void>
}

const host = '127.0.0.1'
const defaultPorts: readonly number[] = [4101, 4102, 4103, 4104, 4105]

/**
 * Serves the invented publishers' sites on loopback. Throws AppError `PORT_TAKEN` when another program listens on one of
 * the ports, `PORT_REFUSED` when the system does not give it, and then leaves none open.
 */
export async function startPress(options: PressOptions): Promise<Press> {
  const counts = new Map<string, RequestCount>()
  const count = (origin: string, path: string) => {
    const key = `${origin} ${path}`
    counts.set(key, { origin, path, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const open = await openSites({ catalogue: options.catalogue ?? loadCatalogue(), options, count })
  const publishers = open.map(({ publisher }) => publisher)
  return {
    publishers,
    opml: () => subscriptionList(publishers),
    requests: () => [...counts.values()],
    close: () => closeAll(open),
  }
}

async function openSites(room: Pressroom): Promise<OpenSite[]> {
  const ports = room.options.ports ?? defaultPorts
  const open: OpenSite[] = []
  try {
    for (const [index, site] of sites.entries()) open.push(await openSite(site, ports[index] ?? 0, room))
  } catch (error) {
    await closeAll(open)
    throw error
  }
  return open
}

async function openSite(site: Site, port: number, room: Pressroom): Promise<OpenSite> {
  const publisher = room.catalogue.publishers.find(({ id }) => id === site.publisher)
  if (!publisher) {
    throw new AppError('PRESS_DATA', `the demo press has no publisher called ${site.publisher}`, { disposition: 'bug' })
  }
  const app = siteApp(site, publisher, room)
  const origin = await listen(app, port, publisher)
  const feeds = site.feeds.map(({ path, title }) => ({ url: origin + path, title: `${publisher.name}: ${title}` }))
  const { id, name, ownerGroup, language } = publisher
  return { publisher: { id, name, ownerGroup, language, origin, feeds }, close: () => app.close() }
}

function siteApp(site: Site, publisher: PressPublisher, room: Pressroom): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true })
  const own = room.catalogue.articles.filter((article) => article.publisher === site.publisher)
  app.setErrorHandler((error, _request, reply) => {
    room.options.onError(error)
    return reply.code(500).type('text/plain').send('The page could not be made.\n')
  })
  app.get('/*', (request, reply) => {
    const origin = `http://${host}:${request.socket.localPort ?? 0}`
    room.count(origin, request.url)
    const now = room.options.now().getTime()
    const articles = own.filter(({ publishedAt }) => Date.parse(publishedAt) <= now)
    const found = transferred(answer(site, request.url, { publisher, origin, articles }), request.headers)
    return reply.code(found.status).headers(found.headers).send(found.body)
  })
  return app
}

async function listen(app: FastifyInstance, port: number, publisher: PressPublisher): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
    const reason = taken
      ? 'another program listens there; stop it or give other ports'
      : `${messageOf(cause)}; give other ports`
    const message = `could not serve ${publisher.name} on ${host}:${port}: ${reason}`
    const details = { port, publisher: publisher.name }
    throw new AppError(taken ? 'PORT_TAKEN' : 'PORT_REFUSED', message, { disposition: 'discard', details, cause })
  }
}

async function closeAll(open: readonly OpenSite[]): Promise<void> {
  await Promise.all(open.map((site) => site.close()))
}
