import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isWebAddress } from '../../digests/web-address.ts'
import { addresses } from '../addresses.ts'
import { readParameters } from '../page-errors.ts'
import { storyIdPattern, typed } from '../parameters.ts'

const FindQuery = z.object({ q: typed })

/** `/find?q=`: the one box. An address goes to the tracer, a story id to its story, words to the search. */
export function routeFind(app: FastifyInstance): void {
  app.get('/find', (request, reply) => {
    const { q } = readParameters(FindQuery, request.query)
    return reply.redirect(targetOf(q), 302)
  })
}

function targetOf(q: string): string {
  if (isWebAddress(q)) return addresses.trace(q)
  if (storyIdPattern.test(q.toUpperCase())) return addresses.story(q.toUpperCase())
  return addresses.search(q)
}
