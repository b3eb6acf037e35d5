import type { Queryable } from '../db/database.ts'
import { type ArticleFeatures, featuresOf } from './article-features.ts'
import { decodeFeatures, encodeFeatures, featuresVersion } from './features-codec.ts'
import { listClusterArticles } from './repository-cluster-articles.ts'
import type { ClusterSettings } from './settings.ts'

export interface StoredFeatures {
  readonly articleId: string
  readonly features: ArticleFeatures
}

export interface LoadedFeatures extends StoredFeatures {
  /** Null for an article that was not placed as an original. */
  readonly indexTerms: readonly number[] | null
}

/** Stores features of first versions; features of the same version that are there already stay. */
export async function saveFeatures(
  db: Queryable,
  made: readonly StoredFeatures[],
  settings: ClusterSettings,
  now: Date,
): Promise<void> {
  if (made.length === 0) return
  const sorted = [...made].sort((a, b) => Number(a.articleId) - Number(b.articleId)) // one lock order for all workers
  await db.query(
    `insert into article_features (article_id, features, features_version, made_at)
     select article_id, features, $3, $4 from unnest($1::bigint[], $2::bytea[]) as made (article_id, features)
     on conflict (article_id) do update
        set features = excluded.features, features_version = excluded.features_version, index_terms = null,
            made_at = excluded.made_at
      where article_features.features_version <> excluded.features_version`,
    [
      sorted.map(({ articleId }) => articleId),
      sorted.map(({ features }) => encodeFeatures(features)),
      featuresVersion(settings),
      now,
    ],
  )
}

/** Notes which terms lead to the originals that the lane has placed. Their features must be stored. */
export async function saveIndexTerms(
  tx: Queryable,
  placed: readonly { readonly articleId: string; readonly indexTerms: readonly number[] }[],
): Promise<void> {
  if (placed.length === 0) return
  await tx.query(
    `update article_features set index_terms = placed.index_terms
       from unnest($1::bigint[], $2::bytea[]) as placed (article_id, index_terms)
      where article_features.article_id = placed.article_id`,
    [placed.map(({ articleId }) => articleId), placed.map(({ indexTerms }) => packPositions(indexTerms))],
  )
}

/** The features that are stored for these articles by these settings; those of others are missing from the answer. */
export async function loadFeatures(
  db: Queryable,
  articleIds: readonly string[],
  settings: ClusterSettings,
): Promise<ReadonlyMap<string, LoadedFeatures>> {
  const rows = await db.query<{ articleId: string; features: Buffer; indexTerms: Buffer | null }>(
    `select article_id as "articleId", features, index_terms as "indexTerms" from article_features
      where article_id = any($1::bigint[]) and features_version = $2`,
    [articleIds, featuresVersion(settings)],
  )
  return new Map(
    rows.map(({ articleId, features, indexTerms }) => [
      articleId,
      { articleId, features: decodeFeatures(features), indexTerms: indexTerms && unpackPositions(indexTerms) },
    ]),
  )
}

/**
 * The features of these articles: those that are stored by these settings, and for the rest those of their first version's
 * text. Nothing is stored. An article without a first version is missing from the answer.
 */
export async function readFeatures(
  db: Queryable,
  articleIds: readonly string[],
  settings: ClusterSettings,
): Promise<ReadonlyMap<string, LoadedFeatures>> {
  const { found, made } = await findOrMake(db, articleIds, settings)
  return joined(found, made)
}

/** As `readFeatures`, and stores on the way those that it had to make. */
export async function takeFeatures(
  tx: Queryable,
  articleIds: readonly string[],
  settings: ClusterSettings,
  now: Date,
): Promise<ReadonlyMap<string, LoadedFeatures>> {
  const { found, made } = await findOrMake(tx, articleIds, settings)
  await saveFeatures(tx, made, settings, now)
  return joined(found, made)
}

async function findOrMake(db: Queryable, articleIds: readonly string[], settings: ClusterSettings) {
  const found = await loadFeatures(db, articleIds, settings)
  const missing = articleIds.filter((articleId) => !found.has(articleId))
  const made = (await listClusterArticles(db, missing)).map((article) => ({
    articleId: article.id,
    features: featuresOf(article, settings),
  }))
  return { found, made }
}

const joined = (found: ReadonlyMap<string, LoadedFeatures>, made: readonly StoredFeatures[]) =>
  new Map([...found, ...made.map((one) => [one.articleId, { ...one, indexTerms: null }] as const)])

function packPositions(positions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * positions.length)
  positions.forEach((position, at) => bytes.writeUInt16LE(position, 2 * at))
  return bytes
}

const unpackPositions = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16LE(2 * at))
