import type { Queryable } from '../db/database.ts'
import type { LinkEvidence, StoryLink } from './linked-stories.ts'

/** Locks the search for links until the end of the transaction; returns how many batches there were. */
export async function lockLinks(tx: Queryable): Promise<string> {
  await tx.query('insert into link_pass default values on conflict do nothing')
  const [row] = await tx.query<{ sequence: string }>('select sequence from link_pass for update')
  if (!row) throw new Error('the row of the search for links vanished')
  return row.sequence
}

/** Marks originals as compared; returns how many batches there were with this one. */
export async function markLinked(tx: Queryable, articleIds: readonly string[]): Promise<string> {
  await tx.query('delete from link_waiting where article_id = any($1::bigint[])', [articleIds])
  const [row] = await tx.query<{ sequence: string }>('update link_pass set sequence = sequence + 1 returning sequence')
  if (!row) throw new Error('the row of the search for links vanished')
  return row.sequence
}

/** Whether originals wait to be compared. */
export async function hasUnlinked(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ waiting: boolean }>('select exists (select from link_waiting) as waiting')
  return row?.waiting === true
}

/** An original with the text that its marks are made from. */
export interface OriginalToLink {
  readonly articleId: string
  readonly storyId: string
  readonly position: string
  readonly publisher: string
  readonly language: string
  readonly title: string
  readonly text: string
  readonly at: Date
}

const ORIGINAL = `
  select member.article_id as "articleId", member.story_id as "storyId", member.position, publisher.name as publisher,
         story.language, version.title, left(version.text, 2000) as text, article.event_at as at
    from story_article member join story on story.id = member.story_id
    join article on article.id = member.article_id join publisher on publisher.id = article.publisher_id
    join version on version.article_id = article.id and version.number = 1
   where member.original_id is null`

/** Originals that were placed since the search last came by, in the order of their placing. */
export async function takeUnlinked(tx: Queryable, limit: number): Promise<readonly OriginalToLink[]> {
  return tx.query<OriginalToLink>(
    `${ORIGINAL} and member.article_id in (select article_id from link_waiting) order by member.position limit $1`,
    [limit],
  )
}

/** Rows a step: their texts need not be in memory all at once. */
const STEP = 1000

/** What the search has passed and what is young enough. */
const PASSED = `
  not exists (select from link_waiting where article_id = member.article_id) and article.event_at >= $1`

/**
 * The newest originals of event time `from` and later that the search has passed, `limit` at most, in the order of their
 * placing and step by step.
 */
export async function* readLinked(
  tx: Queryable,
  { from, limit }: { readonly from: Date; readonly limit: number },
): AsyncGenerator<readonly OriginalToLink[], void> {
  const [first] = await tx.query<{ position: string }>(
    `select coalesce(min(position), 0) as position from (
       select member.position from story_article member join article on article.id = member.article_id
        where member.original_id is null and ${PASSED} order by member.position desc limit $2) newest`,
    [from, limit],
  )
  let next = first?.position ?? '0'
  for (;;) {
    const step = await tx.query<OriginalToLink>(
      `${ORIGINAL} and ${PASSED} and member.position >= $2::bigint order by member.position limit $3`,
      [from, next, STEP],
    )
    if (step.length > 0) yield step
    if (step.length < STEP) break
    next = String(BigInt(step.at(-1)?.position ?? '0') + 1n)
  }
}

/** Stories that were merged at `since` or later, each with the story that answers for it today. */
export async function listMerged(tx: Queryable, since: Date): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ from: string; into: string }>(
    `with recursive line (id, at) as (
       select id, id from story where merged_at >= $1
       union select line.id, story.merged_into from line join story on story.id = line.at where story.merged_into is not null)
     select line.id as "from", line.at as "into" from line join story on story.id = line.at
      where story.merged_into is null order by line.id`,
    [since],
  )
  return new Map(rows.map(({ from, into }) => [from, into]))
}

/** Writes links; of two for one pair of stories the better one stays. */
export async function saveLinks(tx: Queryable, links: readonly StoryLink[], now: Date): Promise<void> {
  const best = new Map<string, StoryLink>()
  for (const link of links) {
    const pair = `${link.storyA} ${link.storyB}`
    if ((best.get(pair)?.score ?? 0) < link.score) best.set(pair, link)
  }
  if (best.size === 0) return
  const rows = [...best.values()]
  await tx.query(
    `insert into story_link (story_a, story_b, article_a, article_b, score, evidence, at)
     select *, $7::timestamptz from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::real[], $6::jsonb[])
     on conflict (story_a, story_b) do update set
       (article_a, article_b, score, evidence, at)
       = (excluded.article_a, excluded.article_b, excluded.score, excluded.evidence, excluded.at)
       where excluded.score > story_link.score`,
    [
      rows.map(({ storyA }) => storyA),
      rows.map(({ storyB }) => storyB),
      rows.map(({ articleA }) => articleA),
      rows.map(({ articleB }) => articleB),
      rows.map(({ score }) => score),
      rows.map(({ evidence }) => JSON.stringify(evidence)),
      now,
    ],
  )
}

/** Forgets all links and begins the search anew. */
export async function forgetLinks(tx: Queryable): Promise<void> {
  await lockLinks(tx)
  await tx.query('delete from story_link')
  await tx.query(
    'insert into link_waiting select article_id from story_article where original_id is null on conflict do nothing',
  )
  await tx.query('update link_pass set sequence = sequence + 1')
}

/** A story of another language that tells the same event. */
export interface LinkedStory {
  readonly storyId: string
  readonly language: string
  readonly headline: string
  readonly score: number
  readonly evidence: LinkEvidence
  readonly at: Date
}

/**
 * The stories that a story is linked with, best first. A link belongs to the stories in which its two articles are
 * today, so that it follows every merge, split and move.
 */
export async function listLinkedStories(db: Queryable, storyId: string): Promise<readonly LinkedStory[]> {
  return db.query<LinkedStory>(
    `with linked as (
       select article_b as article_id, score, evidence, at from story_link
         join story_article on article_id = article_a where story_id = $1
       union all
       select article_a, score, evidence, at from story_link
         join story_article on article_id = article_b where story_id = $1),
     best as (
       select distinct on (member.story_id) member.story_id, linked.score, linked.evidence, linked.at
         from linked join story_article member using (article_id)
        where member.story_id <> $1 order by member.story_id, linked.score desc)
     select best.story_id as "storyId", story.language, coalesce(story_fact.headline, article.title, article.canonical_url)
            as headline, best.score, best.evidence, best.at
       from best join story on story.id = best.story_id join article on article.id = story.lead_article_id
       left join story_fact on story_fact.story_id = story.id
      order by best.score desc, best.story_id`,
    [storyId],
  )
}
