import type { Queryable } from '../db/database.ts'
import { learnPage, noMemory, type LearntPage, type SeenOn, type SiteMemory } from './extract/site-memory.ts'
import { siteOf } from './site-of.ts'

/** What is remembered of a site's pages; nothing of a site that is new. */
async function findSiteMemory(db: Queryable, site: string): Promise<SiteMemory> {
  const [row] = await db.query<{ memory: StoredMemory }>('select memory from site_memory where site = $1', [site])
  return row ? fromStored(row.memory) : noMemory
}

/** What a page at `url` is read with; null where sites are not remembered. */
export async function memoryOf(
  url: string,
  { db, siteMemory }: { readonly db: Queryable; readonly siteMemory: boolean },
): Promise<{ readonly memory: SiteMemory | null }> {
  const site = siteMemory ? siteOf(url) : null
  return { memory: site === null ? null : await findSiteMemory(db, site) }
}

/**
 * Adds a page, if it has something to learn, to the memory of the site at `url`, under the lock of the site's row until the transaction ends. The same page once more
 * changes nothing and writes nothing.
 */
export async function learnSitePage(
  tx: Queryable,
  url: string,
  page: LearntPage | undefined,
  now: Date,
): Promise<void> {
  const site = siteOf(url)
  if (!page || site === null) return
  await tx.query(
    'insert into site_memory (site, memory, changed_at) values ($1, $2::jsonb, $3) on conflict (site) do nothing',
    [site, JSON.stringify(toStored(noMemory)), now],
  )
  const [row] = await tx.query<{ memory: StoredMemory }>(
    'select memory from site_memory where site = $1 for no key update',
    [site],
  )
  const memory = row ? fromStored(row.memory) : noMemory
  const learnt = learnPage(memory, page)
  if (learnt === memory) return
  await tx.query('update site_memory set memory = $2::jsonb, changed_at = $3 where site = $1', [
    site,
    JSON.stringify(toStored(learnt)),
    now,
  ])
}

/** Lists keep the order of what was seen, which the keys of a JSON object would not. */
interface StoredMemory {
  readonly blocks: readonly (readonly string[])[]
  readonly containers: readonly (readonly string[])[]
}

const toStored = ({ blocks, containers }: SiteMemory): StoredMemory => ({
  blocks: rowsOf(blocks),
  containers: rowsOf(containers),
})

const rowsOf = (seen: SeenOn): string[][] => [...seen].map(([key, pages]) => [key, ...pages])

const fromStored = ({ blocks, containers }: StoredMemory): SiteMemory => ({
  blocks: seenOf(blocks),
  containers: seenOf(containers),
})

const seenOf = (rows: readonly (readonly string[])[]): SeenOn =>
  new Map(rows.map(([key = '', ...pages]) => [key, pages]))
