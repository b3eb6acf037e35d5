import type { Queryable } from '../db/database.ts'
import { inAnyLanguage } from './languages.ts'
import { readQuery } from './query.ts'

/** Where an article has what was searched for: all of it in the title, in title and lead, or only further down. */
export type MatchedField = 'title' | 'lead' | 'body'

/** The beginning of a text that says what it is about: characters. */
const LEAD = 500

/**
 * The stories of which an article that was first published within the half-open window has all the words of a query,
 * each with the strongest field, by story id. A query is not loosened here: nobody looks at what it finds. Articles match
 * by their newest versions. O(articles of the window), or O(matches) where the words are rarer.
 */
export async function matchStories(
  db: Queryable,
  text: string,
  window: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, MatchedField>> {
  const { strict, excluded } = readQuery(text)
  const barred = excluded === null ? '' : `and not document @@ (${inAnyLanguage('websearch_to_tsquery', '$4')})`
  const rows = await db.query<{ storyId: string; field: MatchedField }>(
    `select "storyId", (array['title', 'lead', 'body'])[min(field)] as field from (
       select story_article.story_id as "storyId",
              case when ts_filter(document, '{a}') @@ q then 1
                   when (ts_filter(document, '{a}') || (
                          select to_tsvector(search_configuration(language), left(text, ${LEAD})) from version
                           where article_id = article.id order by number desc limit 1)) @@ q then 2
                   else 3 end as field
         from article join article_search on article_search.article_id = article.id
         join story_article on story_article.article_id = article.id
         cross join (select ${inAnyLanguage('websearch_to_tsquery', '$1')} as q) query
        where article.event_at >= $2 and article.event_at < $3 and document @@ q ${barred}) matched
      group by "storyId"`,
    [strict, window.from, window.to, ...(excluded === null ? [] : [excluded])],
  )
  return new Map(rows.map(({ storyId, field }) => [storyId, field]))
}

/** Whether a query asks for a word at all: one that only excludes finds nothing, ever. */
export const asksForWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(readQuery(text).strict)
