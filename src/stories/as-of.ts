import type { Queryable } from '../db/database.ts'
import { lineageAt } from './as-of-lineage.ts'
import { findBeginning, findStateAt } from './repository-ledger.ts'
import type { StoryMember } from './repository-read.ts'

/** One step from an old id to the story that answered for it. */
export interface Succession {
  readonly from: string
  readonly into: string
  readonly at: Date
  readonly actor: string
  readonly reason: string
}

/**
 * What a story was at a time. `unknown`: no story ever had the id. `not-begun`: it had no articles yet. Else the story
 * that answered for the id then, and the merges that led to it.
 */
export type StoryAsOf =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-begun'; readonly beginsAt: Date }
  | {
      readonly kind: 'story'
      readonly id: string
      readonly successions: readonly Succession[]
      /** In order of event time. */
      readonly members: readonly StoryMember[]
    }

/** Merges that lead on from one another; more than any story lives through. */
const MOST_SUCCESSIONS = 1_000

/** Reads from the ledger which articles a story had at a time, and by which id it went. O(articles that it ever had). */
export async function storyAsOf(db: Queryable, id: string, at: Date): Promise<StoryAsOf> {
  const { answering, successions, isBegun } = await answeringAt(db, id, at)
  if (isBegun) return { kind: 'story', id: answering, successions, members: await listMembersAt(db, answering, at) }
  const beginsAt = await findBeginning(db, answering)
  return beginsAt ? { kind: 'not-begun', beginsAt } : { kind: 'unknown' }
}

/** The story that answered for an id at a time, and the merges that led to it. */
async function answeringAt(
  db: Queryable,
  id: string,
  at: Date,
): Promise<{ readonly answering: string; readonly successions: readonly Succession[]; readonly isBegun: boolean }> {
  const successions: Succession[] = []
  let answering = id
  for (let step = 0; step < MOST_SUCCESSIONS; step++) {
    const state = await findStateAt(db, answering, at)
    if (!state) return { answering, successions, isBegun: false }
    if (state.event !== 'merged' || state.into === null) break
    const { into, actor, reason } = state
    successions.push({ from: answering, into, at: state.at, actor, reason })
    answering = into
  }
  return { answering, successions, isBegun: true }
}

/** Every membership has an event that began it, so the last such event of an article says where it was. */
async function listMembersAt(db: Queryable, storyId: string, at: Date): Promise<readonly StoryMember[]> {
  const members = await db.query<StoryMember>(
    `with candidate as (
       select distinct article_id from ledger
        where story_id = $1 and article_id is not null and event in ('created', 'joined') and at <= $2)
     select article.id as "articleId", coalesce(version.title, article.title, article.canonical_url) as title,
            article.canonical_url as url, publisher.name as publisher, owner_group.name as "ownerGroup", article.language,
            article.published_at as "publishedAt", article.published_day as "publishedDay",
            article.first_seen_at as "firstSeenAt", article.event_at as "eventAt",
            lineage.original_id as "originalId", lineage.copy_kind as "copyKind", lineage.containment,
            article.is_free as "isFree"
       from candidate
       join lateral (select story_id from ledger where article_id = candidate.article_id
                        and event in ('created', 'joined') and at <= $2 order by id desc limit 1) last
         on last.story_id = $1
       join story_article member on member.article_id = candidate.article_id
       ${lineageAt('$2')}
       join article on article.id = candidate.article_id
       join publisher on publisher.id = article.publisher_id
       left join owner_group on owner_group.id = publisher.owner_group_id
       left join lateral (select title from version where article_id = article.id and captured_at <= $2
                           order by number desc limit 1) version on true
      order by article.event_at, article.canonical_url`,
    [storyId, at],
  )
  const ids = new Set(members.map(({ articleId }) => articleId))
  return members.map((member) =>
    member.originalId === null || ids.has(member.originalId)
      ? member
      : { ...member, originalId: null, copyKind: null, containment: null },
  )
}
