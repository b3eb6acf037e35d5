import type { Queryable } from '../db/database.ts'

/** The stored key of links, or `made` where there is none yet: two first starts end with one key. */
export async function keepLinkKey(db: Queryable, made: Uint8Array, now: Date): Promise<Uint8Array> {
  await db.query('insert into link_key (key, created_at) values ($1, $2) on conflict do nothing', [made, now])
  const [row] = await db.query<{ key: Buffer }>('select key from link_key')
  if (!row) throw new Error('the key of links was not stored')
  return row.key
}
