import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findDigest } from '../../digests/repository-digest.ts'
import { listNewestEditions } from '../../digests/repository-read.ts'
import { atomOf } from '../feeds/atom.ts'
import { editionFeed } from '../feeds/edition-feed.ts'
import { jsonFeedOf } from '../feeds/json-feed.ts'
import { BadAddressError, PageNotFoundError, readParameters } from '../page-errors.ts'
import { digestName } from '../parameters.ts'
import type { WebNeeds } from '../web-needs.ts'

/** Editions in a feed: a month of a daily one. */
const ENTRIES = 30

const formats = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: atomOf },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeedOf },
} as const

const FeedParameters = z.object({ digest: digestName })

/** `/editions/DIGEST.atom` and `/editions/DIGEST.json`: its newest frozen editions. */
export function routeEditionFeeds(app: FastifyInstance, needs: WebNeeds): void {
  for (const format of ['atom', 'json'] as const) {
    app.get(`/editions/:digest.${format}`, async (request, reply) => {
      const { digest: name } = readParameters(FeedParameters, request.params)
      const digest = await findDigest(needs.db, name)
      if (!digest) throw new PageNotFoundError(`there is no digest ${name}`)
      const editions = await listNewestEditions(needs.db, digest.id, ENTRIES)
      const { type, write } = formats[format]
      const body = write(editionFeed(digest, editions, format, baseOf(request, needs)))
      const tag = `"${createHash('sha256').update(body).digest('base64url')}"`
      reply.header('cache-control', 'no-cache').header('etag', tag)
      return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.type(type).send(body)
    })
  }
}

/** Entries are read away from their feed, so that their addresses must be whole. */
function baseOf({ protocol, host }: FastifyRequest, { publicUrl }: WebNeeds): string {
  if (publicUrl != null) return publicUrl
  const asked = `${protocol}://${host}`
  if (!URL.canParse(asked)) throw new BadAddressError('a feed is asked for by the name of its host')
  return new URL(asked).origin
}
