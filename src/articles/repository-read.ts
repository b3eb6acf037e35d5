import type { Queryable } from '../db/database.ts'

/** An article with all that its page says about it; `title` is the feed's until the page was read. */
export interface ArticleRead {
  readonly id: string
  readonly url: string
  readonly title: string | null
  readonly publisher: string
  readonly language: string | null
  readonly state: ArticleState
  readonly stateReason: string | null
  readonly publishedAt: Date | null
  readonly publishedDay: string | null
  readonly firstSeenAt: Date
  /** When it was found that the publisher has taken it down; null while it is there. */
  readonly goneAt: Date | null
  readonly storyId: string | null
  readonly storyHeadline: string | null
  readonly original: OriginalOfCopy | null
}

export type ArticleState = 'new' | 'scraped' | 'failed' | 'not_article' | 'duplicate_address'

export interface OriginalOfCopy {
  readonly articleId: string
  readonly title: string | null
  readonly publisher: string
  readonly kind: 'identical' | 'light_edit' | 'cut' | 'merged'
  readonly containment: number | null
}

type ArticleRow = Omit<ArticleRead, 'original'> & {
  readonly originalId: string | null
  readonly originalTitle: string | null
  readonly originalPublisher: string
  readonly copyKind: OriginalOfCopy['kind']
  readonly containment: number | null
}

export async function findArticle(db: Queryable, id: string): Promise<ArticleRead | null> {
  const [row] = await db.query<ArticleRow>(
    `select article.id, article.canonical_url as url, article.title, publisher.name as publisher, article.language,
            article.state, article.state_reason as "stateReason", article.published_at as "publishedAt",
            article.published_day as "publishedDay", article.first_seen_at as "firstSeenAt",
            article.gone_at as "goneAt", story.id as "storyId", lead.title as "storyHeadline",
            original.id as "originalId", original.title as "originalTitle", original_publisher.name as "originalPublisher",
            member.copy_kind as "copyKind", member.containment
       from article join publisher on publisher.id = article.publisher_id
       left join story_article member on member.article_id = article.id
       left join story on story.id = member.story_id
       left join article lead on lead.id = story.lead_article_id
       left join article original on original.id = member.original_id
       left join publisher original_publisher on original_publisher.id = original.publisher_id
      where article.id = $1`,
    [id],
  )
  return row ? fromRow(row) : null
}

function fromRow(row: ArticleRow): ArticleRead {
  const { originalId, originalTitle, originalPublisher, copyKind, containment, ...article } = row
  const original =
    originalId === null
      ? null
      : { articleId: originalId, title: originalTitle, publisher: originalPublisher, kind: copyKind, containment }
  return { ...article, original }
}

export interface UnreadPage {
  readonly id: string
  readonly url: string
  readonly title: string | null
  readonly publisher: string
  readonly reason: string
}

/** Pages first seen in a half-open span of time that gave no text, newest first. */
export async function listUnreadPages(db: Queryable, from: Date, to: Date): Promise<readonly UnreadPage[]> {
  return db.query<UnreadPage>(
    `select article.id, canonical_url as url, title, publisher.name as publisher, state_reason as reason
       from article join publisher on publisher.id = article.publisher_id
      where event_at >= $1 and event_at < $2 and state in ('failed', 'not_article')
      order by event_at desc, article.id`,
    [from, to],
  )
}

/** Event times of the placed articles nearest to a half-open span, and of the first of all. */
export interface NeighbouringTimes {
  readonly before: Date | null
  readonly after: Date | null
  readonly first: Date | null
}

export async function findNeighbouringTimes(db: Queryable, from: Date, to: Date): Promise<NeighbouringTimes> {
  const [row] = await db.query<NeighbouringTimes>(
    `select (select max(event_at) from article where clustered_at is not null and event_at < $1) as before,
            (select min(event_at) from article where clustered_at is not null and event_at >= $2) as after,
            (select min(event_at) from article where clustered_at is not null) as first`,
    [from, to],
  )
  return row ?? { before: null, after: null, first: null }
}

/** Event time of the newest article that stands in a story; null before the first. */
export async function findNewestTime(db: Queryable): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>(
    'select max(event_at) as at from article where clustered_at is not null',
  )
  return row?.at ?? null
}

/** How many pages were read and how many could not be, so far. */
export async function countFetched(db: Queryable): Promise<{ read: number; unread: number }> {
  const [row] = await db.query<{ read: number; unread: number }>(
    `select count(*) filter (where state = 'scraped')::int as read,
            count(*) filter (where state in ('failed', 'not_article'))::int as unread from article`,
  )
  return row ?? { read: 0, unread: 0 }
}

/** Address of a page that gave no text, a missing one (404) before others; null when all could be read. */
export async function findUnreadAddress(db: Queryable): Promise<string | null> {
  const [row] = await db.query<{ url: string }>(
    `select canonical_url as url from article where state in ('failed', 'not_article')
      order by (state_code = 'HTTP_404') desc, event_at desc, id limit 1`,
  )
  return row?.url ?? null
}

/** An article as a row of a list, with the story that it stands in. */
export interface ListedArticle {
  readonly id: string
  readonly url: string
  readonly title: string
  readonly publisher: string
  readonly language: string | null
  readonly eventAt: Date
  readonly storyId: string | null
  readonly storyHeadline: string | null
}

/** The articles with these canonical addresses, by address. */
export async function listArticlesByUrl(
  db: Queryable,
  urls: readonly string[],
): Promise<ReadonlyMap<string, ListedArticle>> {
  const rows = await db.query<ListedArticle>(
    `select article.id, article.canonical_url as url, coalesce(article.title, article.canonical_url) as title,
            publisher.name as publisher, article.language, article.event_at as "eventAt",
            story.id as "storyId", lead.title as "storyHeadline"
       from article join publisher on publisher.id = article.publisher_id
       left join story_article member on member.article_id = article.id
       left join story on story.id = member.story_id
       left join article lead on lead.id = story.lead_article_id
      where article.canonical_url = any($1::text[])`,
    [urls],
  )
  return new Map(rows.map((article) => [article.url, article]))
}
