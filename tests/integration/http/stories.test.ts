import { describe, expect, test } from '@jest/globals'
import { useDatabase } from '../../support/database.ts'
import { createEdition, editionStory, sentenceOf, sourceOf } from '../../support/edition-factories.ts'
import { at, createArticle, createStory, storyId } from '../../support/factories.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)

async function createFerryStory() {
  const agency = await createArticle(db(), { publisher: 'Meridian Agency', eventAt: at('06:12') })
  const copy = await createArticle(db(), {
    publisher: 'Valley Times',
    eventAt: at('06:40'),
    title: 'Night ferry agreed',
  })
  const ledger = await createArticle(db(), {
    publisher: 'Evening Ledger',
    eventAt: at('06:53'),
    text: 'Passenger groups expect fares to rise.',
  })
  const decision = {
    rule: 'join',
    score: 0.83,
    threshold: 0.62,
    margin: 0.21,
    features: { sharedNames: 3.5 },
    nearestRejected: { storyId: storyId(2), score: 0.41 },
  }
  await createStory(db(), storyId(1), [
    { article: agency },
    { article: copy, original: agency, copyKind: 'light_edit', containment: 0.97 },
    { article: ledger, decision },
  ])
  return { agency, copy, ledger }
}

describe('a story', () => {
  test('shows its counts, its originals with their copies, and how long after the first each came', async () => {
    await createFerryStory()
    const { statusCode, body } = await get(`/stories/${storyId(1)}`)
    const text = textOf(body)
    expect(statusCode).toBe(200)
    expect(text).toContain('2 independent · 3 publishers · 3 articles')
    expect(text).toContain('Valley Times lightly edited copy · 97 % same')
    expect(text).toContain('+28 min')
    expect(text).toContain('No brief yet')
  })

  test('tells from its ledger what happened, with the figures of each decision', async () => {
    await createFerryStory()
    const text = textOf((await get(`/stories/${storyId(1)}`)).body)
    expect(text).toContain('created Ministers sign accord for a night ferry (Meridian Agency)')
    expect(text).toContain('it tells the same event · score 0.83 · threshold 0.62 · margin +0.21')
  })

  test('has each sentence of its brief as a link target whose marks lead to the passage', async () => {
    const { agency, ledger } = await createFerryStory()
    const lead = [
      sentenceOf(agency, 'Fares are still open.', [1, 2]),
      sentenceOf(ledger, 'Passenger groups expect fares to rise.', [2], true),
    ]
    const sources = [sourceOf(1, agency), sourceOf(2, ledger)]
    await createEdition(db(), [editionStory({ storyId: storyId(1), lead, sources })])

    const { body } = await get(`/stories/${storyId(1)}`)
    expect(body).toContain('id="n1"')
    expect(body).toContain('id="n2"')
    expect(body).toContain(`href="/articles/${agency.id}?v=1&amp;s=44-65#passage"`)
    expect(textOf(body)).toContain('Passenger groups expect fares to rise. [ 2 only ]')
    expect(textOf(body)).toContain('From the edition morning of 22 Nov 2026')
  })

  test('shows a figure that differs, each value with a mark that leads to its passage', async () => {
    const { agency, ledger } = await createFerryStory()
    const value = (article: typeof agency, amount: number, source: number) => ({
      value: amount * 1e6,
      shown: `${amount} million`,
      passages: [
        {
          articleId: article.id,
          versionId: article.versionId ?? '',
          start: 3,
          end: 20,
          publisher: article.publisher,
          source,
        },
      ],
    })
    const differing = [{ what: 'cost', unit: 'crowns', values: [value(agency, 41, 1), value(ledger, 47, 2)] }]
    const sources = [sourceOf(1, agency), sourceOf(2, ledger)]
    const { localDate } = await createEdition(db(), [editionStory({ storyId: storyId(1), differing, sources })])

    for (const address of [`/stories/${storyId(1)}`, `/editions/morning/${localDate}`]) {
      const { body } = await get(address)
      expect(textOf(body)).toContain('Figures that differ')
      expect(textOf(body)).toMatch(
        /The cost is 41 million crowns by Meridian Agency \[ ?1 ?\] ?, 47 million by Evening Ledger \[ ?2 ?\] ?\./,
      )
      expect(body).toContain(`href="/articles/${ledger.id}?v=1&amp;s=3-20#passage"`)
    }
  })

  test('counts publishers of one owner once and says so', async () => {
    const first = await createArticle(db(), {
      publisher: 'Coast Post',
      ownerGroup: 'Tidal Media',
      eventAt: at('06:00'),
    })
    const second = await createArticle(db(), { publisher: 'Bay Mail', ownerGroup: 'Tidal Media', eventAt: at('07:00') })
    await createStory(db(), storyId(1), [{ article: first }, { article: second }])
    const text = textOf((await get(`/stories/${storyId(1)}`)).body)
    expect(text).toContain('1 independent · 2 publishers · 2 articles')
    expect(text).toContain('same owner as Coast Post (Tidal Media), not counted again')
  })

  test('says of an undated article when it was seen', async () => {
    const article = await createArticle(db(), { publisher: 'Coast Post', publishedAt: null, eventAt: at('07:02') })
    await createStory(db(), storyId(1), [{ article }])
    expect(textOf((await get(`/stories/${storyId(1)}`)).body)).toContain('no time given, seen 07:02')
  })

  test('names its language, so that a reader aloud speaks it', async () => {
    const article = await createArticle(db(), {
      publisher: 'La Costa',
      title: 'Acuerdo sobre el ferri',
      language: 'es',
    })
    await createStory(db(), storyId(1), [{ article }], 'es')
    const { body } = await get(`/stories/${storyId(1)}`)
    expect(body).toContain('<h1 lang="es">Acuerdo sobre el ferri</h1>')
    expect(textOf(body)).toContain('Spanish')
  })

  test('that was merged answers with the last of its successors, for good', async () => {
    const { agency } = await createFerryStory()
    for (const [id, mergedInto] of [
      [storyId(4), storyId(1)],
      [storyId(3), storyId(4)],
    ]) {
      await db().query(
        `insert into story (id, language, lead_article_id, first_at, last_at, created_at, merged_into, merged_at)
         values ($1, 'en', $2, $3, $3, $3, $4, $3)`,
        [id, agency.id, at('06:12'), mergedInto],
      )
    }
    const answer = await get(`/stories/${storyId(3)}`)
    expect(answer.statusCode).toBe(301)
    expect(answer.headers.location).toBe(`/stories/${storyId(1)}`)
    const why = await get(`/stories/${storyId(3)}/why/${agency.id}`)
    expect(why.headers.location).toBe(`/stories/${storyId(1)}/why/${agency.id}`)
  })

  test('that never was is not found, and an id of another form cannot be read', async () => {
    expect((await get(`/stories/${storyId(9)}`)).statusCode).toBe(404)
    expect((await get('/stories/ferry')).statusCode).toBe(400)
  })
})

describe('why an article is in a story', () => {
  test('is answered with the features, the threshold, the margin and the nearest other story', async () => {
    const { ledger } = await createFerryStory()
    const text = textOf((await get(`/stories/${storyId(1)}/why/${ledger.id}`)).body)
    expect(text).toContain('Why is this article in this story?')
    expect(text).toContain('score 0.83 · threshold 0.62 · margin +0.21')
    expect(text).toContain('shared names 3.5')
    expect(text).toContain(`Nearest story that it did not join: ${storyId(2)} , score 0.41`)
  })

  test('is answered for a story that it did not join as well', async () => {
    const { ledger } = await createFerryStory()
    const other = await createArticle(db(), { publisher: 'North Broadcasting', title: 'Dam inquiry names two firms' })
    await createStory(db(), storyId(2), [{ article: other }])
    const text = textOf((await get(`/stories/${storyId(2)}/why/${ledger.id}`)).body)
    expect(text).toContain('Why is this article not in this story?')
    expect(text).toContain('with a score of 0.41; the one that it joined has 0.83')
  })
})
