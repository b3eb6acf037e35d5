import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { leavePage } from '../pages/reader-questions.tsx'
import { answerPlaces, type ReaderActName, readerActs } from '../reader-acts.ts'
import type { Answer } from '../reader-answer.ts'
import { BadFormError } from '../reader-forms.ts'
import { type ReaderNeeds, readerOf, sendReaderPage, sendUnknownLink } from '../reader-requests.ts'
import { sendSettings } from '../send-settings.ts'
import { showConfirmation } from './confirmation.ts'

/** `/s/TOKEN`, `/s/TOKEN/unsubscribe`, and what their buttons post to. */
export function routeReaderSettings(pages: FastifyInstance, needs: ReaderNeeds): void {
  pages.get('/:token', async (request, reply) => {
    const reader = await readerOf(request, 'settings', needs)
    return reader ? sendSettings(reader, null, request, reply, needs) : showConfirmation(request, reply, needs)
  })
  pages.get('/:token/unsubscribe', async (request, reply) => {
    const reader = await readerOf(request, 'settings', needs)
    if (!reader) return sendUnknownLink(request, reply)
    const { subscriber, links } = reader
    if (subscriber.unsubscribedAt !== null) return sendSettings(reader, null, request, reply, needs)
    return sendReaderPage(request, reply, leavePage(subscriber, links))
  })
  for (const act of Object.keys(readerActs) as ReaderActName[]) {
    pages.post(`/:token/${act}`, (request, reply) => enact(act, request, reply, needs))
  }
}

async function enact(act: ReaderActName, request: FastifyRequest, reply: FastifyReply, needs: ReaderNeeds) {
  const reader = await readerOf(request, 'settings', needs)
  if (!reader) return sendUnknownLink(request, reply)
  try {
    const answer = await readerActs[act]({ db: needs.db, now: needs.clock.now() }, reader.subscriber, request.body)
    reply.code(answer ? 200 : 409)
    return await sendSettings(reader, answer, request, reply, needs)
  } catch (error) {
    if (!(error instanceof BadFormError)) throw error
    const words = `Nothing was changed: ${error.message}.`
    const refusal: Answer = { place: answerPlaces[act], words, isRefusal: true, undo: null }
    reply.code(400)
    return sendSettings(reader, refusal, request, reply, needs)
  }
}
