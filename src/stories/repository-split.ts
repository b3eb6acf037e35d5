import type { Queryable } from '../db/database.ts'
import type { ClusterSettings } from './settings.ts'
import type { Split } from './split-parts.ts'
import type { SplitSettings } from './split-settings.ts'

/** Milliseconds from the beginning of one search to that of the next, and until one that did not end is begun again. */
const PASS_EVERY_MS = 86_400_000
const LOST_AFTER_MS = 3_600_000

const IS_DUE = `
  (split_pass.ended_at is not null and split_pass.begun_at <= $1)
  or (split_pass.ended_at is null and split_pass.begun_at <= $2)`

const dueTimes = (now: Date): readonly [Date, Date] => [
  new Date(now.getTime() - PASS_EVERY_MS),
  new Date(now.getTime() - LOST_AFTER_MS),
]

/** Whether a search for stories to split is due; there must be a story. */
export async function isSplitPassDue(db: Queryable, now: Date): Promise<boolean> {
  const [row] = await db.query<{ due: boolean }>(
    `select exists (select from story) and not exists (select from split_pass where not (${IS_DUE})) as due`,
    dueTimes(now),
  )
  return row?.due === true
}

/** @returns false when no search is due, or another process has begun it */
export async function beginSplitPass(db: Queryable, now: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into split_pass (begun_at) values ($3)
     on conflict (one_row) do update set begun_at = $3, ended_at = null where ${IS_DUE} returning begun_at`,
    [...dueTimes(now), now],
  )
  return rows.length === 1
}

export async function endSplitPass(db: Queryable, now: Date): Promise<void> {
  await db.query('update split_pass set ended_at = $1', [now])
}

/** Makes the search due again at once. */
export async function giveUpSplitPass(db: Queryable): Promise<void> {
  await db.query('delete from split_pass')
}

/** The stories of a language that are searched. */
export interface LargeStories {
  readonly language: string
  /** Since when its lane holds stories open. */
  readonly openFrom: Date
  readonly storyIds: readonly string[]
}

/** Open stories of so many originals, by language. O(open articles). */
export async function listLargeStories(
  db: Queryable,
  { openDays }: Pick<ClusterSettings, 'openDays'>,
  { fewestReports }: Pick<SplitSettings, 'fewestReports'>,
): Promise<readonly LargeStories[]> {
  return db.query<LargeStories>(
    `with lane as (
       select language, date_trunc('hour', max(last_at), 'UTC') - make_interval(hours => 24 * $1) as open_from from story group by language),
     large as (
       select story.id, story.language, lane.open_from from story join lane using (language)
         join story_article member on member.story_id = story.id and member.original_id is null
        where story.last_at >= lane.open_from
        group by story.id, lane.open_from having count(*) >= $2)
     select language, open_from as "openFrom", array_agg(id order by id) as "storyIds"
       from large group by language, open_from order by language`,
    [openDays, fewestReports],
  )
}

/** The articles of a story, each with the original that it goes with: its own id for an original. */
export type StoryMembers = ReadonlyMap<string, string>

export async function listMemberIds(
  db: Queryable,
  storyIds: readonly string[],
): Promise<ReadonlyMap<string, StoryMembers>> {
  const rows = await db.query<{ storyId: string; articleId: string; originalId: string }>(
    `select story_id as "storyId", article_id as "articleId", coalesce(original_id, article_id) as "originalId"
       from story_article where story_id = any($1::text[]) order by position`,
    [storyIds],
  )
  const stories = new Map<string, Map<string, string>>()
  for (const { storyId, articleId, originalId } of rows) {
    const members = stories.get(storyId) ?? new Map<string, string>()
    stories.set(storyId, members.set(articleId, originalId))
  }
  return stories
}

/** A split to be proposed. */
export interface NewSplitProposal extends Split {
  readonly storyId: string
  readonly language: string
  readonly settingsVersion: string
  /** Originals of the story, compared or not. */
  readonly reports: number
}

export async function insertSplitProposal(tx: Queryable, proposal: NewSplitProposal, now: Date): Promise<string> {
  const { storyId, language, settingsVersion, reports, linkageBetween, parts } = proposal
  const [row] = await tx.query<{ id: string }>(
    `insert into split_proposal (story_id, language, at, settings_version, reports, linkage_between)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [storyId, language, now, settingsVersion, reports, linkageBetween],
  )
  if (!row) throw new Error('the proposal was not written')
  await tx.query(
    `insert into split_proposal_part (proposal_id, number, central_article_id, linkage_within)
     select $1, number, central, linkage from unnest($2::bigint[], $3::real[]) with ordinality as p (central, linkage, number)`,
    [row.id, parts.map(({ centralId }) => centralId), parts.map(({ linkage }) => linkage)],
  )
  const placed = parts.flatMap(({ articleIds }, at) => articleIds.map((articleId) => ({ articleId, number: at + 1 })))
  await tx.query(
    `insert into split_proposal_article (proposal_id, article_id, number)
     select $1, article_id, number from unnest($2::bigint[], $3::smallint[]) as a (article_id, number)`,
    [row.id, placed.map(({ articleId }) => articleId), placed.map(({ number }) => number)],
  )
  return row.id
}

/** Proposals of which not enough is left, or whose stories have grown too much. */
export async function outdateChangedSplits(tx: Queryable, { leastKept }: SplitSettings, now: Date): Promise<void> {
  await tx.query(
    `update split_proposal p set state = 'outdated', settled_at = $1
       from (select open.id, open.reports,
                    (select count(*) from split_proposal_article where proposal_id = open.id) as named,
                    (select count(*) from split_proposal_article a join story_article m using (article_id)
                      where a.proposal_id = open.id and m.story_id = open.story_id and m.original_id is null) as kept,
                    (select count(*) from story_article where story_id = open.story_id and original_id is null) as now
               from split_proposal open where open.state = 'open') seen
      where p.id = seen.id and p.state = 'open' and (kept < $2::real * named or seen.reports < $2::real * seen.now)`,
    [now, leastKept],
  )
}
