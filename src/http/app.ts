import fastify, { type FastifyInstance } from 'fastify'
import { answerErrors } from './error-answers.ts'
import { serveAssets } from './asset-files.ts'
import { localTime } from './local-time.ts'
import { routeArticles } from './routes/articles.ts'
import { routeDays } from './routes/days.ts'
import { routeBounces } from './routes/bounces.ts'
import { routeDeliveries } from './routes/deliveries.ts'
import { routeEditionFeeds } from './routes/edition-feeds.ts'
import { routeDesk } from './routes/desk.ts'
import { routeEditions } from './routes/editions.ts'
import { routeFind } from './routes/find.ts'
import { routeHealth } from './routes/health.ts'
import { routeSearch } from './routes/search.ts'
import { routeSources } from './routes/sources.ts'
import { routeStories } from './routes/stories.ts'
import { routeSubscriptions } from './routes/subscriptions.ts'
import { routeTrace } from './routes/trace.ts'
import { routeWebsub } from './routes/websub.ts'
import { addSecurityHeaders } from './security-headers.ts'
import type { WebNeeds, WebOptions } from './web-needs.ts'

const MAX_ADDRESS_PART = 200
const REQUEST_TIMEOUT_MS = 30_000

/** The pages as an instance that does not listen yet: tests ask it directly. */
export async function buildWeb(options: WebOptions, isOpen = false): Promise<FastifyInstance> {
  const needs: WebNeeds = { ...options, time: localTime(options.zone), isOpen }
  const app = fastify({
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_ADDRESS_PART, ignoreTrailingSlash: true },
  })
  addSecurityHeaders(app)
  answerErrors(app, needs)
  await serveAssets(app)
  for (const route of routes) route(app, needs)
  return app
}

const routes = [
  routeHealth,
  routeDays,
  routeStories,
  routeArticles,
  routeEditions,
  routeEditionFeeds,
  routeSources,
  routeTrace,
  routeSearch,
  routeFind,
  routeWebsub,
  routeSubscriptions,
  routeBounces,
  routeDeliveries,
  routeDesk,
]
