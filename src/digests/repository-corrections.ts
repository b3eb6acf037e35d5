import type { Queryable } from '../db/database.ts'
import { correctionsOf, type QuotedSentence } from './corrections.ts'
import type { EditionCorrection } from './edition.ts'

/** Days back to which editions are corrected: later nobody remembers what they said. */
const CORRECTED_DAYS = 14
/** Sentences that are looked at for one edition. */
const MOST_LOOKED_AT = 1_000

/**
 * What the digest's edition of `localDate` has to correct: sentences that its editions of the last fourteen days quoted and
 * that their articles do not have any more in the version that was the newest at `until`, each told once.
 */
export async function listCorrections(
  db: Queryable,
  digestId: string,
  localDate: string,
  until: Date,
): Promise<readonly EditionCorrection[]> {
  const quotations = await db.query<QuotedSentence>(
    `select edition.local_date as "editionDate", story_successor(story.id) as "storyId",
            coalesce(printed.headline, newest.title) as headline, publisher.name as publisher,
            article.canonical_url as url, article.id as "articleId", coalesce(article.language, 'und') as language,
            sentence.text as quoted, quoted.number as "fromVersion", newest.number as "toVersion",
            quoted.text as before, newest.text as after
       from edition_sentence sentence
       join edition on edition.id = sentence.edition_id
       join edition_story on edition_story.edition_id = edition.id and edition_story.rank = sentence.rank
       join story on story.id = edition_story.story_id
       join version quoted on quoted.id = sentence.version_id
       join article on article.id = quoted.article_id
       join publisher on publisher.id = article.publisher_id
       join lateral (select number, title, text from version
                      where article_id = article.id and captured_at < $3 order by number desc limit 1) newest
         on newest.number > quoted.number
       left join lateral (select one ->> 'headline' as headline from jsonb_array_elements(edition.content -> 'stories') one
                           where (one ->> 'rank')::int = sentence.rank limit 1) printed on true
      where edition.digest_id = $1 and edition.local_date < $2 and edition.local_date >= $2::date - ${CORRECTED_DAYS}
        and exists (select 1 from version later
                     where later.article_id = article.id and later.number > quoted.number
                       and later.number <= newest.number and later.changes <> '{trivial}')
      order by edition.local_date desc, sentence.rank, sentence.position limit ${MOST_LOOKED_AT}`,
    [digestId, localDate, until],
  )
  const told = await db.query<EditionCorrection>(
    `select one.* from edition cross join lateral jsonb_to_recordset(coalesce(content -> 'corrections', '[]'))
              as one ("articleId" text, quoted text, now text)
      where digest_id = $1 and local_date < $2 and local_date >= $2::date - 2 * ${CORRECTED_DAYS}`,
    [digestId, localDate],
  )
  return correctionsOf(quotations, told)
}
