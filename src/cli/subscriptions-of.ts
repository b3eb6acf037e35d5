import type { Queryable } from '../db/database.ts'
import { findSubscribersOf } from '../deliveries/repository-subscriber.ts'
import type { Subscriber } from '../deliveries/subscriber.ts'
import { UsageError } from '../errors.ts'
import { addressOf } from './subscribers-add.ts'

/**
 * The subscriptions of an address, of one digest where that is named.
 * @throws UsageError when there is none, or the address is none
 */
export async function subscriptionsOf(
  db: Queryable,
  typed: string,
  digest: string | undefined,
): Promise<readonly Subscriber[]> {
  const all = await findSubscribersOf(db, addressOf(typed))
  const meant = all.filter((one) => digest === undefined || one.digest === digest)
  if (meant.length === 0) throw new UsageError(`${typed} does not subscribe to ${digest ?? 'any digest'}`)
  return meant
}
