import type { Queryable } from '../db/database.ts'
import { isSameSubject, MOST_MUTES, type Mute, muteEnd, type MuteSubject } from './mute.ts'

/** A story as the digest's newest edition that tells it has it. Both are expressions of SQL. */
const toldAs = (digestId: string, storyId: string): string => `
  select told ->> 'headline' as headline, told ->> 'language' as language
    from edition_story join edition on edition.id = edition_story.edition_id
    cross join lateral jsonb_array_elements(edition.content -> 'stories') told
   where edition.digest_id = ${digestId} and edition_story.story_id = ${storyId}
     and told ->> 'storyId' = edition_story.story_id
   order by edition.local_date desc limit 1`

/** The mutes of a subscriber that hold at a time, the one that ends first first. */
export async function listMutes(db: Queryable, subscriberId: string, now: Date): Promise<readonly Mute[]> {
  return db.query<Mute>(
    `select subscriber_mute.id, story_id as "storyId", told.headline, told.language, name, until
       from subscriber_mute join subscriber on subscriber.id = subscriber_id
       left join lateral (${toldAs('subscriber.digest_id', 'subscriber_mute.story_id')}) told on true
      where subscriber_id = $1 and until > $2 order by until, subscriber_mute.id`,
    [subscriberId, now],
  )
}

/** What a story was called when the digest told it last; null when it never did. */
export async function findToldHeadline(
  db: Queryable,
  digestId: string,
  storyId: string,
): Promise<{ readonly headline: string; readonly language: string } | null> {
  const [row] = await db.query<{ headline: string; language: string }>(toldAs('$1', '$2'), [digestId, storyId])
  return row ?? null
}

/** `full`: the subscriber has as many mutes as may be; `left`: there is no such subscription any more. */
export type MuteOutcome = 'muted' | 'extended' | 'full' | 'left'

/**
 * Mutes a story or a name for 30 days from now; what is muted already is muted until then. The subscriber's row is locked,
 * so that of two requests at once one sees what the other has done.
 */
export async function mute(
  tx: Queryable,
  subscriberId: string,
  subject: MuteSubject,
  now: Date,
): Promise<{ readonly outcome: MuteOutcome; readonly id: string | null }> {
  const [owner] = await tx.query(
    'select id from subscriber where id = $1 and unsubscribed_at is null for no key update',
    [subscriberId],
  )
  if (!owner) return { outcome: 'left', id: null }
  await tx.query('delete from subscriber_mute where subscriber_id = $1 and until <= $2', [subscriberId, now])
  const standing = await listMutes(tx, subscriberId, now)
  const same = standing.find((one) => isSameSubject(subject, subjectOf(one)))
  if (same) {
    await tx.query('update subscriber_mute set until = greatest(until, $2) where id = $1', [same.id, muteEnd(now)])
    return { outcome: 'extended', id: same.id }
  }
  if (standing.length >= MOST_MUTES) return { outcome: 'full', id: null }
  const [row] = await tx.query<{ id: string }>(
    `insert into subscriber_mute (subscriber_id, story_id, name, muted_at, until) values ($1, $2, $3, $4, $5) returning id`,
    [
      subscriberId,
      'storyId' in subject ? subject.storyId : null,
      'name' in subject ? subject.name : null,
      now,
      muteEnd(now),
    ],
  )
  return { outcome: 'muted', id: row?.id ?? null }
}

const subjectOf = ({ storyId, name }: Mute): MuteSubject => (storyId === null ? { name: name ?? '' } : { storyId })

/** Ends a mute of a subscriber's own; null when it has none of that id. */
export async function unmute(db: Queryable, subscriberId: string, id: string): Promise<MuteSubject | null> {
  const [row] = await db.query<{ storyId: string | null; name: string | null }>(
    'delete from subscriber_mute where id = $1 and subscriber_id = $2 returning story_id as "storyId", name',
    [id, subscriberId],
  )
  if (!row) return null
  return row.storyId === null ? { name: row.name ?? '' } : { storyId: row.storyId }
}
