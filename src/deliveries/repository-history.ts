import type { Queryable } from '../db/database.ts'
import type { EditionContent } from '../digests/edition.ts'
import type { StoryPrint } from '../digests/newness.ts'
import type { Recipient, SentPrints } from './plan-overlays.ts'

/** An edition that was sent longer ago than this is not compared with: days, as for the digest's own editions. */
const PRINT_DAYS = 60

interface EditionOfDigest {
  readonly id: string
  readonly digestId: string
  readonly content: EditionContent
}

/** As some subscribers were shown it: an edition under an overlay, or as the public copy. */
const SENT_KEY = `delivery.edition_id || '/' || coalesce(delivery.overlay_id, 0)`

/**
 * Everyone who had confirmed before the edition was made and has not left, with what they were sent of the editions
 * `among`, and what they chose.
 */
export async function listRecipients(
  tx: Queryable,
  { id, digestId, content }: EditionOfDigest,
  among: readonly string[],
  now: Date,
): Promise<readonly Recipient[]> {
  return tx.query<Recipient>(
    `with before as (
       select id, local_date from edition
        where digest_id = $2 and local_date < $3 and local_date >= $3::date - ${PRINT_DAYS}),
     sent as (
       select subscriber_id, max(before.local_date) as since,
              coalesce(array_agg(${SENT_KEY}) filter (where before.id = any($4::bigint[])), '{}') as keys
         from delivery join before on before.id = delivery.edition_id where state = 'sent' group by subscriber_id),
     wanted as (select id, coalesce(merged_into, id) as now from story where id = any($5::text[])),
     mutes as (
       select subscriber_id, coalesce(array_agg(wanted.id) filter (where wanted.id is not null), '{}') as stories,
              coalesce(array_agg(name) filter (where name is not null), '{}') as names
         from subscriber_mute left join story on story.id = story_id
         left join wanted on wanted.now = coalesce(story.merged_into, story.id)
        where until > $6 group by subscriber_id)
     select subscriber.id as "subscriberId", weekdays, length, quiet, sent.since,
            coalesce(sent.keys, '{}') as sent, coalesce(mutes.stories, '{}') as "mutedStories",
            coalesce(mutes.names, '{}') as "mutedNames"
       from subscriber join edition on edition.id = $1 and edition.digest_id = subscriber.digest_id
       left join sent on sent.subscriber_id = subscriber.id left join mutes on mutes.subscriber_id = subscriber.id
      where confirmed_at <= edition.built_at and unsubscribed_at is null order by subscriber.id`,
    [id, digestId, content.localDate, among, storyIdsOf(content), now],
  )
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
    `with wanted as (select id, coalesce(merged_into, id) as now from story where id = any($3::text[]))
     select edition.id as "editionId", edition.local_date as "localDate", edition_story.story_id as "printedId",
            wanted.id as "storyId", printed.story
       from edition_story join edition on edition.id = edition_story.edition_id
       join story on story.id = edition_story.story_id join wanted on wanted.now = coalesce(story.merged_into, story.id)
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
