import type { FastifyRequest } from 'fastify'
import { isLoopbackHost } from '../setting-shapes.ts'
import { ForeignFormError } from './page-errors.ts'

/**
 * Refuses a form that another site has sent. Without a sign-in there is no session that a token could belong to, and any
 * page that an editor's browser opens can post to an address on loopback; but browsers say where a form comes from
 * (Fetch 4.7 `Origin`, Fetch Metadata `Sec-Fetch-Site`), and pages cannot change that. A name that an attacker points at
 * loopback is no way around: the host asked for must be loopback's, or the one of `PUBLIC_URL`.
 * @throws ForeignFormError
 */
export function refuseForeignForm(
  { headers }: FastifyRequest,
  { publicHost, isOpen }: { readonly publicHost: string | null; readonly isOpen: boolean },
): void {
  const { host = '', origin } = headers
  const site = headers['sec-fetch-site']
  const isKnown = isOpen || host === publicHost || isLoopbackHost(hostnameOf(host))
  const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
  if (isKnown && isOwn && (site === undefined || site === 'same-origin')) return
  throw new ForeignFormError()
}

function hostnameOf(host: string): string {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}
