import type { Queryable } from '../db/database.ts'
import type { Candidate } from './candidate.ts'

/** Stores what an edition was chosen from. Each edition has its candidates once. */
export async function insertCandidates(
  tx: Queryable,
  editionId: string,
  candidates: readonly Candidate[],
): Promise<void> {
  await tx.query(
    `insert into edition_candidate (edition_id, story_id, rank, fate, admission, components)
     select $1, c."storyId", c.rank, c.fate, c.admission, c.components
       from jsonb_to_recordset($2) as c ("storyId" text, rank integer, fate text, admission real, components jsonb)`,
    [editionId, JSON.stringify(candidates)],
  )
}

/** What an edition was chosen from: by rank, then those without one. */
export async function listCandidates(db: Queryable, editionId: string): Promise<readonly Candidate[]> {
  return db.query<Candidate>(
    `select story_id as "storyId", rank, fate, admission, components from edition_candidate
      where edition_id = $1 order by rank nulls last, story_id`,
    [editionId],
  )
}
