import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { AppError } from '../errors.ts'
import { isPublicAddress } from './safe-address.ts'

/** The address would lead into a private network: never fetched, whatever a feed says. */
export class AddressRefusedError extends AppError {
  override readonly name = 'AddressRefusedError'
  constructor(host: string, address: string) {
    super('ADDRESS_REFUSED', `refused to connect to ${host}: ${address} is not a public address`, {
      disposition: 'discard',
      details: { host, address },
    })
  }
}

export interface GuardOptions {
  /** Origins on loopback that may be reached all the same: the demo press and test servers. */
  readonly allowedOrigins: readonly string[]
  readonly connectTimeoutMs: number
  /** All addresses of a host name. Passed in so that tests can lie. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** What makes connections. Passed in so that a test can connect elsewhere than to the address that was checked. */
  readonly buildConnector?: typeof buildConnector
}

/** Twice what Node's own server takes: policies of large sites have outgrown that. */
const MAX_HEADER_BYTES = 32_768

/**
 * An undici agent that connects to public addresses only. The check is made three times, since each alone can be got
 * around: on IP literals (no lookup is made for them), on every address of the lookup (mixed records), and on the
 * connected socket (an answer that changed in between).
 */
export function guardedAgent(options: GuardOptions): Agent {
  const allowed = new Set(options.allowedOrigins)
  const resolve = options.resolve ?? resolveAll
  const build = options.buildConnector ?? buildConnector
  const plain = build({ timeout: options.connectTimeoutMs })
  const guarded = build({ timeout: options.connectTimeoutMs, lookup: guardedLookup(resolve) })

  return new Agent({
    connections: 8,
    maxHeaderSize: MAX_HEADER_BYTES,
    connect: (target, callback) => {
      const host = target.hostname.replace(/^\[|\]$/g, '')
      if (allowed.has(originOf(target, host))) {
        plain(target, callback)
        return
      }
      if (isIP(host) > 0 && !isPublicAddress(host)) {
        callback(new AddressRefusedError(target.hostname, host), null)
        return
      }
      guarded(target, (...answer) => {
        const [error, socket] = answer
        if (error !== null) {
          callback(error, null)
          return
        }
        const remote = socket.remoteAddress ?? 'an unknown address'
        if (!isPublicAddress(remote)) {
          socket.destroy()
          callback(new AddressRefusedError(target.hostname, remote), null)
          return
        }
        callback(null, socket)
      })
    },
  })
}

/** undici gives an IPv6 host without the brackets that it has in an address. */
function originOf(target: { protocol: string; port: string }, host: string): string {
  const port = target.port === '' ? '' : `:${target.port}`
  return new URL(`${target.protocol}//${isIP(host) === 6 ? `[${host}]` : host}${port}`).origin
}

function guardedLookup(resolve: (host: string) => Promise<readonly string[]>): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const refused = addresses.find((address) => !isPublicAddress(address))
        const [first] = addresses
        if (refused !== undefined) callback(new AddressRefusedError(host, refused), '', 4)
        else if (first === undefined) callback(noAddress(host), '', 4)
        else if (options.all) callback(null, addresses.map(asLookupAddress))
        else callback(null, first, isIP(first))
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 4),
    )
  }
}

/** As Node reports a name that has no record. */
const noAddress = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`no address for ${host}`), { code: 'ENODATA' })

const asLookupAddress = (address: string): LookupAddress => ({ address, family: isIP(address) })

const resolveAll = (host: string): Promise<readonly string[]> =>
  new Promise((done, fail) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (error) fail(error)
      else done(addresses.map(({ address }) => address))
    })
  })
