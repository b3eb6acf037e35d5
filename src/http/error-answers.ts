import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, messageOf } from '../errors.ts'
import { messagePage } from './pages/message-page.tsx'
import { sendPage } from './send-page.ts'
import type { WebNeeds } from './web-needs.ts'

export interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
}

/** Answers every failure: a page in plain words for people, RFC 9457 problem details for programs. */
export function answerErrors(app: FastifyInstance, needs: WebNeeds): void {
  app.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) needs.log?.error({ err: error, url: request.url }, 'could not answer a request')
    return answer(request, reply, needs, problem)
  })
  app.setNotFoundHandler((request, reply) =>
    answer(request, reply, needs, notFound('There is no page at this address.')),
  )
}

const notFound = (detail: string): Problem => ({ status: 404, code: 'PAGE_NOT_FOUND', title: 'Not found', detail })

/** What a failure is called in an answer. */
export function problemOf(error: unknown): Problem {
  const code = error instanceof AppError ? error.code : 'INTERNAL'
  if (code === 'PAGE_NOT_FOUND') return notFound(asSentence(messageOf(error)))
  if (code === 'BAD_ADDRESS') {
    return { status: 400, code, title: 'This address cannot be read', detail: asSentence(messageOf(error)) }
  }
  if (code === 'BAD_FORM') {
    return { status: 400, code, title: 'This form cannot be read', detail: asSentence(messageOf(error)) }
  }
  if (code === 'FOREIGN_FORM') return { status: 403, code, title: 'Refused', detail: asSentence(messageOf(error)) }
  const status = refusedStatus(error)
  if (status !== null)
    return { status, code: 'BAD_REQUEST', title: 'This request cannot be read', detail: asSentence(messageOf(error)) }
  if (code === 'DATABASE_UNREACHABLE') {
    return {
      status: 503,
      code,
      title: 'The database does not answer',
      detail: 'Nothing is lost. Try again in a moment.',
    }
  }
  return { status: 500, code, title: 'Something went wrong here', detail: 'The cause is in the log of the server.' }
}

/** The status of a request that fastify itself refused. */
function refusedStatus(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null
}

const asSentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`

async function answer(request: FastifyRequest, reply: FastifyReply, needs: WebNeeds, problem: Problem) {
  const { status, code, title, detail } = problem
  if (!wantsPage(request)) {
    return reply
      .code(status)
      .type('application/problem+json')
      .send({ type: 'about:blank', title, status, detail, code, instance: request.url })
  }
  try {
    return await sendPage(reply, needs, messagePage(title, [detail]), status)
  } catch {
    // The frame of a page reads the database; without one the words alone must do.
    return reply.code(status).type('text/plain; charset=utf-8').send(`${title}. ${detail}`)
  }
}

function wantsPage({ headers: { accept = '*/*' } }: FastifyRequest): boolean {
  const isProgram = accept.includes('json') && !accept.includes('text/html')
  return !isProgram
}
