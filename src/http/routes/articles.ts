import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findArticle, findVersion } from '../../articles/repository-read.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { articlePage } from '../pages/article-page.tsx'
import { numberId, span, versionNumber } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const ArticleParameters = z.object({ id: numberId })
const PassageQuery = z.object({ s: span.optional(), v: versionNumber.optional() })

/** `/articles/ID?v=1&s=120-214`: the newest version where none is asked for. */
export function routeArticles(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/articles/:id', async (request, reply) => {
    const { id } = readParameters(ArticleParameters, request.params)
    const { s, v } = readParameters(PassageQuery, request.query)
    const article = await findArticle(needs.db, id)
    if (!article) throw new PageNotFoundError(`there is no article ${id}`)
    const version = await findVersion(needs.db, id, v ?? null)
    if (!version && v !== undefined) throw new PageNotFoundError(`article ${id} has no version ${v}`)
    return sendPage(reply, needs, articlePage({ article, version, passage: s ?? null }, needs.time))
  })
}
