import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { canonicalUrl } from '../../articles/canonical-url.ts'
import { readTraceFacts } from '../../articles/read-trace-facts.ts'
import { traceArticle } from '../../articles/trace.ts'
import { readParameters } from '../page-errors.ts'
import { type TraceAnswer, tracePage } from '../pages/trace-page.tsx'
import { typed } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const TraceQuery = z.object({ url: typed })

/** `/trace?url=`: from feed to edition, by any address that the article ever had, tracked ones too. */
export function routeTrace(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/trace', async (request, reply) => {
    const { url } = readParameters(TraceQuery, request.query)
    const answer = url === '' ? null : await trace(needs, url)
    return sendPage(reply, needs, tracePage(url, answer))
  })
}

async function trace(needs: WebNeeds, url: string): Promise<TraceAnswer> {
  const address = canonicalUrl(url)
  if (address === null) return { kind: 'unreadable' }
  const facts = await readTraceFacts(needs.db, address, { digest: null, localDate: null })
  const traced = traceArticle(facts, (at) => needs.time.dayAndClock(at))
  return { kind: 'traced', address, trace: traced, title: facts.article?.title ?? null }
}
