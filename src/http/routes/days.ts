import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { countFetched, findNewestTime } from '../../articles/repository-read.ts'
import { readCoverage } from '../../feeds/repository-read.ts'
import { addresses } from '../addresses.ts'
import { readDay } from '../day-view.ts'
import { readParameters } from '../page-errors.ts'
import { dayPage } from '../pages/day-page.tsx'
import type { Page } from '../pages/layout.tsx'
import { messagePage } from '../pages/message-page.tsx'
import { day } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const DayParameters = z.object({ day })

/** `/` and `/days/2026-11-22` */
export function routeDays(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/', async (_request, reply) => {
    const newest = await findNewestTime(needs.db)
    if (!newest) return sendPage(reply, needs, await startPage(needs))
    return reply.header('cache-control', 'no-cache').redirect(addresses.day(needs.time.dayOf(newest)), 302)
  })

  app.get('/days/:day', async (request, reply) => {
    const asked = readParameters(DayParameters, request.params)
    return sendPage(reply, needs, dayPage(await readDay(needs, asked.day), needs.time))
  })
}

/** Before the first story: what there is to wait for. */
async function startPage({ db }: WebNeeds): Promise<Page> {
  const { feeds, feedsSeen } = await readCoverage(db)
  if (feeds === 0) {
    return messagePage('No feeds', [
      'Nothing is watched yet. Load an OPML file on the command line: wirefold feeds import FILE.',
    ])
  }
  const { read, unread } = await countFetched(db)
  const fetched = `${read} ${read === 1 ? 'article' : 'articles'} fetched`
  const missing = unread === 0 ? '' : ` ${unread} ${unread === 1 ? 'page' : 'pages'} could not be read.`
  return messagePage('No stories yet', [`${feedsSeen} of ${feeds} feeds read, ${fetched}.${missing}`])
}
