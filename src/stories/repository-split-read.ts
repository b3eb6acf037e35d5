import type { Queryable } from '../db/database.ts'

export type SplitState = 'open' | 'accepted' | 'dismissed' | 'outdated'

/** A part as a proposal shows it; the first stays in the story. */
export interface ProposedPart {
  readonly number: number
  /** Originals. */
  readonly articleIds: readonly string[]
  readonly centralId: string
  /** Title of the report that is most like the others of the part. */
  readonly headline: string
  /** Mean probability that two of its reports tell one event. */
  readonly linkage: number
  /** The decision that split it off. */
  readonly decisionId: string | null
}

export interface SplitProposal {
  readonly id: string
  readonly storyId: string
  readonly language: string
  readonly at: Date
  readonly settingsVersion: string
  readonly reports: number
  readonly linkageBetween: number
  readonly state: SplitState
  readonly settledAt: Date | null
  readonly author: string | null
  readonly reason: string | null
  readonly parts: readonly ProposedPart[]
}

const PROPOSAL = `
  select p.id, p.story_id as "storyId", p.language, p.at, p.settings_version as "settingsVersion", p.reports,
         p.linkage_between as "linkageBetween", p.state, p.settled_at as "settledAt", p.author, p.reason,
         (select jsonb_agg(jsonb_build_object('number', part.number, 'centralId', part.central_article_id::text,
                   'headline', coalesce(article.title, article.canonical_url), 'linkage', part.linkage_within,
                   'decisionId', part.decision_id::text, 'articleIds',
                   (select jsonb_agg(article_id::text order by article_id) from split_proposal_article a
                     where a.proposal_id = p.id and a.number = part.number)) order by part.number)
            from split_proposal_part part join article on article.id = part.central_article_id
           where part.proposal_id = p.id) as parts
    from split_proposal p`

/** Proposals that nobody has answered yet, the newest first. */
export async function listOpenSplits(db: Queryable, language: string | null): Promise<readonly SplitProposal[]> {
  return db.query<SplitProposal>(
    `${PROPOSAL} where p.state = 'open' and ($1::text is null or p.language = $1) order by p.at desc, p.id desc`,
    [language],
  )
}

export async function findSplit(db: Queryable, id: string): Promise<SplitProposal | null> {
  const [row] = await db.query<SplitProposal>(`${PROPOSAL} where p.id = $1`, [id])
  return row ?? null
}

/** The same, for whoever settles it: nobody else does until the end of the transaction. */
export async function lockSplit(tx: Queryable, id: string): Promise<SplitProposal | null> {
  const locked = await tx.query('select id from split_proposal where id = $1 for update', [id])
  return locked.length === 0 ? null : findSplit(tx, id)
}

/** Proposals about articles of a story, whichever story these were in then, but for those that were outdated. */
export async function listSplitsAbout(tx: Queryable, storyId: string): Promise<readonly SplitProposal[]> {
  return tx.query<SplitProposal>(
    `${PROPOSAL} where p.state <> 'outdated' and p.id in (
        select a.proposal_id from split_proposal_article a join story_article member using (article_id)
         where member.story_id = $1) order by p.id`,
    [storyId],
  )
}

/** @param answer null for a proposal that is out of date */
export async function settleSplit(
  tx: Queryable,
  id: string,
  state: Exclude<SplitState, 'open'>,
  answer: { readonly author: string; readonly reason: string } | null,
  now: Date,
): Promise<void> {
  await tx.query(
    `update split_proposal set state = $2, settled_at = $3, author = $4, reason = $5 where id = $1 and state = 'open'`,
    [id, state, now, answer?.author ?? null, answer?.reason ?? null],
  )
}

export async function noteSplitDecision(tx: Queryable, id: string, number: number, decisionId: string): Promise<void> {
  await tx.query('update split_proposal_part set decision_id = $3 where proposal_id = $1 and number = $2', [
    id,
    number,
    decisionId,
  ])
}

/** Those of the articles that are in the story now. */
export async function listStillIn(
  tx: Queryable,
  storyId: string,
  articleIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    'select article_id as id from story_article where story_id = $1 and article_id = any($2::bigint[]) order by article_id',
    [storyId, articleIds],
  )
  return rows.map(({ id }) => id)
}
