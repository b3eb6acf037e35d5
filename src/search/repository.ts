import type { Queryable } from '../db/database.ts'
import { inAnyLanguage } from './languages.ts'
import { readQuery } from './query.ts'

export interface SearchHit {
  /** The article's id in the system it was imported from, else its own; for stories the story's id. */
  readonly id: string
  readonly url: string
  readonly title: string
  readonly storyId: string | null
  readonly score: number
}

export interface SearchResult {
  readonly hits: readonly SearchHit[]
  /** Articles or stories that match; never more than the candidates that were looked at. */
  readonly total: number
  /** No article had all the words, so those with most of them are shown. */
  readonly isLoosened: boolean
}

export type SearchUnit = 'article' | 'story'

/** Newest matches that are ranked: ranking costs by match, and common words match everything. */
const MOST_CANDIDATES = 2_000

/**
 * Finds articles, or stories by their best article, newest matches first considered and then ranked by rank of the
 * words. Candidates are materialised before they are ordered, so that the index on words is used and not the one on
 * dates. O(matches) to find, O(candidates) to rank.
 */
export async function search(db: Queryable, text: string, unit: SearchUnit, limit: number): Promise<SearchResult> {
  const query = readQuery(text)
  const strict = await find(db, strictCondition(query.strict, query.excluded), unit, limit)
  if (strict.total > 0 || query.loose === null) return { ...strict, isLoosened: false }
  const loose = await find(db, looseCondition(query.loose.words, query.loose.leastMatches), unit, limit)
  return { ...loose, isLoosened: true }
}

interface Condition {
  /** SQL of a tsquery over parameter $1. */
  readonly tsquery: string
  readonly value: unknown
  readonly excluded: string | null
  readonly least: number
}

const strictCondition = (text: string, excluded: string | null): Condition => ({
  tsquery: inAnyLanguage('websearch_to_tsquery', '$1'),
  value: text,
  excluded,
  least: 0,
})

const looseCondition = (words: readonly string[], least: number): Condition => ({
  tsquery: inAnyLanguage('websearch_to_tsquery', `array_to_string($1::text[], ' or ')`),
  value: words,
  excluded: null,
  least,
})

async function find(
  db: Queryable,
  condition: Condition,
  unit: SearchUnit,
  limit: number,
): Promise<Omit<SearchResult, 'isLoosened'>> {
  const hasWords = condition.least > 0
  // Read once for all articles: a query made from a column would be read again for every row.
  const words = `word as materialized (
       select ${inAnyLanguage('plainto_tsquery', 'word')} as one from unnest($1::text[]) as w (word)),`
  const matchedWords = `(select count(*) from word where document @@ word.one) >= ${condition.least}`
  // Outside the alternatives of the languages: a stem of one is missing from every text of another.
  const barred = `not document @@ (${inAnyLanguage('websearch_to_tsquery', '$3')})`
  const rows = await db.query<SearchHit & { total: number }>(
    `with query as (select ${condition.tsquery} as q), ${hasWords ? words : ''}
     candidate as materialized (
       select article_id, document from article_search, query
        where document @@ q${hasWords ? ` and ${matchedWords}` : ''}${condition.excluded === null ? '' : ` and ${barred}`} order by event_at desc limit ${MOST_CANDIDATES}),
     ranked as (
       select article.id as article_id, article.external_id, article.canonical_url as url, article.title,
              story_article.story_id, ts_rank(candidate.document, q, 1) as score
         from candidate cross join query join article on article.id = candidate.article_id
         left join story_article on story_article.article_id = article.id),
     hit as (
       select distinct on (${unit === 'story' ? 'coalesce(story_id, article_id::text)' : 'article_id'}) *
         from ranked order by ${unit === 'story' ? 'coalesce(story_id, article_id::text)' : 'article_id'}, score desc)
     select ${unit === 'story' ? 'coalesce(story_id, article_id::text)' : 'coalesce(external_id, article_id::text)'} as id,
            url, title, story_id as "storyId", score::float8 as score, count(*) over ()::int as total
       from hit order by score desc, url limit $2`,
    [condition.value, limit, ...(condition.excluded === null ? [] : [condition.excluded])],
  )
  return { hits: rows.map(({ total: _total, ...hit }) => hit), total: rows[0]?.total ?? 0 }
}
