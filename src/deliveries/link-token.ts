import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a signed link in a mail lets its reader do, and for which subscription. */
export interface LinkClaim {
  /** `settings`: pause and unsubscribe, without end. `confirm`: say yes to one asking, until it expires. */
  readonly purpose: 'settings' | 'confirm'
  readonly subscriberId: string
  /** Which asking a confirmation answers: an old link must not bring back who has left since. 0 for settings. */
  readonly generation: number
  /** Seconds since 1970; 0: never. */
  readonly expires: number
}

const LETTERS = { settings: 's', confirm: 'c' } as const
const TOKEN = /^([sc])(\d{1,18})-(\d{1,9})-([0-9a-z]{1,9})-([\w-]{22})$/
/** 128 of the HMAC's 256 bits, which RFC 2104 section 5 takes for the least. */
const MAC_BYTES = 16

/** A token fit for an address. */
export function signLink(claim: LinkClaim, key: Uint8Array): string {
  const said = `${LETTERS[claim.purpose]}${claim.subscriberId}-${claim.generation}-${claim.expires.toString(36)}`
  return `${said}-${macOf(`link ${said}`, key)}`
}

/** What a token says, or null when it was not signed with this key or has expired. */
export function readLink(token: string, key: Uint8Array, now: Date): LinkClaim | null {
  const [, letter, subscriberId = '', generation = '', expires = '', mac = ''] = TOKEN.exec(token) ?? []
  if (letter === undefined || !isMac(mac, `link ${token.slice(0, -1 - mac.length)}`, key)) return null
  const claim: LinkClaim = {
    purpose: letter === 's' ? 'settings' : 'confirm',
    subscriberId,
    generation: Number(generation),
    expires: Number.parseInt(expires, 36),
  }
  return claim.expires === 0 || claim.expires * 1000 > now.getTime() ? claim : null
}

/**
 * What stands for the token of each subscriber in an edition that is rendered once for many: as long as a token, and
 * nobody without the key can write it into an edition's text.
 */
export const tokenMark = (contentHash: string, key: Uint8Array): string =>
  `s0000000-0-0-${macOf(`mark ${contentHash}`, key)}`

/**
 * The Message-ID of a delivery, without brackets: the same whenever it is sent, and nobody else can make one up, so that a
 * bounce which names it is one of our mails.
 */
export const deliveryMessageId = (deliveryId: string, domain: string, key: Uint8Array): string =>
  `d${deliveryId}.${macOf(`delivery ${deliveryId}`, key)}@${domain}`

/** The delivery that a Message-ID names, with or without brackets; null when it is none of ours. */
export function deliveryOf(messageId: string, key: Uint8Array): string | null {
  const [, id, mac = ''] = /^<?d(\d{1,18})\.([\w-]{22})@[^\s<>@]+>?$/.exec(messageId.trim()) ?? []
  return id !== undefined && isMac(mac, `delivery ${id}`, key) ? id : null
}

const macOf = (said: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(said).digest().subarray(0, MAC_BYTES).toString('base64url')

/** Takes the same time whichever letter is wrong. */
function isMac(given: string, said: string, key: Uint8Array): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(macOf(said, key))]
  return a.length === b.length && timingSafeEqual(a, b)
}
