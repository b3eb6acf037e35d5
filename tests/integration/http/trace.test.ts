import { describe, expect, test } from '@jest/globals'
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
