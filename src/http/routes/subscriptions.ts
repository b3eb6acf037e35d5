import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type LinkClaim, readLink } from '../../deliveries/link-token.ts'
import {
  confirmSubscriber,
  findSubscriber,
  pauseSubscriber,
  unsubscribe,
} from '../../deliveries/repository-subscriber.ts'
import type { Subscriber } from '../../deliveries/subscriber.ts'
import { type SubscriptionView, subscriptionPage } from '../pages/subscription-page.tsx'
import type { WebNeeds } from '../web-needs.ts'

/** Forms of these pages hold a word or two; so does what a mail program posts (RFC 8058 3.2). */
const MOST_FORM_BYTES = 16 * 1024
const MOST_PAUSE_WEEKS = 26
const WEEK_MS = 7 * 86_400_000

/**
 * `/s/TOKEN`: a subscription as its reader sees and changes it, by a signed link of a mail and without a sign-in. Looking
 * changes nothing: programs follow links to check them. What changes is posted, by a button of the page or, for
 * `/s/TOKEN/unsubscribe`, by a mail program's (RFC 8058).
 */
export function routeSubscriptions(app: FastifyInstance, needs: WebNeeds): void {
  const { mail } = needs
  if (!mail) return
  void app.register((pages, _options, done) => {
    pages.removeAllContentTypeParsers()
    // As a form, or in parts: the body says nothing that the address does not, but for the weeks of a pause.
    pages.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_FORM_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    )
    for (const path of ['/s/:token', '/s/:token/unsubscribe', '/s/:token/confirm']) {
      pages.get(path, (request, reply) => show(request, reply, needs, mail.key))
    }
    for (const act of ['unsubscribe', 'confirm', 'pause', 'resume'] as const) {
      pages.post(`/s/:token/${act}`, (request, reply) => change(act, request, reply, needs, mail.key))
    }
    done()
  })
}

type Act = 'unsubscribe' | 'confirm' | 'pause' | 'resume'

interface Addressed {
  readonly claim: LinkClaim
  readonly subscriber: Subscriber
}

async function addressed(request: FastifyRequest, needs: WebNeeds, key: Uint8Array): Promise<Addressed | null> {
  const { token } = request.params as { token: string }
  const claim = readLink(token, key, needs.clock.now())
  const subscriber = claim && (await findSubscriber(needs.db, claim.subscriberId))
  return claim && subscriber ? { claim, subscriber } : null
}

async function show(request: FastifyRequest, reply: FastifyReply, needs: WebNeeds, key: Uint8Array) {
  const found = await addressed(request, needs, key)
  if (!found) return send(reply, { kind: 'unknown' }, 404)
  if (found.claim.purpose === 'settings') return send(reply, settingsView(found.subscriber, needs, request))
  return send(
    reply,
    isOpen(found) ? { kind: 'confirm', subscriber: found.subscriber, base: baseOf(request) } : { kind: 'unknown' },
  )
}

const isOpen = ({ claim, subscriber }: Addressed): boolean =>
  claim.generation === subscriber.generation && subscriber.unsubscribedAt === null

async function change(act: Act, request: FastifyRequest, reply: FastifyReply, needs: WebNeeds, key: Uint8Array) {
  const found = await addressed(request, needs, key)
  const isMeant = found !== null && (found.claim.purpose === 'confirm') === (act === 'confirm')
  if (!isMeant || !(await enact(act, found, request, needs))) return send(reply, { kind: 'unknown' }, 404)
  const subscriber = await findSubscriber(needs.db, found.subscriber.id)
  if (!subscriber) return send(reply, { kind: 'unknown' }, 404)
  if (act === 'confirm') return send(reply, { kind: 'confirmed', subscriber })
  return send(reply, settingsView(subscriber, needs, request))
}

function enact(act: Act, { claim, subscriber }: Addressed, request: FastifyRequest, { db, clock }: WebNeeds) {
  const now = clock.now()
  const { id } = subscriber
  if (act === 'unsubscribe') return unsubscribe(db, id, now)
  if (act === 'confirm') return confirmSubscriber(db, { id, generation: claim.generation }, 'by link', now)
  return pauseSubscriber(db, id, act === 'resume' ? null : new Date(now.getTime() + weeksOf(request.body) * WEEK_MS))
}

function weeksOf(body: unknown): number {
  const weeks = Number(new URLSearchParams(typeof body === 'string' ? body : '').get('weeks'))
  return Number.isInteger(weeks) && weeks >= 1 && weeks <= MOST_PAUSE_WEEKS ? weeks : 1
}

const settingsView = (subscriber: Subscriber, { clock }: WebNeeds, request: FastifyRequest): SubscriptionView => ({
  kind: 'settings',
  subscriber,
  base: baseOf(request),
  now: clock.now(),
})

/** `TOKEN/` on the page `/s/TOKEN`, nothing on the pages below it. */
const baseOf = ({ url, params }: FastifyRequest): string => {
  const { token } = params as { token: string }
  return url.split('?', 1)[0]?.endsWith(`/s/${token}`) === true ? `${token}/` : ''
}

/** Whoever has the address of such a page may change what it shows: it is kept nowhere and named to nobody. */
function send(reply: FastifyReply, view: SubscriptionView, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .send(subscriptionPage(view))
}
