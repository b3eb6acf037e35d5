import type { FastifyReply, FastifyRequest } from 'fastify'
import { type LinkClaim, readLink } from '../deliveries/link-token.ts'
import { findSubscriber } from '../deliveries/repository-subscriber.ts'
import type { Subscriber } from '../deliveries/subscriber.ts'
import { type ReaderPage, readerMessage, renderReaderPage } from './pages/reader-page.tsx'
import { type ReaderLinks, readerLinks } from './reader-links.ts'
import type { WebNeeds } from './web-needs.ts'

/** Who asks by a signed link, for what, and where their pages are. */
export interface Reader {
  readonly claim: LinkClaim
  readonly subscriber: Subscriber
  readonly links: ReaderLinks
}

/** What reader's pages are made from, and the key of their links. */
export interface ReaderNeeds extends WebNeeds {
  readonly key: Uint8Array
}

/** The reader whose link was followed; null when it was not signed here, has expired, or is for something else. */
export async function readerOf(
  request: FastifyRequest,
  purpose: LinkClaim['purpose'],
  { db, key, clock }: ReaderNeeds,
): Promise<Reader | null> {
  const links = readerLinks(request)
  const claim = readLink(links.token, key, clock.now())
  if (claim?.purpose !== purpose) return null
  const subscriber = await findSubscriber(db, claim.subscriberId)
  return subscriber && { claim, subscriber, links }
}

/** Whoever has the address of such a page may change what it shows: it is kept nowhere and named to nobody. */
export function sendReaderPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: ReaderPage,
  status = reply.statusCode,
): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .send(renderReaderPage(page, readerLinks(request)))
}

export const sendUnknownLink = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendReaderPage(request, reply, unknownLink, 404)

const unknownLink = readerMessage('This link is not good any more', [
  'It has expired, or was not copied whole. Nothing was changed.',
])
