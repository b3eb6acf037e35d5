import type { Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'
import { findManagedFeed, type ManagedFeed } from '../feeds/repository-manage.ts'

/** @param named id or address @throws UsageError when no feed is watched under it */
export async function feedNamed(db: Queryable, named: string): Promise<ManagedFeed> {
  const feed = await findManagedFeed(db, named)
  if (feed) return feed
  const what = /^\d+$/.test(named) ? `the id ${named}` : `the address ${named}`
  throw new UsageError(`no feed is watched under ${what}: wirefold feeds list shows ids and addresses`)
}
