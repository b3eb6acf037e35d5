import { describe, expect, test } from '@jest/globals'
import type { Candidate } from '../../../src/digests/candidate.ts'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../../support/edition-factories.ts'
import { type ArticleFacts, at, createArticle, createFeed, createStory, storyId } from '../../support/factories.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)

const trace = async (url: string) => textOf((await get(`/trace?url=${encodeURIComponent(url)}`)).body)

async function createCarried(facts: Partial<ArticleFacts> = {}) {
  const feedId = await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('06:10') })
  return createArticle(db(), { publisher: 'Meridian', url: 'https://meridian.example/ferry?id=7', feedId, ...facts })
}

describe('the tracer', () => {
  test('asks for an address first', async () => {
    expect(textOf((await get('/trace')).body)).toContain('Paste the address of a page.')
  })

  test('says what is no address', async () => {
    expect(await trace('the ferry')).toContain('This is no address of a page')
  })

  test('says when no feed of the publisher carried the page', async () => {
    await createFeed(db(), { publisher: 'Meridian', url: 'https://meridian.example/feed', lastSuccessAt: at('06:10') })
    const text = await trace('https://www.meridian.example/unknown')
    expect(text).toContain('feed stopped here No feed of Meridian carried it; the last was read 22 Nov 06:10.')
    expect(text).toContain('entry not reached')
  })

  test('says when nobody watches the publisher', async () => {
    expect(await trace('https://nobody.example/x')).toContain('no watched publisher has a feed or home page there')
  })

  test('stops at the fetch for a page that answered 404, by its tracked address too', async () => {
    const missing = { state: 'not_article', stateCode: 'HTTP_404', stateReason: 'the page answered 404' } as const
    await createCarried(missing)
    const text = await trace('https://MERIDIAN.example/ferry?utm_source=feed&id=7#top')
    expect(text).toContain('It stopped at the fetch')
    expect(text).toContain('entry passed')
    expect(text).toContain('fetch stopped here The page could not be fetched: the page answered 404.')
    expect(text).toContain('extraction not reached')
  })

  test('stops at the extraction for a page behind a consent wall', async () => {
    await createCarried({
      state: 'not_article',
      stateCode: 'CONSENT_WALL',
      stateReason: 'the page asks for consent first',
    })
    const text = await trace('https://meridian.example/ferry?id=7')
    expect(text).toContain('fetch passed')
    expect(text).toContain('extraction stopped here No text was found on the page: the page asks for consent first.')
  })

  test('waits at the fetch for a page that has not been fetched', async () => {
    await createCarried({ state: 'new' })
    expect(await trace('https://meridian.example/ferry?id=7')).toContain('It waits at the fetch')
  })

  test('folds a copy into its original and goes on', async () => {
    const original = await createArticle(db(), { publisher: 'North Broadcasting', title: 'The first report' })
    const copy = await createCarried()
    await createStory(db(), storyId(1), [{ article: original }, { article: copy, original, containment: 0.62 }])
    const text = await trace(copy.url)
    expect(text).toContain('copy folded A copy of “The first report” by North Broadcasting, 62 % same')
    expect(text).toContain('story passed In the story “The first report”.')
  })

  test('says when the story is in no edition of its day', async () => {
    const article = await createCarried()
    const other = await createArticle(db(), { publisher: 'North Broadcasting' })
    await createStory(db(), storyId(1), [{ article }])
    await createStory(db(), storyId(2), [{ article: other }])
    expect(await trace(article.url)).toContain('edition waiting The edition of its day has not been made yet.')

    await createEdition(db(), [editionStory({ storyId: storyId(2), sources: [sourceOf(1, other)] })])
    const text = await trace(article.url)
    expect(text).toContain('It is in a story, but in no edition')
    expect(text).toContain('The edition morning of 2026-11-22 took one story, and this one did not rank among them.')
  })

  test('says when the article came after the edition was frozen', async () => {
    const article = await createCarried({ eventAt: at('20:00') })
    await createStory(db(), storyId(1), [{ article }])
    await createEdition(db(), [], at('18:00'))
    expect(await trace(article.url)).toContain(
      'It came after the edition morning of 2026-11-22 had been frozen 22 Nov 18:00.',
    )
  })

  const judged = (more: Partial<Candidate>): Candidate => ({
    storyId: storyId(1),
    rank: null,
    fate: 'told',
    admission: 1,
    components: {},
    ...more,
  })

  test.each<[string, Partial<Candidate>, string]>([
    [
      'below the bar',
      { fate: 'below_bar', rank: 2, admission: 0.6 },
      'Left out of morning of 2026-11-22: admission 0.6, the bar is 1.',
    ],
    [
      'below a bar that has been lowered since',
      { fate: 'below_bar', rank: 2, admission: 1.085 },
      'Left out of morning of 2026-11-22: admission 1.085, which was below the bar then.',
    ],
    ['without room', { fate: 'no_room', rank: 3 }, 'Rank 3 of 3; the edition morning of 2026-11-22 took 0.'],
    [
      'in another language',
      { fate: 'other_language' },
      'no report of it is in German or French, which is all that the digest tells.',
    ],
    [
      'by another publisher',
      { fate: 'other_publisher' },
      'no report of it is by Evening Ledger, which is all that the digest tells.',
    ],
    ['not watched', { fate: 'not_watched' }, 'it is found by no watch of the digest (dams).'],
    ['dropped', { fate: 'dropped', rank: 1 }, 'Dropped from morning of 2026-11-22 by the desk (Ada Renn).'],
  ])('says why the edition does not tell a story: %s', async (_what, more, says) => {
    const article = await createCarried()
    await createStory(db(), storyId(1), [{ article }])
    for (const n of [2, 3]) {
      const other = await createArticle(db(), { publisher: 'Evening Ledger' })
      await createStory(db(), storyId(n), [{ article: other }])
    }
    const others = [2, 3].map((n) => judged({ storyId: storyId(n), fate: 'no_room', rank: n + 2 }))
    await createEdition(db(), [], at('23:30'), [judged(more), ...others])
    await db().query(`update digest set languages = '{de,fr}'`)
    await db().query(
      `insert into digest_publisher select digest.id, publisher.id from digest, publisher where publisher.name = 'Evening Ledger'`,
    )
    await db().query(
      `with made as (insert into watch (name, query, created_at) values ('dams', 'alder dam', now()) returning id)
       insert into digest_watch select digest.id, made.id from digest, made`,
    )
    await db().query(
      `with slot as (insert into edition_slot (digest_id, local_date, due_at, state, changed_at, edition_id)
                     select digest_id, local_date, built_at, 'frozen', built_at, id from edition
                     returning digest_id, local_date)
       insert into edition_edit (digest_id, local_date, revision, author, at, edit)
       select digest_id, local_date, revision, author, now(),
              jsonb_build_object('edit', jsonb_build_object('kind', kind, 'storyId', $1::text))
         from slot, (values (1, 'Ada Renn', 'drop'), (2, 'Ben Ode', 'note')) as made (revision, author, kind)`,
      [storyId(1)],
    )
    const text = await trace(article.url)
    expect(text).toContain('It is in a story, but in no edition')
    expect(text).toContain(`edition stopped here`)
    expect(text).toContain(says)
  })

  test('says what a digest told then when its filters have been taken away', async () => {
    const article = await createCarried()
    await createStory(db(), storyId(1), [{ article }])
    await createEdition(db(), [], at('23:30'), [judged({ fate: 'other_language' })])
    expect(await trace(article.url)).toContain('no report of it was in a language that the digest told then.')
  })

  test('says when the edition tells the story without the article', async () => {
    const article = await createCarried()
    const other = await createArticle(db(), { publisher: 'North Broadcasting' })
    await createStory(db(), storyId(1), [{ article: other }, { article }])
    const told = editionStory({ storyId: storyId(1), sources: [sourceOf(1, other)] })
    await createEdition(db(), [told], at('23:30'), [judged({ rank: 1 })])
    expect(await trace(article.url)).toContain(
      'The edition morning of 2026-11-22 tells its story, at number 1, without it.',
    )
    expect(await trace(other.url)).toContain('It went all the way into an edition')
  })

  test('finds a copy below its original in the edition', async () => {
    const original = await createArticle(db(), { publisher: 'North Broadcasting' })
    const copy = await createCarried()
    await createStory(db(), storyId(1), [{ article: original }, { article: copy, original }])
    const { language: _language, number: _number, copies: _copies, ...listed } = sourceOf(1, copy)
    const source = { ...sourceOf(1, original), copies: [{ ...listed, kind: 'cut', containment: 0.6 } as const] }
    await createEdition(db(), [editionStory({ storyId: storyId(1), sources: [source] })])
    expect(await trace(copy.url)).toContain('edition passed Number 1 of the edition morning of 2026-11-22.')
  })

  test('says when the story brought only copies', async () => {
    const original = await createArticle(db(), { publisher: 'North Broadcasting', eventAt: at('09:00', '2026-11-20') })
    const copy = await createCarried()
    const other = await createArticle(db(), { publisher: 'Evening Ledger' })
    await createStory(db(), storyId(1), [{ article: original }, { article: copy, original }])
    await createStory(db(), storyId(2), [{ article: other }])
    await createEdition(db(), [], at('23:30'), [judged({ storyId: storyId(2), rank: 1, fate: 'below_bar' })])
    expect(await trace(copy.url)).toContain(
      'its story brought only copies of what is told elsewhere or was told before.',
    )
  })

  test('goes all the way for an article whose story is in an edition', async () => {
    const article = await createCarried()
    await createStory(db(), storyId(1), [{ article }])
    const lead = [sentenceOf(article, 'Fares are still open.', [1])]
    await createEdition(db(), [editionStory({ storyId: storyId(1), lead, sources: [sourceOf(1, article)] })])
    const text = await trace(article.url)
    expect(text).toContain('It went all the way into an edition')
    expect(text).toContain('edition passed Number 1 of the edition morning of 2026-11-22.')
  })
})

describe('the box', () => {
  test.each([
    ['an address', 'https://a.example/x?y=1', '/trace?url=https%3A%2F%2Fa.example%2Fx%3Fy%3D1'],
    ['a story id', storyId(1).toLowerCase(), `/stories/${storyId(1)}`],
    ['words', ' night ferry ', '/search?q=night%20ferry'],
  ])('sends %s to its page', async (_what, typed, target) => {
    const answer = await get(`/find?q=${encodeURIComponent(typed)}`)
    expect(answer.statusCode).toBe(302)
    expect(answer.headers.location).toBe(target)
  })
})
