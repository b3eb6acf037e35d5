import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listOpenAlarms } from '../../articles/repository-alarm.ts'
import { listExtractionDays, readYields } from '../../articles/repository-health.ts'
import { listFeedDays } from '../../feeds/repository-health.ts'
import { findFeed, listFeeds, listPolls } from '../../feeds/repository-read.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { feedPage } from '../pages/feed-page.tsx'
import { sourcesPage } from '../pages/sources-page.tsx'
import { numberId } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const FeedParameters = z.object({ id: numberId })

const SHOWN_POLLS = 30
const SHOWN_DAYS = 28
const SHOWN_TEXT_DAYS = 14

/** `/sources` and `/feeds/ID` */
export function routeSources(app: FastifyInstance, needs: WebNeeds): void {
  const { db, clock, time } = needs

  app.get('/sources', async (_request, reply) => {
    const now = clock.now()
    const extraction = { yields: await readYields(db, now), alarms: await listOpenAlarms(db) }
    return sendPage(reply, needs, sourcesPage(await listFeeds(db, now), extraction, now, time))
  })

  app.get('/feeds/:id', async (request, reply) => {
    const { id } = readParameters(FeedParameters, request.params)
    const feed = await findFeed(db, id, clock.now())
    if (!feed) throw new PageNotFoundError(`there is no feed ${id}`)
    const polls = await listPolls(db, id, SHOWN_POLLS)
    const days = await listFeedDays(db, id, SHOWN_DAYS, clock.now())
    const extraction = {
      days: await listExtractionDays(db, feed.publisher, SHOWN_TEXT_DAYS, clock.now()),
      alarms: (await listOpenAlarms(db)).filter(({ publisher }) => publisher === feed.publisher),
    }
    return sendPage(reply, needs, feedPage(feed, polls, days, extraction, time))
  })
}
