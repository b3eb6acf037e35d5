import { beforeEach, expect, test } from '@jest/globals'
import { findDigest } from '../../src/digests/repository-digest.ts'
import { listCorrections } from '../../src/digests/repository-corrections.ts'
import { useDatabase } from '../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../support/edition-factories.ts'
import { at, createArticle, type CreatedArticle, createStory, createVersion, storyId } from '../support/factories.ts'

const db = useDatabase()
const quoted = 'Nine workers were hurt when the sluice failed.'
const now = 'Seven workers were hurt when the sluice failed.'
const until = at('00:00', '2026-11-24')
let article: CreatedArticle

beforeEach(async () => {
  article = await createArticle(db(), { publisher: 'Upland Courier', text: `The dam lies above Brisal.\n\n${quoted}` })
  await createStory(db(), storyId(1), [{ article }])
  await createEdition(db(), [
    editionStory({
      storyId: storyId(1),
      headline: 'Sluice fails',
      lead: [sentenceOf(article, quoted, [1])],
      sources: [sourceOf(1, article)],
    }),
  ])
})

const change = (number: number, text: string, capturedAt = at('08:00', '2026-11-23')) =>
  createVersion(db(), article.id, number, article.title, text, capturedAt)

async function corrections(localDate = '2026-11-23', before = until) {
  const digest = await findDigest(db(), 'morning')
  return listCorrections(db(), digest?.id ?? '', localDate, before)
}

test('a sentence that stands is not corrected, whatever else its article changed', async () => {
  expect(await corrections()).toEqual([])
  await change(2, `The dam lies above Brisal.\n\n${quoted}\n\nAn inquiry opens on Monday.`)
  expect(await corrections()).toEqual([])
})

test('a sentence that was changed is told with what was quoted, where and when', async () => {
  await change(2, `The dam lies above Brisal.\n\n${now}`)
  expect(await corrections()).toEqual([
    {
      editionDate: '2026-11-22',
      storyId: storyId(1),
      headline: 'Sluice fails',
      publisher: 'Upland Courier',
      url: article.url,
      articleId: article.id,
      language: 'en',
      quoted,
      now,
      fromVersion: 1,
      toVersion: 2,
    },
  ])
})

test('what changed after the window, or in spelling alone, is not', async () => {
  await change(2, `The dam lies above Brisal.\n\n${now}`, until)
  expect(await corrections()).toEqual([])
  await db().query('delete from version where number = 2')
  await change(2, `The dam lies above Brisal.\n\n${now}`)
  await db().query('alter table version disable trigger version_immutable')
  await db().query(`update version set changes = '{trivial}' where number = 2`)
  await db().query('alter table version enable trigger version_immutable')
  expect(await corrections()).toEqual([])
})

test('what an edition told is not told by the next, and what is older than two weeks by none', async () => {
  await change(2, `The dam lies above Brisal.\n\n${now}`)
  expect(await corrections('2026-12-06')).toHaveLength(1)
  expect(await corrections('2026-12-07')).toEqual([])
  const told = await corrections()
  await db().query(
    `insert into edition (digest_id, local_date, window_from, window_to, built_at, content, content_hash)
     select digest_id, '2026-11-23', window_from, window_to, built_at, content || $1, content_hash from edition`,
    [{ corrections: told }],
  )
  expect(await corrections('2026-11-24')).toEqual([])
})
