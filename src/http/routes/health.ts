import type { FastifyInstance } from 'fastify'
import { messageOf } from '../../errors.ts'
import type { WebNeeds } from '../web-needs.ts'

/** `/health`: the process lives. `/ready`: it can serve, which needs its database. */
export function routeHealth(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/health', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))

  app.get('/ready', async (_request, reply) => {
    const reason = await unreadyReason(needs)
    reply.header('cache-control', 'no-store')
    return reason === null ? reply.send({ status: 'ok' }) : reply.code(503).send({ status: 'not ready', reason })
  })
}

/** Asking for migrations asks the database, so a dead one is a reason too. */
async function unreadyReason({ missingMigrations }: WebNeeds): Promise<string | null> {
  try {
    const missing = await missingMigrations()
    return missing.length === 0 ? null : `the database lacks migrations: ${missing.join(', ')}; run wirefold migrate`
  } catch (error) {
    return messageOf(error)
  }
}
