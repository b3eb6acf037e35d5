import type { Queryable } from '../db/database.ts'
import { UsageError } from '../errors.ts'
import { type Contribution, contributionsOf } from './explain-score.ts'
import { type CopyEvidence, findCopyEvidence } from './repository-copy-evidence.ts'
import { settingsOf } from './repository-settings.ts'
import { type NotRecomputed, type Recomputed, recompute } from './explain-recompute.ts'
import { type LedgerEntry, listEntries } from './repository-ledger.ts'

/** Why an article is in its story. */
export interface Explanation {
  readonly articleId: string
  /** The story that it is in now. */
  readonly storyId: string
  /** How the lane placed it; null for a membership that the lane did not make. */
  readonly placement: LedgerEntry | null
  /** What has moved it since, oldest first: merges of the lane, and analysts' decisions. */
  readonly since: readonly LedgerEntry[]
  readonly copy: CopyEvidence | null
  /** What each feature added to the log-odds of the score; null where nothing was scored, or a veto set it. */
  readonly contributions: readonly Contribution[] | null
  readonly recomputed: Recomputed | NotRecomputed
}

/**
 * Why an article is in its story: the decision as it was stored, and made again to see whether it comes out the same.
 * Costs the rebuilding of the lane's index as it was then.
 * @throws UsageError for an article that is unknown or stands in no story yet
 */
export async function explainArticle(db: Queryable, articleId: string): Promise<Explanation> {
  const [member] = await db.query<{ storyId: string; language: string }>(
    `select story.id as "storyId", story.language from story_article join story on story.id = story_id
      where article_id = $1`,
    [articleId],
  )
  if (!member) throw new UsageError(`article ${articleId} stands in no story yet`)
  const entries = await listEntries(db, articleId)
  const placement = entries.find(isPlacement) ?? null
  return {
    articleId,
    storyId: member.storyId,
    placement,
    since: entries.filter((entry) => entry !== placement && entry.event !== 'left'),
    copy: placement ? await findCopyEvidence(db, articleId, placement.at) : null,
    contributions: placement ? await storedContributions(db, placement) : null,
    recomputed: placement
      ? await recompute(db, placement, member.language)
      : { problem: 'the lane did not place this article' },
  }
}

/** The lane's own decision about an article, and not one about the story as a whole. */
const isPlacement = ({ actor, decision }: LedgerEntry): boolean => actor === 'lane' && decision.rule !== undefined

async function storedContributions(
  db: Queryable,
  { decision, settingsVersion: version }: LedgerEntry,
): Promise<readonly Contribution[] | null> {
  if (version === null) return null
  const settings = await settingsOf(db, version)
  return settings ? contributionsOf(decision, settings) : null
}
