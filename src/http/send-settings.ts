import type { FastifyReply, FastifyRequest } from 'fastify'
import { listMutes } from '../deliveries/repository-mute.ts'
import { findSubscriber } from '../deliveries/repository-subscriber.ts'
import { subscriptionPage } from './pages/subscription-page.tsx'
import type { Answer } from './reader-answer.ts'
import { type Reader, type ReaderNeeds, sendReaderPage, sendUnknownLink } from './reader-requests.ts'

/** Sends a reader the settings as they stand by then, with what came of a button. */
export async function sendSettings(
  { subscriber: { id }, links }: Reader,
  answer: Answer | null,
  request: FastifyRequest,
  reply: FastifyReply,
  { db, clock }: ReaderNeeds,
): Promise<FastifyReply> {
  const now = clock.now()
  const [subscriber, mutes] = await Promise.all([findSubscriber(db, id), listMutes(db, id, now)])
  if (!subscriber) return sendUnknownLink(request, reply)
  return sendReaderPage(request, reply, subscriptionPage({ subscriber, mutes, links, answer, now }))
}
