import type { Queryable } from '../db/database.ts'
import { shinglesOf } from '../text/shingles.ts'
import { words } from '../text/words.ts'
import type { CopyKind } from './cluster-article.ts'
import { type CopyText, lineageOf, type SourceRule } from './copy-lineage.ts'
import { defaultSettings } from './settings.ts'

/** Groups with a copy whose members are not those that their lineage was made from. */
const CHANGED_GROUPS = `
  with grouped as (
    select article_id, coalesce(original_id, article_id) as original_id,
           count(*) over (partition by coalesce(original_id, article_id))::int as members
      from story_article where story_id = any($1::text[])),
  changed as (
    select grouped.original_id from grouped left join copy_lineage using (article_id)
     where grouped.members > 1
     group by grouped.original_id
    having bool_or(copy_lineage.original_id is distinct from grouped.original_id
                   or copy_lineage.members is distinct from grouped.members))`

type GroupText = Omit<CopyText, 'shingles'> & {
  readonly originalId: string
  readonly language: string
  readonly text: string
}

/** Makes the lineage of those groups of copies in the stories anew whose members have changed. */
export async function refreshLineage(tx: Queryable, storyIds: readonly string[]): Promise<void> {
  await tx.query(
    `delete from copy_lineage using story_article member
      where member.article_id = copy_lineage.article_id and member.story_id = any($1::text[])
        and member.original_id is null
        and not exists (select from story_article copy where copy.original_id = member.article_id)`,
    [storyIds],
  )
  const texts = await tx.query<GroupText>(
    `${CHANGED_GROUPS}
     select grouped.original_id as "originalId", article.id as "articleId", publisher.name as publisher,
            owner_group.name as "ownerGroup", version.agency_credit as "agencyCredit",
            article.published_at as "publishedAt", article.published_day as "publishedDay",
            article.first_seen_at as "firstSeenAt", coalesce(article.language, 'und') as language, version.text
       from changed join grouped using (original_id) join article on article.id = grouped.article_id
       join version on version.article_id = article.id and version.number = 1
       join publisher on publisher.id = article.publisher_id
       left join owner_group on owner_group.id = publisher.owner_group_id
      order by grouped.original_id, article.id`,
    [storyIds],
  )
  const groups = new Map<string, CopyText[]>()
  for (const { originalId, language, text, ...member } of texts) {
    const one = { ...member, shingles: shinglesOf(words(text, language).slice(0, defaultSettings.copyWords)) }
    const group = groups.get(originalId)
    if (group) group.push(one)
    else groups.set(originalId, [one])
  }
  await saveLineage(
    tx,
    [...groups].flatMap(([originalId, group]) => rowsOf(originalId, group)),
  )
}

interface LineageRow {
  readonly articleId: string
  readonly originalId: string
  readonly sourceId: string
  readonly rule: SourceRule
  readonly kind: CopyKind | null
  readonly copyShare: number | null
  readonly sourceShare: number | null
  readonly sameOwner: boolean
  readonly members: number
}

function rowsOf(originalId: string, group: readonly CopyText[]): LineageRow[] {
  const { sourceId, rule, copies } = lineageOf(group)
  const shared = { originalId, sourceId, rule, members: group.length }
  const source = { articleId: sourceId, kind: null, copyShare: null, sourceShare: null, sameOwner: true }
  return [source, ...copies].map((fact) => ({ ...shared, ...fact }))
}

async function saveLineage(tx: Queryable, rows: readonly LineageRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into copy_lineage (article_id, original_id, source_id, source_rule, kind, copy_share, source_share, same_owner, members)
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::real[], $7::real[],
                          $8::boolean[], $9::int[])
     on conflict (article_id) do update set
       (original_id, source_id, source_rule, kind, copy_share, source_share, same_owner, members)
       = (excluded.original_id, excluded.source_id, excluded.source_rule, excluded.kind, excluded.copy_share,
          excluded.source_share, excluded.same_owner, excluded.members)`,
    [
      rows.map(({ articleId }) => articleId),
      rows.map(({ originalId }) => originalId),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ rule }) => rule),
      rows.map(({ kind }) => kind),
      rows.map(({ copyShare }) => copyShare),
      rows.map(({ sourceShare }) => sourceShare),
      rows.map(({ sameOwner }) => sameOwner),
      rows.map(({ members }) => members),
    ],
  )
}

/** How an article of a group of copies stands to the source; kind and shares are null for the source itself. */
export interface StoredLineage {
  readonly articleId: string
  readonly sourceId: string
  readonly rule: SourceRule
  readonly kind: CopyKind | null
  readonly copyShare: number | null
  readonly sourceShare: number | null
  readonly sameOwner: boolean
}

/** The lineage of a story's copies, by article. */
export async function listLineage(db: Queryable, storyId: string): Promise<ReadonlyMap<string, StoredLineage>> {
  const rows = await db.query<StoredLineage>(
    `select copy_lineage.article_id as "articleId", source_id as "sourceId", source_rule as rule, kind,
            copy_share as "copyShare", source_share as "sourceShare", same_owner as "sameOwner"
       from copy_lineage join story_article using (article_id) where story_id = $1`,
    [storyId],
  )
  return new Map(rows.map((row) => [row.articleId, row]))
}
