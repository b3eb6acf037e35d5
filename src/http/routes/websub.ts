import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { spoken } from '../../feeds/websub/hub-answer.ts'
import { leaseOf } from '../../feeds/websub/lease.ts'
import {
  type Callback,
  confirmSubscription,
  findCallback,
  notePush,
  refuseSubscription,
} from '../../feeds/websub/repository-callback.ts'
import { isSameTopic } from '../../feeds/websub/same-topic.ts'
import { isSigned } from '../../feeds/websub/signature.ts'
import { answerHubErrors } from '../hub-errors.ts'
import type { WebNeeds } from '../web-needs.ts'

const Address = z.object({ token: z.string().regex(/^[\w-]{20,128}$/) })

/** What a hub asks at a callback: whether a subscription is meant; or it tells that there will be none. */
const Question = z.discriminatedUnion('hub.mode', [
  z.object({
    'hub.mode': z.literal('subscribe'),
    'hub.topic': z.string(),
    'hub.challenge': z.string().min(1),
    'hub.lease_seconds': z.string().optional(),
  }),
  z.object({ 'hub.mode': z.literal('denied'), 'hub.topic': z.string(), 'hub.reason': z.string().default('') }),
])
type Question = z.infer<typeof Question>

/** A push carries its whole feed; a larger one is left to the next poll. */
const MAX_PUSH_BYTES = 5 * 1024 * 1024

/**
 * `/websub/TOKEN`: where hubs verify a subscription (WebSub 5.3), refuse it (5.2) and push (7). The token is what a hub is known
 * by; whoever does not have it is told nothing.
 */
export function routeWebsub(app: FastifyInstance, needs: WebNeeds): void {
  void app.register((hubs, _options, done) => {
    answerHubErrors(hubs, needs)
    hubs.removeAllContentTypeParsers() // what is signed are the bytes as they came
    hubs.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    )
    hubs.get('/websub/:token', { exposeHeadRoute: false }, (request, reply) => hear(request, reply, needs))
    hubs.post(
      '/websub/:token',
      { bodyLimit: MAX_PUSH_BYTES, onRequest: (request, reply) => refuseUnknown(request, reply, needs) },
      (request, reply) => takePush(request, reply, needs),
    )
    done()
  })
}

async function findAddressed({ db }: WebNeeds, request: FastifyRequest): Promise<Callback | null> {
  const address = Address.safeParse(request.params)
  return address.success ? findCallback(db, address.data.token) : null
}

async function hear(request: FastifyRequest, reply: FastifyReply, needs: WebNeeds): Promise<FastifyReply> {
  const question = Question.safeParse(request.query)
  const callback = await findAddressed(needs, request)
  const isOurs = question.success && callback !== null && isSameTopic(question.data['hub.topic'], callback.topicUrl)
  const answer = isOurs ? await answerTo(question.data, callback, needs) : null
  reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store')
  return answer === null ? reply.code(404).send('this subscription is not asked for') : reply.send(answer)
}

/** The words that a hub waits for; null when nothing that it asks about is wanted. */
async function answerTo(question: Question, { token }: Callback, { db, clock }: WebNeeds): Promise<string | null> {
  if (question['hub.mode'] === 'denied') {
    const reason = spoken(question['hub.reason'])
    const told = reason === '' ? 'the hub refused and gave no reason' : `the hub refused: ${reason}`
    return (await refuseSubscription(db, token, told, clock.now())) ? '' : null
  }
  const lease = leaseOf(question['hub.lease_seconds'])
  return (await confirmSubscription(db, token, lease, clock.now())) ? question['hub.challenge'] : null
}

/** Before the body is read: strangers must not make the server hold megabytes. 410 ends what a hub still has (WebSub 7). */
async function refuseUnknown(request: FastifyRequest, reply: FastifyReply, needs: WebNeeds): Promise<unknown> {
  // Hubs pass on the type that a publisher wrote, and fastify refuses one that it cannot read.
  request.headers['content-type'] = 'application/octet-stream'
  return (await findAddressed(needs, request)) ? undefined : gone(reply)
}

/**
 * Believes a push that is signed, or one of a hub that was given no secret and knows the address. Its body is not read as a
 * feed: a push can at worst make one poll early. A forger is answered like the hub, so that nobody learns which guess was
 * right (WebSub 7.1.2).
 */
async function takePush(request: FastifyRequest, reply: FastifyReply, needs: WebNeeds): Promise<FastifyReply> {
  const callback = await findAddressed(needs, request)
  if (!callback) return gone(reply)
  const { token, secret } = callback
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const isBelieved = secret === null || isSigned(body, signatureOf(request), secret)
  await notePush(needs.db, token, isBelieved, needs.clock.now())
  return reply.code(204).send()
}

function signatureOf({ headers }: FastifyRequest): string | null {
  const given = headers['x-hub-signature']
  return typeof given === 'string' ? given : null
}

const gone = (reply: FastifyReply): FastifyReply =>
  reply.code(410).type('text/plain; charset=utf-8').send('there is no such subscription')
