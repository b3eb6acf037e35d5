import type { FastifyInstance } from 'fastify'
import { problemOf } from './error-answers.ts'
import { readerMessage } from './pages/reader-page.tsx'
import { sendReaderPage, sendUnknownLink } from './reader-requests.ts'
import type { WebNeeds } from './web-needs.ts'

/** Answers every failure of readers' pages as such a page: the newsroom's frame is not for them. */
export function answerReaderErrors(pages: FastifyInstance, needs: WebNeeds): void {
  pages.setErrorHandler((error, request, reply) => {
    const { status, title, detail } = problemOf(error)
    // The address holds the token: whoever reads the log could act by it.
    if (status >= 500) needs.log?.error({ err: error, route: request.routeOptions.url }, 'could not answer a reader')
    return sendReaderPage(request, reply, readerMessage(title, [detail]), status)
  })
  pages.setNotFoundHandler((request, reply) => sendUnknownLink(request, reply))
}
