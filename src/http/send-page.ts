import type { FastifyReply } from 'fastify'
import { readCoverage } from '../feeds/repository-read.ts'
import { type Page, renderDocument } from './pages/layout.tsx'
import type { WebNeeds } from './web-needs.ts'

/** Puts the frame around a page and sends it. Pages say what is so now: they are not kept by caches. */
export async function sendPage(reply: FastifyReply, needs: WebNeeds, page: Page, status = 200): Promise<FastifyReply> {
  const { db, clock, time, isOpen } = needs
  const coverage = await readCoverage(db)
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(renderDocument(page, { coverage, now: clock.now(), time, isOpen }))
}
