import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readVersionNumbers } from '../../articles/repository-versions.ts'
import { findSentEdition, listSentEditions } from '../../deliveries/repository-read.ts'
import { versionsOfStory } from '../../digests/edition.ts'
import { findNamedEdition, listEditions } from '../../digests/repository-read.ts'
import { listComingSlots } from '../../digests/repository-slot.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { mailSecurityPolicy } from '../security-headers.ts'
import { editionPage } from '../pages/edition-page.tsx'
import { editionsPage } from '../pages/editions-page.tsx'
import { day, digestName } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const EditionParameters = z.object({ digest: digestName, day })

/** Editions in the list: a year and a bit of one digest. */
const LISTED = 400

/** `/editions`, `/editions/DIGEST/DATE`, its plain text, `.txt`, and `…/mail` as it is mailed. */
export function routeEditions(app: FastifyInstance, needs: WebNeeds): void {
  const { db, clock } = needs
  app.get('/editions', async (_request, reply) => {
    const now = clock.now()
    const editions = await listEditions(db, LISTED)
    const sent = await listSentEditions(db, LISTED)
    return sendPage(reply, needs, editionsPage({ editions, sent, coming: await listComingSlots(db, now), now }))
  })

  app.get('/editions/:digest/:day', async (request, reply) => {
    const edition = await readEdition(needs, request.params)
    const { digest, localDate } = edition.content
    const versions = await readVersionNumbers(db, edition.content.stories.flatMap(versionsOfStory))
    const deliveries = await findSentEdition(db, digest, localDate)
    const renderings = [
      ...(needs.renderText ? (['text'] as const) : []),
      ...(needs.renderMail ? (['mail'] as const) : []),
    ]
    return sendPage(reply, needs, editionPage({ edition, versions, renderings, deliveries }))
  })

  const { renderText, renderMail } = needs
  if (renderText) {
    app.get('/editions/:digest/:day.txt', async (request, reply) => {
      const { content } = await readEdition(needs, request.params)
      return reply.type('text/plain; charset=utf-8').send(renderText(content))
    })
  }
  if (renderMail) {
    app.get('/editions/:digest/:day/mail', async (request, reply) => {
      const { content, contentHash } = await readEdition(needs, request.params)
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', mailSecurityPolicy)
        .send(renderMail(content, { contentHash }))
    })
  }
}

async function readEdition({ db }: WebNeeds, parameters: unknown) {
  const asked = readParameters(EditionParameters, parameters)
  const edition = await findNamedEdition(db, asked.digest, asked.day)
  if (!edition) throw new PageNotFoundError(`there is no edition of ${asked.digest} of ${asked.day}`)
  return edition
}
