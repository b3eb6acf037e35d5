import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLoopbackHost } from '../setting-shapes.ts'
import { AppError } from '../errors.ts'
import { buildWeb } from './app.ts'
import type { WebOptions } from './web-needs.ts'

/** Longer than any page takes, shorter than a supervisor waits before it kills. */
const DRAIN_MS = 5_000

export interface WebServer {
  /** Such as `http://127.0.0.1:3000`; the real port where 0 was asked for. */
  readonly address: string
  /** Answers the requests that came in, for some seconds at most, then stops. */
  close(): Promise<void>
}

/**
 * Serves the pages.
 * @throws AppError PORT_TAKEN when another process listens there, ADDRESS_UNAVAILABLE when this machine has no such
 *   address or may not use the port
 */
export async function startWeb(
  options: WebOptions & { readonly host: string; readonly port: number; readonly drainMs?: number },
): Promise<WebServer> {
  const { host, port } = options
  const app = await buildWeb(options, !isLoopbackHost(host))
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw listenError(error, host, port)
  }
  const bound = app.server.address() as AddressInfo
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  return { address: `http://${name}:${bound.port}`, close: () => closeIn(app, options.drainMs ?? DRAIN_MS) }
}

/** Browsers and hubs keep connections open that say nothing any more: those must not hold up a stop. */
async function closeIn(app: FastifyInstance, drainMs: number): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), drainMs)
  await app.close().finally(() => clearTimeout(late))
}

function listenError(error: unknown, host: string, port: number): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  const details = { host, port }
  if (code === 'EADDRINUSE') {
    return new AppError(
      'PORT_TAKEN',
      `cannot serve the pages on port ${port} of ${host}: another process listens there; end it, or choose a free port with WEB_PORT`,
      { disposition: 'discard', details, cause: error },
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'EACCES') {
    return new AppError(
      'ADDRESS_UNAVAILABLE',
      `cannot serve the pages on ${host}, port ${port}: this machine does not let the process listen there; set WEB_HOST and WEB_PORT`,
      { disposition: 'discard', details, cause: error },
    )
  }
  return error
}
