import type { Bounce } from './bounce.ts'
import { deliveryOf } from './link-token.ts'
import { fieldOf, type ReportPart, reportParts } from './report-parts.ts'

const MOST_DETAIL = 300

/**
 * What a mail says that came to the address for bounces: a delivery status notification (RFC 3464) or a complaint (RFC
 * 5965). Only one that returns the Message-ID of one of our mails counts, which nobody else can make up: anybody can write
 * to that address. Null for anything else: an automatic reply, a delay, spam.
 */
export async function readBounce(raw: Buffer, key: Uint8Array): Promise<Bounce | null> {
  const parts = await reportParts(raw)
  const deliveryId = returnedDelivery(parts, key)
  if (deliveryId === null) return null
  const feedback = parts.find(({ type }) => type === 'message/feedback-report')
  if (feedback) return readComplaint(feedback, deliveryId)
  const status = parts.find(({ type }) => type.endsWith('delivery-status'))
  return status ? readStatus(status, deliveryId) : null
}

function returnedDelivery(parts: readonly ReportPart[], key: Uint8Array): string | null {
  for (const { type, blocks } of parts) {
    if (type === 'message/feedback-report' || type.endsWith('delivery-status')) continue
    const id = deliveryOf(fieldOf(blocks[0] ?? '', 'Message-ID'), key)
    if (id !== null) return id
  }
  return null
}

/** Kinds that no reader sends: one takes a complaint back, the other is about our signatures (RFC 5965 7.3, RFC 6591). */
const NO_COMPLAINTS: ReadonlySet<string> = new Set(['', 'not-spam', 'auth-failure'])

function readComplaint({ blocks }: ReportPart, deliveryId: string): Bounce | null {
  const kind = fieldOf(blocks[0] ?? '', 'Feedback-Type').toLowerCase()
  if (NO_COMPLAINTS.has(kind)) return null
  return {
    deliveryId,
    kind: 'complaint',
    status: null,
    detail: `the reader's provider reports: ${kind}`.slice(0, MOST_DETAIL),
  }
}

/** Fields of the whole report stand first, then those of each recipient (RFC 3464 2.1); our mails have one. */
function readStatus({ blocks }: ReportPart, deliveryId: string): Bounce | null {
  const recipient = blocks.find((block) => fieldOf(block, 'Action').toLowerCase() === 'failed')
  if (recipient === undefined) return null
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fieldOf(recipient, 'Status'))?.[0] ?? null
  const detail = (fieldOf(recipient, 'Diagnostic-Code') || 'no reason given').slice(0, MOST_DETAIL)
  return { deliveryId, kind: isHard(status) ? 'hard' : 'soft', status, detail }
}

/** The address does not exist, or takes no mail (RFC 3463 3.2 and 3.3). A full mailbox, a policy or a time-out passes. */
const isHard = (status: string | null): boolean => status !== null && /^5\.1\.|^5\.2\.1$|^5\.0\.0$/.test(status)
