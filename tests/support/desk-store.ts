import type { Database } from '../../src/db/database.ts'
import { openDraft } from '../../src/digests/desk/draft.ts'
import type { ComposedEdition } from '../../src/digests/compose-edition.ts'
import type { Approval } from '../../src/digests/digest.ts'
import { composedEdition, deskArticleText, type StoryShape, usualShapes } from './desk-drafts.ts'
import { at, createArticle, createStory, one, storyId } from './factories.ts'

export interface StoredDesk {
  readonly digestId: string
  readonly localDate: string
  readonly composed: ComposedEdition
}

/** The edition of 22 November of the digest morning with its desk, due at 07:00 UTC; with the articles that it tells. */
export async function storeDesk(
  db: Database,
  {
    shapes = usualShapes,
    approval = 'send',
  }: { readonly shapes?: readonly StoryShape[]; readonly approval?: Approval } = {},
): Promise<StoredDesk> {
  for (const [i] of shapes.entries()) {
    const n = i + 1
    const text = deskArticleText(n)
    const article = await createArticle(db, {
      publisher: `Publisher ${n}`,
      title: `Article ${n} says things aloud`,
      text,
    })
    if (article.versionId !== String(n)) throw new Error('a desk is stored in an empty database')
    await createStory(db, storyId(n), [{ article }])
  }
  const left = await createArticle(db, { publisher: 'Coast Radio', title: 'Council budget vote' })
  await createStory(db, storyId(90), [{ article: left }])
  const { id } = await one<{ id: string }>(
    db,
    `insert into digest (name, zone, approval, hold_minutes, created_at) values ('morning', 'UTC', $1, 80, '2026-11-01') returning id`,
    [approval],
  )
  const composed = composedEdition(shapes)
  const localDate = '2026-11-22'
  await db.query(
    `insert into edition_slot (digest_id, local_date, due_at, state, changed_at, draft) values ($1, $2, $3, 'draft', $3, $4)`,
    [id, localDate, at('07:00'), JSON.stringify(openDraft(composed))],
  )
  return { digestId: id, localDate, composed }
}
