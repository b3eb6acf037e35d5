import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { confirmSubscriber } from '../../deliveries/repository-subscriber.ts'
import { confirmedPage, confirmPage } from '../pages/reader-questions.tsx'
import { type Reader, type ReaderNeeds, readerOf, sendReaderPage, sendUnknownLink } from '../reader-requests.ts'

/** `/s/TOKEN/confirm`: a subscription is asked for, and confirmed by its address (double opt-in). */
export function routeConfirmation(pages: FastifyInstance, needs: ReaderNeeds): void {
  pages.get('/:token/confirm', (request, reply) => showConfirmation(request, reply, needs))
  pages.post('/:token/confirm', async (request, reply) => {
    const reader = await readerOf(request, 'confirm', needs)
    if (!reader) return sendUnknownLink(request, reply)
    const { claim, subscriber } = reader
    const asking = { id: subscriber.id, generation: claim.generation }
    const isConfirmed = await confirmSubscriber(needs.db, asking, 'by link', needs.clock.now())
    return isConfirmed ? sendReaderPage(request, reply, confirmedPage(subscriber)) : sendUnknownLink(request, reply)
  })
}

export async function showConfirmation(request: FastifyRequest, reply: FastifyReply, needs: ReaderNeeds) {
  const reader = await readerOf(request, 'confirm', needs)
  if (!reader || !isOpen(reader)) return sendUnknownLink(request, reply)
  return sendReaderPage(request, reply, confirmPage(reader.subscriber, reader.links))
}

/** An old link must not bring back who has left since. */
const isOpen = ({ claim, subscriber }: Reader): boolean =>
  claim.generation === subscriber.generation && subscriber.unsubscribedAt === null
