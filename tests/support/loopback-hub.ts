import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MisbehavingServer } from './misbehaving-server.ts'
import { until } from './until.ts'

/** What a hub answers to a request, and how it verifies what it took. */
export interface HubManners {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Verifies before it answers the request, as some hubs do. */
  readonly verifiesFirst?: boolean
  readonly leaseSeconds?: number
}

/** What the subscriber's callback answered. */
export interface CallbackAnswer {
  readonly status: number
  readonly body: string
}

/** A hub that keeps WebSub's rules and calls callbacks over real sockets. */
export interface LoopbackHub {
  readonly url: string
  /** Forms of all requests so far. */
  readonly requests: readonly URLSearchParams[]
  readonly contentTypes: readonly (string | undefined)[]
  /** The answer to its n-th verification, counted from 1. */
  verified(count?: number): Promise<CallbackAnswer>
  /** Sends the feed to the callback of its last request, signed with the secret that came along. */
  push(body: string, headers?: Readonly<Record<string, string>>): Promise<CallbackAnswer>
}

/** Sets a hub up at a path of the test's server; again at one path, it takes the place of the one before. */
export function openHub(server: MisbehavingServer, path: string, manners: HubManners = {}): LoopbackHub {
  const requests: URLSearchParams[] = []
  const contentTypes: (string | undefined)[] = []
  const answers: CallbackAnswer[] = []
  const { status = 202, headers, body } = manners

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await textOf(request))
    requests.push(form)
    contentTypes.push(request.headers['content-type'])
    const verify = async () => {
      answers.push(await verification(form, manners.leaseSeconds ?? Number(form.get('hub.lease_seconds'))))
    }
    if (manners.verifiesFirst) await verify()
    response.writeHead(status, headers).end(body)
    if (!manners.verifiesFirst && status === 202) await verify()
  }
  server.on(path, (request, response) => void take(request, response))

  return {
    url: server.origin + path,
    requests,
    contentTypes,
    verified: (count = 1) => until(`verification ${count}`, () => Promise.resolve(answers[count - 1])),
    push: (feed, extra = {}) => {
      const form = requests.at(-1)
      const secret = form?.get('hub.secret')
      const signature = secret ? { 'x-hub-signature': `sha256=${hmac(secret, feed)}` } : {}
      return call(form?.get('hub.callback') ?? '', {
        method: 'POST',
        body: feed,
        headers: { 'content-type': 'application/rss+xml', ...signature, ...extra },
      })
    },
  }
}

/** A request to a callback, over a real socket. */
export async function call(url: string, init: RequestInit = {}): Promise<CallbackAnswer> {
  const answer = await fetch(url, init)
  return { status: answer.status, body: await answer.text() }
}

export const hmac = (secret: string, body: string, method = 'sha256'): string =>
  createHmac(method, secret).update(body).digest('hex')

function verification(form: URLSearchParams, leaseSeconds: number): Promise<CallbackAnswer> {
  const callback = new URL(form.get('hub.callback') ?? '')
  callback.searchParams.set('hub.mode', 'subscribe')
  callback.searchParams.set('hub.topic', form.get('hub.topic') ?? '')
  callback.searchParams.set('hub.challenge', 'answer-with-this')
  callback.searchParams.set('hub.lease_seconds', String(leaseSeconds))
  return call(callback.href)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
