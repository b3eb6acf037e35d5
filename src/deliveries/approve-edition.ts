import type { Queryable } from '../db/database.ts'
import { approveDraft } from '../digests/build-slot.ts'
import type { Digest } from '../digests/digest.ts'
import { planDeliveries } from './repository-plan.ts'

/**
 * Freezes a draft and plans its deliveries together, so that what is approved is sent whatever time the desk has taken.
 * Within a transaction.
 * @returns null when there is no draft of that date any more
 */
export async function approveEdition(
  tx: Queryable,
  digest: Digest,
  localDate: string,
  { now, deadlineAt }: { readonly now: Date; readonly deadlineAt: Date },
): Promise<{ readonly editionId: string; readonly recipients: number } | null> {
  const editionId = await approveDraft(tx, digest, localDate, now)
  if (editionId === null) return null
  return { editionId, recipients: (await planDeliveries(tx, editionId, now, deadlineAt)) ?? 0 }
}
