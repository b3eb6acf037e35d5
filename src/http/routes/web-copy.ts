import type { FastifyInstance } from 'fastify'
import { findSentEdition } from '../../deliveries/repository-sent.ts'
import { longDay } from '../../digests/edition-words.ts'
import { readerMessage } from '../pages/reader-page.tsx'
import { webCopy } from '../pages/web-copy.tsx'
import { day } from '../parameters.ts'
import { type ReaderNeeds, readerOf, sendReaderPage, sendUnknownLink } from '../reader-requests.ts'

/** `/s/TOKEN/editions/DATE`: the edition of a date as this subscriber was sent it. */
export function routeWebCopy(pages: FastifyInstance, needs: ReaderNeeds): void {
  pages.get('/:token/editions/:day', async (request, reply) => {
    const reader = await readerOf(request, 'settings', needs)
    const asked = day.safeParse((request.params as { day: string }).day)
    if (!reader || !asked.success) return sendUnknownLink(request, reply)
    const edition = await findSentEdition(needs.db, reader.subscriber.id, asked.data)
    if (edition) return sendReaderPage(request, reply, webCopy(edition, reader.links))
    const words = `You were sent no edition of ${reader.subscriber.digest} of ${longDay(asked.data)}.`
    return sendReaderPage(request, reply, readerMessage('No edition', [words]), 404)
  })
}
