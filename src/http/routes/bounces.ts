import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { MOST_BOUNCE_BYTES } from '../../deliveries/mbox.ts'
import { readBounce } from '../../deliveries/read-bounce.ts'
import { takeBounce } from '../../deliveries/take-bounce.ts'
import type { WebNeeds } from '../web-needs.ts'

/**
 * `POST /bounces`: takes one bounce or complaint as the mail that it is (message/rfc822), with `Authorization: Bearer
 * TOKEN`. Answers what became of it: `new`, `known`, `unknown`, or `ignored` where it is neither bounce nor complaint.
 */
export function routeBounces(app: FastifyInstance, { db, clock, mail }: WebNeeds): void {
  const token = mail?.bounceToken ?? null
  if (!mail || token === null) return
  void app.register((bounces, _options, done) => {
    bounces.removeAllContentTypeParsers()
    bounces.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BOUNCE_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    )
    const refuse = async (
      request: FastifyRequest,
      reply: { code(status: number): { send(body: string): unknown } },
    ) => {
      if (!isBearer(request, token)) await reply.code(401).send('the token is missing or wrong')
    }
    bounces.post('/bounces', { onRequest: refuse }, async (request, reply) => {
      const bounce = Buffer.isBuffer(request.body) ? await readBounce(request.body, mail.key) : null
      const became = bounce ? await db.transaction((tx) => takeBounce(tx, bounce, clock.now())) : 'ignored'
      return reply.type('text/plain; charset=utf-8').send(became)
    })
    done()
  })
}

/** Takes the same time whichever letter is wrong. */
function isBearer({ headers }: FastifyRequest, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
