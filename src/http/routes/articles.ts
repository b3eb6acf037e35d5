import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findArticle } from '../../articles/repository-read.ts'
import { findVersion, listVersions } from '../../articles/repository-versions.ts'
import { PageNotFoundError, readParameters } from '../page-errors.ts'
import { articlePage } from '../pages/article-page.tsx'
import { diffPage } from '../pages/diff-page.tsx'
import { numberId, span, versionNumber, versionRange } from '../parameters.ts'
import { sendPage } from '../send-page.ts'
import type { WebNeeds } from '../web-needs.ts'

const ArticleParameters = z.object({ id: numberId })
const PassageQuery = z.object({ s: span.optional(), v: versionNumber.optional() })

const DiffParameters = z.object({ id: numberId, range: versionRange })

/** `/articles/ID?v=1&s=120-214`, the newest version where none is asked for, and `/articles/ID/diff/1..2`. */
export function routeArticles(app: FastifyInstance, needs: WebNeeds): void {
  app.get('/articles/:id', async (request, reply) => {
    const { id } = readParameters(ArticleParameters, request.params)
    const { s, v } = readParameters(PassageQuery, request.query)
    const article = await findArticle(needs.db, id)
    if (!article) throw new PageNotFoundError(`there is no article ${id}`)
    const version = await findVersion(needs.db, id, v ?? null)
    if (!version && v !== undefined) throw noVersion(id, v)
    const versions = await listVersions(needs.db, id)
    return sendPage(reply, needs, articlePage({ article, version, versions, passage: s ?? null }, needs.time))
  })

  app.get('/articles/:id/diff/:range', async (request, reply) => {
    const { id, range } = readParameters(DiffParameters, request.params)
    const article = await findArticle(needs.db, id)
    if (!article) throw new PageNotFoundError(`there is no article ${id}`)
    const before = await findVersion(needs.db, id, range.from)
    if (!before) throw noVersion(id, range.from)
    const after = await findVersion(needs.db, id, range.to)
    if (!after) throw noVersion(id, range.to)
    return sendPage(reply, needs, diffPage({ article, before, after }, needs.time))
  })
}

const noVersion = (id: string, number: number) => new PageNotFoundError(`article ${id} has no version ${number}`)
