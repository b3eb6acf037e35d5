import { ASKED_LEASE_SECONDS } from './lease.ts'

/** A subscription that the hub is to be asked for. */
export interface SubscriptionRequest {
  readonly feedId: string
  readonly hubUrl: string
  readonly topicUrl: string
  readonly token: string
  readonly secret: string | null
  /** The slot that an earlier run was given at the hub's pace. */
  readonly slotAt: Date | null
  /** Requests since the hub last verified one. */
  readonly attempts: number
}

/**
 * The form of a subscription request, WebSub 5.1.
 * @param publicUrl where hubs reach the pages, without a slash at its end
 */
export function subscriptionForm(
  { topicUrl, token, secret }: SubscriptionRequest,
  publicUrl: string,
): Readonly<Record<string, string>> {
  return {
    'hub.mode': 'subscribe',
    'hub.topic': topicUrl,
    'hub.callback': `${publicUrl}/websub/${token}`,
    'hub.lease_seconds': String(ASKED_LEASE_SECONDS),
    ...(secret === null ? {} : { 'hub.secret': secret }),
  }
}
