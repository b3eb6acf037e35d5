import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DELIVERY_STATES } from '../../deliveries/delivery-words.ts'
import {
  findDelivery,
  findSentEdition,
  listAttempts,
  listDeliveries,
  listSentEditions,
} from '../../deliveries/repository-read.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { deliveriesPage } from '../pages/deliveries-page.tsx'
import { deliveryPage } from '../pages/delivery-page.tsx'
import { day, digestName, numberId } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const EditionParameters = z.object({ digest: digestName, day })
const Chosen = z.object({ state: z.enum(DELIVERY_STATES).optional() })
const LISTED = 200
const LISTED_EDITIONS = 14

/**
 * `/deliveries`: what became of the mails, `/editions/DIGEST/DATE/deliveries`: of those of one edition (`?state=failed`:
 * in one state), and `/deliveries/ID`: every attempt of one with the server's reply.
 */
export function routeDeliveries(app: FastifyInstance, needs: WebNeeds): void {
  const { db, time } = needs
  app.get('/deliveries', async (_request, reply) => {
    const editions = await listSentEditions(db, LISTED_EDITIONS)
    const deliveries = await listDeliveries(db, { limit: LISTED })
    return sendPage(reply, needs, deliveriesPage({ editions, deliveries, edition: null, limit: LISTED, time }))
  })
  app.get('/editions/:digest/:day/deliveries', async (request, reply) => {
    const { digest, day: localDate } = readParameters(EditionParameters, request.params)
    const { state } = readParameters(Chosen, request.query)
    const edition = await findSentEdition(db, digest, localDate)
    if (!edition) throw new PageNotFoundError(`no edition of ${digest} of ${localDate} has been mailed`)
    const deliveries = await listDeliveries(db, { digest, localDate, state, limit: LISTED })
    return sendPage(reply, needs, deliveriesPage({ editions: [edition], deliveries, edition, limit: LISTED, time }))
  })
  app.get('/deliveries/:id', async (request, reply) => {
    const { id } = readParameters(z.object({ id: numberId }), request.params)
    const delivery = await findDelivery(db, id)
    if (!delivery) throw new PageNotFoundError(`there is no delivery ${id}`)
    return sendPage(reply, needs, deliveryPage(delivery, await listAttempts(db, id), time))
  })
}
