import { describe, expect, test } from '@jest/globals'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../../support/edition-factories.ts'
import { at, createArticle, createFeed, createStory, storyId } from '../../support/factories.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)

async function createSmallStory(n: number, publishers: readonly string[], day = '2026-11-22') {
  const articles = []
  for (const publisher of publishers) {
    articles.push(
      await createArticle(db(), { publisher, title: `Story ${n} by ${publisher}`, eventAt: at('06:12', day) }),
    )
  }
  await createStory(
    db(),
    storyId(n),
    articles.map((article) => ({ article })),
  )
  return articles
}

describe('the front page', () => {
  test('without feeds says how to add some', async () => {
    const { statusCode, body } = await get('/')
    expect(statusCode).toBe(200)
    expect(textOf(body)).toContain('wirefold feeds import FILE')
  })

  test('before the first story says what was read so far', async () => {
    await createFeed(db(), { publisher: 'Meridian', lastSuccessAt: at('06:00') })
    await createFeed(db(), { publisher: 'Coast Radio' })
    await createArticle(db(), { publisher: 'Meridian' })
    const text = textOf((await get('/')).body)
    expect(text).toContain('No stories yet')
    expect(text).toContain('1 of 2 feeds read, 1 article fetched.')
  })

  test('leads to the newest day that has articles, in the zone of the pages', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', eventAt: at('23:30') })
    await createStory(db(), storyId(1), [{ article }])
    const answer = await get('/', { zone: 'Europe/Berlin' })
    expect(answer.statusCode).toBe(302)
    expect(answer.headers.location).toBe('/days/2026-11-23')
  })
})

describe('a day', () => {
  test('without an edition ranks its stories by independent reports', async () => {
    await createSmallStory(1, ['Meridian'])
    await createSmallStory(2, ['Meridian', 'North Broadcasting'])
    const text = textOf((await get('/days/2026-11-22')).body)
    expect(text.indexOf('Story 2 by Meridian')).toBeLessThan(text.indexOf('Story 1 by Meridian'))
    expect(text).toContain('2 independent · 2 publishers · 2 articles')
    expect(text).toContain('None has been made yet')
  })

  test('with an edition keeps its order and states, and lists what it left out', async () => {
    const [first] = await createSmallStory(1, ['Meridian'])
    await createSmallStory(2, ['Meridian', 'North Broadcasting'])
    if (!first) throw new Error('no article')
    const lead = [sentenceOf(first, 'Fares are still open.', [1])]
    await createEdition(db(), [
      editionStory({ storyId: storyId(1), state: 'developed', newReports: 2, lead, sources: [sourceOf(1, first)] }),
    ])
    const text = textOf((await get('/days/2026-11-22')).body)
    expect(text).toContain('1 developed +2 Norhaven and Sund agree on a night ferry')
    expect(text).toContain('morning of 22 Nov 2026 no. 1 · why here')
    expect(text).toContain('Left out of morning 1 Story 2 by Meridian')
  })

  test('marks a story of an earlier day as developed by its new independent reports', async () => {
    const old = await createArticle(db(), { publisher: 'Meridian', eventAt: at('06:12', '2026-11-21') })
    const fresh = await createArticle(db(), { publisher: 'Evening Ledger', eventAt: at('06:12') })
    await createStory(db(), storyId(1), [{ article: old }, { article: fresh }])
    expect(textOf((await get('/days/2026-11-22')).body)).toContain('developed +1')
  })

  test('names pages that gave no text, and links them to the tracer', async () => {
    await createSmallStory(1, ['Meridian'])
    await createArticle(db(), {
      publisher: 'Coast Radio',
      url: 'https://coast.example/a?b=1',
      state: 'not_article',
      stateCode: 'HTTP_404',
      stateReason: 'the page answered 404',
    })
    const { body } = await get('/days/2026-11-22')
    expect(textOf(body)).toContain('Coast Radio: the page answered 404')
    expect(body).toContain('href="/trace?url=https%3A%2F%2Fcoast.example%2Fa%3Fb%3D1"')
  })

  test('leads to the days before and after it that have articles', async () => {
    await createSmallStory(1, ['Meridian'], '2026-11-18')
    await createSmallStory(2, ['Meridian'], '2026-11-22')
    await createSmallStory(3, ['Meridian'], '2026-11-25')
    const { body } = await get('/days/2026-11-22')
    expect(body).toContain('href="/days/2026-11-18" rel="prev"')
    expect(body).toContain('href="/days/2026-11-25" rel="next"')
  })

  test('before the first article says that nothing was seen', async () => {
    await createSmallStory(1, ['Meridian'])
    expect(textOf((await get('/days/2026-11-01')).body)).toContain('Wirefold saw nothing before that.')
  })

  test('that is no day cannot be read', async () => {
    const { statusCode, body } = await get('/days/2026-13-01')
    expect(statusCode).toBe(400)
    expect(textOf(body)).toContain('A day is written as 2026-11-22.')
  })

  test('shows three places to start from in the demo only', async () => {
    const [original, copy] = [
      await createArticle(db(), { publisher: 'Meridian' }),
      await createArticle(db(), { publisher: 'Valley Times' }),
    ]
    await createStory(db(), storyId(1), [{ article: original }, { article: copy, original }])
    await createArticle(db(), {
      publisher: 'Coast',
      url: 'https://coast.example/x',
      state: 'not_article',
      stateCode: 'HTTP_404',
      stateReason: 'gone',
    })
    const lead = [sentenceOf(original, 'Fares are still open.', [1])]
    await createEdition(db(), [editionStory({ storyId: storyId(1), lead, sources: [sourceOf(1, original)] })])

    const { body } = await get('/days/2026-11-22', { demo: true })
    expect(body).toContain(`href="/articles/${original.id}?v=1&amp;s=44-65#passage">prove a sentence`)
    expect(body).toContain(`href="/stories/${storyId(1)}">who copied whom`)
    expect(body).toContain('href="/trace?url=https%3A%2F%2Fcoast.example%2Fx">where did it stop')
    expect((await get('/days/2026-11-22')).body).not.toContain('prove a sentence')
  })
})
