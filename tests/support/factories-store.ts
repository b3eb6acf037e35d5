import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { Queryable } from '../../src/db/database.ts'

/**
 * Rows for tests of the store itself, each with as little as the schema allows. Whoever needs a field to be special
 * says so; everything else is made up and unique.
 */

let made = 0
const next = (): number => (made += 1)

async function insert(db: Queryable, table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
  const names = Object.keys(row)
  const places = names.map((_name, i) => `$${i + 1}`)
  const [stored] = await db.query<{ id: string }>(
    `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) returning id::text`,
    Object.values(row),
  )
  if (!stored) throw new Error(`no row came back from ${table}`)
  return stored.id
}

type Row = Readonly<Record<string, unknown>>

export const sometime = new Date('2026-03-02T08:00:00Z')

export const createPublisher = (db: Queryable, row: Row = {}): Promise<string> =>
  insert(db, 'publisher', { name: `Hollin Courier ${next()}`, ...row })

export async function createFeed(db: Queryable, row: Row = {}): Promise<string> {
  const publisher_id = row['publisher_id'] ?? (await createPublisher(db))
  return insert(db, 'feed', {
    url: `https://courier-${next()}.example/feed`,
    next_poll_at: sometime,
    ...row,
    publisher_id,
  })
}

export const createRound = (db: Queryable, row: Row = {}): Promise<string> =>
  insert(db, 'poll_round', { started_at: sometime, ...row })

/** A poll of its own round, ordered and without an outcome. */
export async function createPoll(db: Queryable, row: Row = {}): Promise<string> {
  const round_id = row['round_id'] ?? (await createRound(db))
  const feed_id = row['feed_id'] ?? (await createFeed(db))
  return insert(db, 'poll', { due_at: sometime, ...row, round_id, feed_id })
}

/** An article whose page is still to be fetched, known by its address. */
export async function createArticle(db: Queryable, row: Row = {}): Promise<string> {
  const publisher_id = row['publisher_id'] ?? (await createPublisher(db))
  const id = await insert(db, 'article', {
    canonical_url: `https://courier.example/${next()}`,
    first_seen_at: sometime,
    event_at: sometime,
    next_scrape_at: sometime,
    ...row,
    publisher_id,
  })
  await db.query('insert into article_address (url, article_id) select canonical_url, id from article where id = $1', [
    id,
  ])
  return id
}

/** An article with its text, which no story has yet. */
export async function createScraped(db: Queryable, row: Row = {}): Promise<string> {
  const { text = 'The ferry to Ostrel is cancelled.', ...article } = row
  const id = await createArticle(db, { state: 'scraped', scraped_at: sometime, language: 'en', ...article })
  await createVersion(db, { article_id: id, text })
  return id
}

export function createVersion(db: Queryable, row: Row & { article_id: string }): Promise<string> {
  const text = typeof row['text'] === 'string' ? row['text'] : 'The ferry to Ostrel is cancelled.'
  return insert(db, 'version', {
    number: 1,
    captured_at: sometime,
    title: 'Ferry cancelled',
    text_hash: createHash('sha256').update(text).digest('hex'),
    changes: (row['number'] ?? 1) === 1 ? [] : ['text'],
    ...row,
    text,
  })
}

export const createStory = (db: Queryable, row: Row & { lead_article_id: string }): Promise<string> =>
  insert(db, 'story', {
    id: ulid(sometime.getTime()),
    language: 'en',
    first_at: sometime,
    last_at: sometime,
    created_at: sometime,
    ...row,
  })

export const createLedgerEvent = (db: Queryable, row: Row & { story_id: string }): Promise<string> =>
  insert(db, 'ledger', { event: 'joined', at: sometime, actor: 'lane', reason: 'join', ...row })

/** Puts an article into a story with the ledger event that explains it. */
export async function addToStory(db: Queryable, story_id: string, article_id: string, row: Row = {}): Promise<void> {
  const ledger_id = await createLedgerEvent(db, { story_id, article_id })
  const all: Row = { story_id, article_id, ledger_id, ...row }
  const names = Object.keys(all)
  await db.query(
    `insert into story_article (${names.join(', ')}) values (${names.map((_name, i) => `$${i + 1}`).join(', ')})`,
    Object.values(all),
  )
}

/** A story of one scraped article. */
export async function createStoryOfOne(db: Queryable): Promise<{ storyId: string; articleId: string }> {
  const articleId = await createScraped(db)
  const storyId = await createStory(db, { lead_article_id: articleId })
  await addToStory(db, storyId, articleId)
  return { storyId, articleId }
}

export const createDigest = (db: Queryable, row: Row = {}): Promise<string> =>
  insert(db, 'digest', { name: `morning-${next()}`, zone: 'UTC', created_at: sometime, ...row })

export async function createEdition(db: Queryable, row: Row = {}): Promise<string> {
  const digest_id = row['digest_id'] ?? (await createDigest(db))
  return insert(db, 'edition', {
    local_date: '2026-03-02',
    window_from: '2026-03-02T00:00:00Z',
    window_to: '2026-03-03T00:00:00Z',
    built_at: sometime,
    content: '{}',
    content_hash: 'a'.repeat(64),
    ...row,
    digest_id,
  })
}

/** A pending delivery to a subscriber of its own. */
export async function createDelivery(db: Queryable, row: Row = {}): Promise<string> {
  const digest_id = await createDigest(db)
  const edition_id = row['edition_id'] ?? (await createEdition(db, { digest_id }))
  const subscriber_id =
    row['subscriber_id'] ?? (await insert(db, 'subscriber', { digest_id, address: `reader-${next()}@desk.example` }))
  return insert(db, 'delivery', { ...row, edition_id, subscriber_id })
}
