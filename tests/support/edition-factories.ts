import type { Database } from '../../src/db/database.ts'
import type { Candidate } from '../../src/digests/candidate.ts'
import type { EditionContent, EditionSentence, EditionSource, EditionStory } from '../../src/digests/edition.ts'
import { PLAIN_EDITION } from '../../src/digests/stored-edition.ts'
import { insertCandidates } from '../../src/digests/repository-candidate.ts'
import { at, type CreatedArticle, one } from './factories.ts'

/** A sentence that stands word for word in its article; throws when it does not. */
export function sentenceOf(
  article: CreatedArticle,
  text: string,
  sources: readonly number[],
  single = sources.length === 1,
): EditionSentence {
  const units = article.text.indexOf(text)
  if (units < 0) throw new Error(`“${text}” does not stand in article ${article.id}`)
  const start = [...article.text.slice(0, units)].length
  return {
    text,
    articleId: article.id,
    versionId: article.versionId ?? '',
    start,
    end: start + [...text].length,
    sources,
    single,
  }
}

export const sourceOf = (number: number, article: CreatedArticle): EditionSource => ({
  number,
  articleId: article.id,
  publisher: article.publisher,
  title: article.title,
  cutTitle: article.title,
  url: article.url,
  publishedAt: article.eventAt.toISOString(),
  language: 'en',
  copies: [],
})

export const editionStory = (story: Partial<EditionStory> & Pick<EditionStory, 'storyId'>): EditionStory => ({
  rank: 1,
  state: 'new',
  previousDate: null,
  newReports: 0,
  newFigures: [],
  newNames: [],
  note: null,
  form: 'short',
  language: 'en',
  headline: 'Norhaven and Sund agree on a night ferry',
  counts: { independent: 2, publishers: 2, articles: 2 },
  standfirst: null,
  lead: [],
  sections: [],
  sources: [],
  components: { independent: 1.5, recency: 0.25 },
  ...story,
})

/** An edition that tells nothing, of 22 November 2026. */
export const plainEdition: EditionContent = {
  digest: 'morning',
  localDate: '2026-11-22',
  zone: 'UTC',
  windowFrom: '2026-11-22T00:00:00.000Z',
  windowTo: '2026-11-23T00:00:00.000Z',
  ...PLAIN_EDITION,
  coverage: { feeds: 2, feedsSeen: 2, gaps: [], pagesUnread: 0 },
  stories: [],
}

/** A frozen edition of 22 November 2026, with its rows for stories, sentences and candidates. */
export async function createEdition(
  db: Database,
  stories: readonly EditionStory[],
  builtAt: Date = at('23:30'),
  candidates: readonly Candidate[] = [],
): Promise<EditionContent> {
  const localDate = '2026-11-22'
  const content: EditionContent = {
    ...plainEdition,
    localDate,
    windowFrom: at('00:00').toISOString(),
    windowTo: at('00:00', '2026-11-23').toISOString(),
    stories,
  }
  const digest = await one<{ id: string }>(
    db,
    `insert into digest (name, zone) values ('morning', 'UTC') on conflict (name) do update set zone = 'UTC' returning id`,
    [],
  )
  const edition = await one<{ id: string }>(
    db,
    `insert into edition (digest_id, local_date, window_from, window_to, built_at, content, content_hash)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [digest.id, localDate, content.windowFrom, content.windowTo, builtAt, content, 'ab'.repeat(32)],
  )
  for (const story of stories) await createEditionStory(db, edition.id, story)
  await insertCandidates(db, edition.id, candidates)
  return content
}

async function createEditionStory(db: Database, editionId: string, story: EditionStory): Promise<void> {
  await db.query('insert into edition_story (edition_id, rank, story_id, components) values ($1, $2, $3, $4)', [
    editionId,
    story.rank,
    story.storyId,
    story.components,
  ])
  for (const [index, sentence] of story.lead.entries()) {
    await db.query(
      `insert into edition_sentence (edition_id, rank, position, text, version_id, span_start, span_end)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [editionId, story.rank, index + 1, sentence.text, sentence.versionId, sentence.start, sentence.end],
    )
  }
}
