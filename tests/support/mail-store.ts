import type { Database } from '../../src/db/database.ts'
import type { EditionContent, EditionStory } from '../../src/digests/edition.ts'
import { plainEdition } from './edition-factories.ts'
import { one } from './factories.ts'

/** Everything that a test of deliveries starts from, made of nothing but their own tables. */

const localDate = '2026-11-22'

export const contentOf = (stories: readonly EditionStory[], digest = 'morning'): EditionContent => ({
  ...plainEdition,
  digest,
  localDate,
  stories,
})

export async function storeEdition(
  db: Database,
  stories: readonly EditionStory[] = [],
  { day = localDate, builtAt = new Date('2026-11-23T00:30:00Z'), more = {} } = {},
): Promise<{ digestId: string; editionId: string }> {
  const digest = await one<{ id: string }>(
    db,
    `insert into digest (name, zone) values ('morning', 'UTC') on conflict (name) do update set zone = 'UTC' returning id`,
    [],
  )
  const content = { ...contentOf(stories), localDate: day, ...more }
  const edition = await one<{ id: string }>(
    db,
    `insert into edition (digest_id, local_date, window_from, window_to, built_at, content, content_hash)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [digest.id, day, content.windowFrom, content.windowTo, builtAt, content, 'ab'.repeat(32)],
  )
  return { digestId: digest.id, editionId: edition.id }
}

/** Confirmed subscribers `reader-1@…` and on, by turns at the given domains. */
export async function storeSubscribers(
  db: Database,
  digestId: string,
  count: number,
  domains: readonly string[] = ['desk.example'],
): Promise<void> {
  await db.query(
    `insert into subscriber (digest_id, address, confirmed_at, consent)
     select $1, 'reader-' || n || '@' || ($3::text[])[1 + n % cardinality($3::text[])], '2026-11-01', 'by link'
       from generate_series(1, $2::int) n`,
    [digestId, count, domains],
  )
}

/** How many deliveries are in each state. */
export async function deliveryStates(db: Database): Promise<Record<string, number>> {
  const rows = await db.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from delivery group by state order by state',
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
