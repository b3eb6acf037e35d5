import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findArticle } from '../../articles/repository-read.ts'
import { readVersionNumbers } from '../../articles/repository-versions.ts'
import { versionsOfStory } from '../../digests/edition.ts'
import { findNewestPrint, isCoveredByEdition } from '../../digests/repository-read.ts'
import {
  findSuccessor,
  listFormerIds,
  listMembers,
  listStoryHeads,
  type StoryHead,
} from '../../stories/repository-read.ts'
import { listEntries, pageLedger } from '../../stories/repository-ledger.ts'
import { findFacts } from '../../stories/repository-facts.ts'
import { listLineage } from '../../stories/repository-lineage.ts'
import { listLinkedStories } from '../../stories/repository-links.ts'
import { addresses } from '../addresses.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { type StoryView, storyPage } from '../pages/story-page.tsx'
import { whyPage } from '../pages/why-page.tsx'
import { numberId, storyId } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const StoryParameters = z.object({ id: storyId })
const WhyParameters = z.object({ id: storyId, articleId: numberId })

/** Events shown of one story. */
const HISTORY = 500

/** `/stories/ID` and `/stories/ID/why/ARTICLE`; an id that was merged answers with its successor. */
export function routeStories(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/stories/:id', async (request, reply) => {
    const { id } = readParameters(StoryParameters, request.params)
    const current = await currentId(needs, id)
    if (current !== id) return reply.redirect(addresses.story(current), 301)
    return sendPage(reply, needs, storyPage(await readStory(needs, id), needs.time, needs.clock.now()))
  })

  app.get('/stories/:id/why/:articleId', async (request, reply) => {
    const { id, articleId } = readParameters(WhyParameters, request.params)
    const current = await currentId(needs, id)
    if (current !== id) return reply.redirect(addresses.why(current, articleId), 301)
    const article = await findArticle(needs.db, articleId)
    if (!article) throw new PageNotFoundError(`there is no article ${articleId}`)
    const view = { story: await readHead(needs, id), article, events: await listEntries(needs.db, articleId) }
    return sendPage(reply, needs, whyPage(view, needs.time))
  })
}

async function currentId({ db }: WebNeeds, id: string): Promise<string> {
  const current = await findSuccessor(db, id)
  if (current === null) throw new PageNotFoundError(`there is no story ${id}`)
  return current
}

async function readHead({ db }: WebNeeds, id: string): Promise<StoryHead> {
  const head = (await listStoryHeads(db, [id])).get(id)
  if (!head) throw new PageNotFoundError(`there is no story ${id}`)
  return head
}

async function readStory(needs: WebNeeds, id: string): Promise<StoryView> {
  const { db } = needs
  const head = await readHead(needs, id)
  const printed = await findNewestPrint(db, await listFormerIds(db, id))
  const versionIds = printed ? versionsOfStory(printed.story) : []
  return {
    head,
    members: await listMembers(db, id),
    events: await pageLedger(db, [id], '0', HISTORY),
    printed,
    versions: await readVersionNumbers(db, versionIds),
    facts: await findFacts(db, id),
    taken: await listLineage(db, id),
    linked: await listLinkedStories(db, id),
    wasPassedOver: printed === null && (await isCoveredByEdition(db, head.lastAt)),
  }
}
