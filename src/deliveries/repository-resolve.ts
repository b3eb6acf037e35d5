import type { Queryable } from '../db/database.ts'

/** An uncertain mail has arrived after all: `by` says who knows. False when the delivery is not uncertain. */
export async function resolveArrived(db: Queryable, id: string, by: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update delivery set state = 'sent', resolution = $2, changed_at = $3, handed_at = null
      where id = $1 and state = 'uncertain' returning id`,
    [id, by, now],
  )
  return rows.length > 0
}

/** An uncertain mail has not arrived: from now on it may be sent again. False when the delivery is not uncertain. */
export async function confirmLost(db: Queryable, id: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `update delivery set lost_confirmed_at = $2, changed_at = $2 where id = $1 and state = 'uncertain' returning id`,
    [id, now],
  )
  return rows.length > 0
}

/**
 * Makes a delivery due again that has failed, or that is uncertain and confirmed as lost.
 * @returns false when it is neither: what was sent is never sent again
 */
export async function resendDelivery(db: Queryable, id: string, now: Date, deadlineAt: Date): Promise<boolean> {
  const rows = await db.query(
    `update delivery
        set state = 'pending', resends = resends + 1, lost_confirmed_at = null, handed_at = null,
            due_at = $2, deadline_at = $3, changed_at = $2
      where id = $1 and (state = 'failed' or (state = 'uncertain' and lost_confirmed_at is not null)) returning id`,
    [id, now, deadlineAt],
  )
  return rows.length > 0
}
