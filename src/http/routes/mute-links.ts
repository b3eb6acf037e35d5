import type { FastifyInstance } from 'fastify'
import { readName } from '../../deliveries/mute.ts'
import { findToldHeadline } from '../../deliveries/repository-mute.ts'
import type { Subscriber } from '../../deliveries/subscriber.ts'
import { readerMessage } from '../pages/reader-page.tsx'
import { mutePage, type MuteQuestion } from '../pages/reader-questions.tsx'
import { BadFormError, MuteForm, readForm } from '../reader-forms.ts'
import { type ReaderNeeds, readerOf, sendReaderPage, sendUnknownLink } from '../reader-requests.ts'
import { sendSettings } from '../send-settings.ts'

/** `/s/TOKEN/mute?story=ID` and `…?name=…`: where the links of a mail ask whether to mute what they name. */
export function routeMuteLinks(pages: FastifyInstance, needs: ReaderNeeds): void {
  pages.get('/:token/mute', async (request, reply) => {
    const reader = await readerOf(request, 'settings', needs)
    if (!reader) return sendUnknownLink(request, reply)
    const { subscriber, links } = reader
    if (subscriber.unsubscribedAt !== null) return sendSettings(reader, null, request, reply, needs)
    const question = await muteQuestion(subscriber, request.url.split('?')[1] ?? '', needs)
    if (question) return sendReaderPage(request, reply, mutePage(subscriber, links, question))
    return sendReaderPage(request, reply, notTold, 404)
  })
}

const notTold = readerMessage('This is not known here', [
  'No edition that you get has told what this link names. Nothing was changed.',
])

/** Null where the link names no story or name that can be muted. */
async function muteQuestion(
  { digestId }: Subscriber,
  query: string,
  { db }: ReaderNeeds,
): Promise<MuteQuestion | null> {
  const asked = readQuery(query)
  if (!asked) return null
  if ('name' in asked) {
    const name = readName(asked.name)
    return name === null ? null : { name }
  }
  const told = await findToldHeadline(db, digestId, asked.story)
  return told && { storyId: asked.story, ...told }
}

function readQuery(query: string) {
  try {
    return readForm(MuteForm, query)
  } catch (error) {
    if (error instanceof BadFormError) return null
    throw error
  }
}
