import { type MimePart, partsOf } from './mime-parts.ts'
import type { Bounce } from './bounce.ts'
import { deliveryOf } from './link-token.ts'

const MOST_DETAIL = 300

/**
 * What a mail says that came to the address for bounces: a delivery status notification (RFC 3464) or a complaint (RFC
 * 5965). Only one that returns the Message-ID of one of our mails counts, which nobody else can make up: anybody can write
 * to that address. Null for anything else: an automatic reply, a delay, spam.
 */
export function readBounce(raw: string, key: Uint8Array): Bounce | null {
  const parts = partsOf(raw)
  const deliveryId = returnedDelivery(parts, key)
  if (deliveryId === null) return null
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  if (feedback) return readComplaint(feedback, deliveryId)
  const status = parts.find(({ type }) => type === 'message/delivery-status')
  return status ? readStatus(status, deliveryId) : null
}

function returnedDelivery(parts: readonly MimePart[], key: Uint8Array): string | null {
  for (const { type, body } of parts) {
    if (type !== 'message/rfc822' && type !== 'text/rfc822-headers' && type !== 'message/rfc822-headers') continue
    const id = deliveryOf(fieldOf(body, 'Message-ID') ?? '', key)
    if (id !== null) return id
  }
  return null
}

/** `not-spam` takes a complaint back; it is no complaint. */
function readComplaint({ body }: MimePart, deliveryId: string): Bounce | null {
  const kind = fieldOf(body, 'Feedback-Type')?.toLowerCase() ?? ''
  if (kind === '' || kind === 'not-spam') return null
  return {
    deliveryId,
    kind: 'complaint',
    status: null,
    detail: `the reader's provider reports: ${kind}`.slice(0, MOST_DETAIL),
  }
}

function readStatus({ body }: MimePart, deliveryId: string): Bounce | null {
  if (fieldOf(body, 'Action')?.toLowerCase() !== 'failed') return null
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fieldOf(body, 'Status') ?? '')?.[0] ?? null
  const detail = (fieldOf(body, 'Diagnostic-Code') ?? 'no reason given').slice(0, MOST_DETAIL)
  return { deliveryId, kind: isHard(status) ? 'hard' : 'soft', status, detail }
}

/** The address does not exist, or takes no mail (RFC 3463 3.2 and 3.3). A full mailbox, a policy or a time-out passes. */
const isHard = (status: string | null): boolean => status !== null && /^5\.1\.|^5\.2\.1$|^5\.0\.0$/.test(status)

/** The first field of a name in a block of fields, unfolded. */
function fieldOf(fields: string, name: string): string | null {
  const line = new RegExp(`^${name}:[ \\t]*([^\\n]*(?:\\n[ \\t][^\\n]*)*)`, 'im').exec(fields)
  return line?.[1] === undefined ? null : line[1].replaceAll(/\s+/g, ' ').trim()
}
