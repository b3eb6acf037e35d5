import type { FastifyError, FastifyInstance } from 'fastify'
import type { WebNeeds } from './web-needs.ts'

/** Answers failures to a hub with a line of text. The log does not hold the address, which is the hub's password. */
export function answerHubErrors(hubs: FastifyInstance, { log }: WebNeeds): void {
  hubs.setErrorHandler<FastifyError>((error, _request, reply) => {
    const { statusCode = 503, message } = error
    reply.type('text/plain; charset=utf-8')
    if (statusCode < 500) return reply.code(statusCode).send(message)
    log?.error({ err: error }, 'could not answer a hub')
    return reply.code(503).send('try again later')
  })
}
