import type { Database, Queryable } from '../db/database.ts'
import type { Watch } from './watch.ts'

const WATCH = 'watch.id, watch.name, watch.query, watch.created_at as "createdAt"'

/** Null when there is a watch of that name already, which stays as it is. */
export async function addWatch(
  db: Queryable,
  watch: { name: string; query: string },
  now: Date,
): Promise<Watch | null> {
  const [row] = await db.query<Watch>(
    `insert into watch (name, query, created_at) values ($1, $2, $3) on conflict (name) do nothing returning ${WATCH}`,
    [watch.name, watch.query, now],
  )
  return row ?? null
}

export async function findWatch(db: Queryable, name: string): Promise<Watch | null> {
  const [row] = await db.query<Watch>(`select ${WATCH} from watch where name = $1`, [name])
  return row ?? null
}

/** A watch with the names of the digests that tell by it. */
export interface ListedWatch extends Watch {
  readonly digests: readonly string[]
}

const DIGESTS = `array(select digest.name from digest_watch join digest on digest.id = digest_id
                        where watch_id = watch.id order by digest.name) as digests`

/** By name. */
export async function listWatches(db: Queryable): Promise<readonly ListedWatch[]> {
  return db.query<ListedWatch>(`select ${WATCH}, ${DIGESTS} from watch order by name`)
}

/** `used`: digests tell by it, and it stays. */
export type WatchRemoval =
  { readonly outcome: 'removed' | 'unknown' } | { readonly outcome: 'used'; readonly digests: readonly string[] }

/** Removes a watch that no digest uses. The row is locked first, so that no digest can take it up meanwhile. */
export async function removeWatch(db: Database, name: string): Promise<WatchRemoval> {
  return db.transaction(async (tx) => {
    const [watch] = await tx.query<{ id: string }>('select id from watch where name = $1 for update', [name])
    if (!watch) return { outcome: 'unknown' }
    const [used] = await tx.query<{ digests: string[] }>(`select ${DIGESTS} from watch where id = $1`, [watch.id])
    if (used && used.digests.length > 0) return { outcome: 'used', digests: used.digests }
    await tx.query('delete from watch where id = $1', [watch.id])
    return { outcome: 'removed' }
  })
}
