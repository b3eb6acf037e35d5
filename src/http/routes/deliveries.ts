import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findDelivery, listAttempts, listDeliveries, listSentEditions } from '../../deliveries/repository-read.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { deliveriesPage, deliveryPage } from '../pages/deliveries-page.tsx'
import { numberId } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const LISTED = 200
const LISTED_EDITIONS = 14

/** `/deliveries`: what became of the mails, and `/deliveries/ID`: every attempt of one with the server's reply. */
export function routeDeliveries(app: FastifyInstance, needs: WebNeeds): void {
  const { db } = needs
  app.get('/deliveries', async (_request, reply) => {
    const editions = await listSentEditions(db, LISTED_EDITIONS)
    return sendPage(reply, needs, deliveriesPage(editions, await listDeliveries(db, { limit: LISTED }), needs.time))
  })
  app.get('/deliveries/:id', async (request, reply) => {
    const { id } = readParameters(z.object({ id: numberId }), request.params)
    const delivery = await findDelivery(db, id)
    if (!delivery) throw new PageNotFoundError(`there is no delivery ${id}`)
    return sendPage(reply, needs, deliveryPage(delivery, await listAttempts(db, id), needs.time))
  })
}
