import type { Queryable } from '../db/database.ts'
import { type Bounce, SOFT_BOUNCE_DAYS, SOFT_BOUNCES } from './bounce.ts'
import { countSoftBounces, findDeliveryAddress, insertBounce, suppressAddress } from './repository-bounce.ts'

/**
 * Stores a bounce and draws the consequence, in one transaction of the caller's: a hard bounce or a complaint ends mail to
 * the address at once, the third soft one within a month does as well.
 * @returns `new`, `known` when it was stored before, `unknown` when there is no such delivery
 */
export async function takeBounce(tx: Queryable, bounce: Bounce, now: Date): Promise<'new' | 'known' | 'unknown'> {
  const address = await findDeliveryAddress(tx, bounce.deliveryId)
  if (address === null) return 'unknown'
  if (!(await insertBounce(tx, bounce, now))) return 'known'
  // The list of suppressed addresses holds hashes; what is said of one must not give it away.
  const detail = `${bounce.status ?? ''} ${bounce.detail}`.trim().replaceAll(address, 'the address')
  if (bounce.kind === 'hard') await suppressAddress(tx, address, 'hard_bounce', detail, now)
  if (bounce.kind === 'complaint') await suppressAddress(tx, address, 'complaint', detail, now)
  if (bounce.kind === 'soft') {
    const since = new Date(now.getTime() - SOFT_BOUNCE_DAYS * 86_400_000)
    const count = await countSoftBounces(tx, address, since)
    if (count >= SOFT_BOUNCES) await suppressAddress(tx, address, 'soft_bounces', `${count}, last: ${detail}`, now)
  }
  return 'new'
}
