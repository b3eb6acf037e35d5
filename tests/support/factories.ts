import { createHash } from 'node:crypto'
import type { Database } from '../../src/db/database.ts'

/** Rows for tests, each with what a test does not care about filled in. Times are of 22 November 2026. */

/** `at('06:12')` on the day of the tests, in UTC. */
export const at = (clock: string, day = '2026-11-22'): Date => new Date(`${day}T${clock}:00Z`)

/** The one row that a statement gives; throws when there is none. */
export const one = async <Row>(db: Database, sql: string, values: readonly unknown[]): Promise<Row> => {
  const [row] = await db.query<Row>(sql, values)
  if (!row) throw new Error(`no row came back from ${sql}`)
  return row
}

export async function createPublisher(db: Database, name: string, ownerGroup: string | null = null): Promise<string> {
  const group =
    ownerGroup === null
      ? null
      : await one<{ id: string }>(
          db,
          'insert into owner_group (name) values ($1) on conflict (name) do update set name = excluded.name returning id',
          [ownerGroup],
        )
  const { id } = await one<{ id: string }>(
    db,
    `insert into publisher (name, owner_group_id) values ($1, $2)
     on conflict (name) do update set name = excluded.name returning id`,
    [name, group?.id ?? null],
  )
  return id
}

export interface FeedFacts {
  readonly publisher: string
  readonly url?: string
  readonly state?: 'active' | 'paused'
  readonly stateReason?: string
  readonly lastSuccessAt?: Date
  readonly failures?: number
  readonly lastEntryAt?: Date
  readonly intervalSeconds?: number
}

export async function createFeed(db: Database, facts: FeedFacts): Promise<string> {
  const publisherId = await createPublisher(db, facts.publisher)
  const { id } = await one<{ id: string }>(
    db,
    `insert into feed (publisher_id, url, title, state, state_reason, next_poll_at, last_success_at, failures,
                       last_entry_at, interval_seconds, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '2026-01-01') returning id`,
    [
      publisherId,
      facts.url ?? `https://${facts.publisher.toLowerCase().replaceAll(' ', '-')}.example/feed.xml`,
      `${facts.publisher}: all news`,
      facts.state ?? 'active',
      facts.stateReason ?? null,
      at('08:00'),
      facts.lastSuccessAt ?? null,
      facts.failures ?? 0,
      facts.lastEntryAt ?? null,
      facts.intervalSeconds ?? null,
    ],
  )
  return id
}

export interface PollFacts {
  readonly feedId: string
  readonly finishedAt: Date
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly httpStatus?: number
  readonly error?: string
  readonly oddities?: readonly string[]
}

export async function createPoll(db: Database, facts: PollFacts): Promise<void> {
  const { id } = await one<{ id: string }>(db, 'insert into poll_round (started_at) values ($1) returning id', [
    facts.finishedAt,
  ])
  await db.query(
    `insert into poll (round_id, feed_id, due_at, finished_at, outcome, http_status, entries, new_entries, error_code, error,
                       oddities, fault)
     values ($1, $2, $3, $3, $4, $5, 12, 3, $6, $7, $8, $9)`,
    [
      id,
      facts.feedId,
      facts.finishedAt,
      facts.outcome,
      facts.httpStatus ?? null,
      facts.outcome === 'failed' ? `HTTP_${facts.httpStatus ?? 0}` : null,
      facts.error ?? null,
      facts.oddities ?? [],
      facts.outcome === 'failed' ? 'soft' : null,
    ],
  )
}

export interface ArticleFacts {
  readonly publisher: string
  readonly ownerGroup?: string
  readonly url?: string
  readonly title?: string
  readonly text?: string
  readonly language?: string
  /** Null for an undated article. */
  readonly publishedAt?: Date | null
  readonly eventAt?: Date
  readonly feedId?: string
  readonly state?: 'new' | 'scraped' | 'failed' | 'not_article'
  readonly stateCode?: string
  readonly stateReason?: string
}

export interface CreatedArticle {
  readonly id: string
  readonly versionId: string | null
  readonly url: string
  readonly title: string
  readonly text: string
  readonly publisher: string
  readonly eventAt: Date
}

let addresses = 0

/** An article with its address, its entry where a feed is named, and, when it is scraped, its first version. */
export async function createArticle(db: Database, facts: ArticleFacts): Promise<CreatedArticle> {
  const publisherId = await createPublisher(db, facts.publisher, facts.ownerGroup)
  const url = facts.url ?? `https://pages.example/articles/${(addresses += 1)}`
  const title = facts.title ?? 'Ministers sign accord for a night ferry'
  const text = facts.text ?? 'The two ministries want sailings from May.\n\nFares are still open.'
  const eventAt = facts.eventAt ?? facts.publishedAt ?? at('06:12')
  const state = facts.state ?? 'scraped'
  const isScraped = state === 'scraped'
  const { id } = await one<{ id: string }>(
    db,
    `insert into article (canonical_url, publisher_id, title, published_at, first_seen_at, event_at, language, state,
                          state_code, state_reason, next_scrape_at, scraped_at)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $5, $10) returning id`,
    [
      url,
      publisherId,
      title,
      facts.publishedAt === undefined ? eventAt : facts.publishedAt,
      eventAt,
      facts.language ?? 'en',
      state,
      facts.stateCode ?? null,
      facts.stateReason ?? null,
      isScraped ? eventAt : null,
    ],
  )
  await db.query('insert into article_address (url, article_id) values ($1, $2)', [url, id])
  if (facts.feedId !== undefined) {
    await db.query(
      'insert into entry (feed_id, guid, article_id, url, title, first_seen_at) values ($1, $2, $3, $2, $4, $5)',
      [facts.feedId, url, id, title, eventAt],
    )
  }
  const versionId = isScraped ? await createVersion(db, id, 1, title, text, eventAt) : null
  return { id, versionId, url, title, text, publisher: facts.publisher, eventAt }
}

export async function createVersion(
  db: Database,
  articleId: string,
  number: number,
  title: string,
  text: string,
  capturedAt: Date,
): Promise<string> {
  const { id } = await one<{ id: string }>(
    db,
    `insert into version (article_id, number, captured_at, title, language, text, text_hash, changes)
     values ($1, $2, $3, $4, 'en', $5, $6, $7) returning id`,
    [
      articleId,
      number,
      capturedAt,
      title,
      text,
      createHash('sha256').update(text).digest('hex'),
      number === 1 ? [] : ['text'],
    ],
  )
  await db.query(
    `insert into article_search (article_id, event_at, document)
     values ($1, $2, setweight(to_tsvector('english', $3), 'A') || setweight(to_tsvector('english', $4), 'B'))
     on conflict (article_id) do update set document = excluded.document`,
    [articleId, capturedAt, title, text],
  )
  return id
}

export interface MemberFacts {
  readonly article: CreatedArticle
  readonly original?: CreatedArticle
  readonly copyKind?: 'identical' | 'light_edit' | 'cut' | 'merged'
  readonly containment?: number
  readonly decision?: object
  readonly reason?: string
}

/** A ULID-shaped id for tests: `storyId(7)`. */
export const storyId = (n: number): string => `01JD7${String(n).padStart(21, '0')}`

/** A story of the given articles, with its ledger and marks; the first one leads. */
export async function createStory(
  db: Database,
  id: string,
  members: readonly MemberFacts[],
  language = 'en',
): Promise<void> {
  const times = members.map(({ article }) => article.eventAt).sort((a, b) => a.getTime() - b.getTime())
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into story (id, language, lead_article_id, first_at, last_at, created_at) values ($1, $2, $3, $4, $5, $4)`,
      [id, language, members[0]?.article.id, times[0], times.at(-1)],
    )
    for (const [index, member] of members.entries()) {
      const [event] = await tx.query<{ id: string }>(
        `insert into ledger (story_id, article_id, event, at, actor, reason, decision)
         values ($1, $2, $3, $4, 'lane', $5, $6) returning id`,
        [
          id,
          member.article.id,
          index === 0 ? 'created' : 'joined',
          member.article.eventAt,
          member.reason ?? (member.original ? 'containment' : index === 0 ? 'new' : 'join'),
          JSON.stringify(member.decision ?? {}),
        ],
      )
      await tx.query(
        `insert into story_article (article_id, story_id, original_id, copy_kind, containment, ledger_id)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          member.article.id,
          id,
          member.original?.id ?? null,
          member.original ? (member.copyKind ?? 'cut') : null,
          member.containment ?? null,
          event?.id,
        ],
      )
    }
    await tx.query('update article set clustered_at = event_at where id = any($1::bigint[])', [
      members.map(({ article }) => article.id),
    ])
  })
}
