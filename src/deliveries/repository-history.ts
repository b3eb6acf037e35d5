import type { Queryable } from '../db/database.ts'
import type { EditionContent } from '../digests/edition.ts'
import type { StoryPrint } from '../digests/newness.ts'
import type { Recipient, SentPrints } from './plan-overlays.ts'
import type { ReaderChoices } from './subscriber.ts'

/** An edition that was sent longer ago than this is not compared with: days, as for the digest's own editions. */
const PRINT_DAYS = 60

interface EditionOfDigest {
  readonly id: string
  readonly digestId: string
  readonly content: EditionContent
}

/**
 * Everyone who had confirmed before the edition was made and has not left, with what they were sent of the editions
 * `among`, and what they chose. Three plain queries: one that joins them all is planned by statistics that a new list of
 * subscribers does not have yet, and took minutes for 20,000.
 */
export async function listRecipients(
  tx: Queryable,
  edition: EditionOfDigest,
  among: readonly string[],
  now: Date,
): Promise<readonly Recipient[]> {
  const subscribers = await tx.query<ReaderChoices & { subscriberId: string }>(
    `select subscriber.id as "subscriberId", weekdays, length, quiet
       from subscriber join edition on edition.id = $1 and edition.digest_id = subscriber.digest_id
      where confirmed_at <= edition.built_at and unsubscribed_at is null order by subscriber.id`,
    [edition.id],
  )
  const sent = await readSent(tx, edition, among)
  const mutes = await readMutes(tx, edition, now)
  return subscribers.map((subscriber) => ({
    ...subscriber,
    ...(sent.get(subscriber.subscriberId) ?? { since: null, sent: [] }),
    ...(mutes.get(subscriber.subscriberId) ?? { mutedStories: [], mutedNames: [] }),
  }))
}

interface BySubscriber {
  readonly subscriberId: string
}

/** The latest edition that was sent to each subscriber, and as what they were shown those `among` which they were sent. */
async function readSent(tx: Queryable, { digestId, content }: EditionOfDigest, among: readonly string[]) {
  const rows = await tx.query<BySubscriber & Pick<Recipient, 'since' | 'sent'>>(
    `select subscriber_id as "subscriberId", max(edition.local_date) as since,
            coalesce(array_agg(edition_id || '/' || coalesce(overlay_id, 0)) filter (where edition_id = any($3::bigint[])), '{}')
              as sent
       from delivery join edition on edition.id = edition_id
      where digest_id = $1 and local_date < $2 and local_date >= $2::date - ${PRINT_DAYS} and state = 'sent'
      group by subscriber_id`,
    [digestId, content.localDate, among],
  )
  return new Map(rows.map(({ subscriberId, ...sent }) => [subscriberId, sent]))
}

/** What each subscriber of the digest has muted, stories by the ids that the edition has for them. */
async function readMutes(tx: Queryable, { digestId, content }: EditionOfDigest, now: Date) {
  const rows = await tx.query<BySubscriber & Pick<Recipient, 'mutedStories' | 'mutedNames'>>(
    `with wanted as (select id, story_successor(id) as now from story where id = any($3::text[]))
     select subscriber_id as "subscriberId",
            coalesce(array_agg(wanted.id) filter (where wanted.id is not null), '{}') as "mutedStories",
            coalesce(array_agg(name) filter (where name is not null), '{}') as "mutedNames"
       from subscriber_mute join subscriber on subscriber.id = subscriber_id
       left join story on story.id = story_id
       left join wanted on wanted.now = story_successor(story.id)
      where digest_id = $1 and until > $2 group by subscriber_id`,
    [digestId, now, storyIdsOf(content)],
  )
  return new Map(rows.map(({ subscriberId, ...muted }) => [subscriberId, muted]))
}

interface PrintRow extends StoryPrint {
  readonly editionId: string
  /** The id by which that edition has it. */
  readonly printedId: string
}

/** What earlier editions of the digest told of the stories that this one tells or corrects, as each was shown. */
export async function readSentPrints(
  tx: Queryable,
  { digestId, content }: EditionOfDigest,
): Promise<{ readonly prints: SentPrints; readonly editionIds: readonly string[] }> {
  const rows = await tx.query<PrintRow>(
    `with wanted as (select id, story_successor(id) as now from story where id = any($3::text[]))
     select edition.id as "editionId", edition.local_date as "localDate", edition_story.story_id as "printedId",
            wanted.id as "storyId", printed.story
       from edition_story join edition on edition.id = edition_story.edition_id
       join story on story.id = edition_story.story_id join wanted on wanted.now = story_successor(story.id)
       cross join lateral (select one as story from jsonb_array_elements(edition.content -> 'stories') one
                            where one ->> 'storyId' = edition_story.story_id) printed
      where edition.digest_id = $1 and edition.local_date < $2 and edition.local_date >= $2::date - ${PRINT_DAYS}
      order by edition.local_date, edition_story.rank, wanted.id`,
    [digestId, content.localDate, storyIdsOf(content)],
  )
  const editionIds = [...new Set(rows.map(({ editionId }) => editionId))]
  const overlays = await tx.query<{ id: string; editionId: string; shown: readonly string[] }>(
    `select id, edition_id as "editionId",
            array(select one ->> 'storyId' from jsonb_array_elements(content -> 'stories') one) as shown
       from edition_overlay where edition_id = any($1::bigint[]) order by id`,
    [editionIds],
  )
  const prints = editionIds.flatMap((editionId) => {
    const whole = rows.filter((row) => row.editionId === editionId)
    const ofEdition = overlays.filter((overlay) => overlay.editionId === editionId)
    return [
      [`${editionId}/0`, whole] as const,
      ...ofEdition.map(({ id, shown }) => {
        const ids = new Set(shown)
        return [`${editionId}/${id}`, whole.filter(({ printedId }) => ids.has(printedId))] as const
      }),
    ]
  })
  return { prints: new Map(prints), editionIds }
}

const storyIdsOf = ({ stories, corrections }: EditionContent): readonly string[] => [
  ...new Set([...stories, ...corrections].map(({ storyId }) => storyId)),
]
