import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from '@jest/globals'

/** What is answered to one path: an answer as data, or code that does what it likes to the connection. */
export type Answer =
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string | Uint8Array
    }
  | ((request: IncomingMessage, response: ServerResponse) => void)

export interface MisbehavingServer {
  readonly origin: string
  readonly port: number
  /** Every request since the test began. */
  readonly requests: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  /** Connections since the test began: 0 proves that nothing was sent. */
  readonly connections: number
  /** Sets the answer of a path, with its query; other paths are not found. */
  on(path: string, answer: Answer): void
}

/** A server on a free port of loopback for a test file; its answers and records are forgotten before each test. */
export function useServer(): () => MisbehavingServer {
  const answers = new Map<string, Answer>()
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  let connections = 0
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, headers: request.headers })
    give(answers.get(path) ?? { status: 404, body: 'nothing here' }, request, response)
  })
  server.on('connection', () => {
    connections += 1
  })

  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  beforeEach(() => {
    answers.clear()
    requests.length = 0
    connections = 0
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  return () => {
    const { port } = server.address() as AddressInfo
    return {
      origin: `http://127.0.0.1:${port}`,
      port,
      requests,
      get connections() {
        return connections
      },
      on: (path, answer) => answers.set(path, answer),
    }
  }
}

function give(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (typeof answer === 'function') {
    answer(request, response)
    return
  }
  response.writeHead(answer.status ?? 200, answer.headers)
  response.end(answer.body)
}
