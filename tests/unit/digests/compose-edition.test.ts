import { describe, expect, test } from '@jest/globals'
import { canonicalJson } from '../../../src/digests/canonical-json.ts'
import { composeEdition as compose, type EditionOrder } from '../../../src/digests/compose-edition.ts'
import { sentencesOfStory } from '../../../src/digests/edition.ts'
import type { WindowArticle } from '../../../src/digests/window-article.ts'
import { editionOrder } from '../../fixtures/editions/edition-order.ts'
import { windowArticle, windowOfTheDay } from '../../fixtures/editions/window-articles.ts'

/** Without a bar: what is told in which way is asked here, not what is told at all. */
const order = (articles: readonly WindowArticle[], told: EditionOrder['told'] = new Map()): EditionOrder =>
  editionOrder(articles, { told, settings: { length: 'usual', admission: 0 } })

const composeEdition = (given: EditionOrder) => compose(given).content
const toldOn = (storyId: string, localDate: string): EditionOrder['told'] =>
  new Map([[storyId, { localDate, sentences: [], articleIds: new Set<string>() }]])

const articlesById = new Map(windowOfTheDay.map((article) => [article.articleId, article]))

describe('composeEdition', () => {
  const edition = composeEdition(order(windowOfTheDay))

  test('stories stand by rank, the most reported first, each in the form that its evidence carries', () => {
    expect(edition.stories.map(({ rank, storyId, form }) => [rank, storyId, form])).toEqual([
      [1, 'ferry', 'full'],
      [2, 'dam', 'full'],
      [3, 'lamp', 'line'],
    ])
    expect(edition.stories[0]?.counts).toEqual({ independent: 3, publishers: 4, articles: 4 })
  })

  test('the same input gives the same edition, in whatever order the articles come', () => {
    const again = composeEdition(order([...windowOfTheDay].reverse()))
    expect(canonicalJson(again)).toBe(canonicalJson(edition))
  })

  test('every sentence stands word for word in the article and at the span that it names', () => {
    const sentences = edition.stories.flatMap(sentencesOfStory)
    expect(sentences.length).toBeGreaterThan(5)
    for (const { text, articleId, versionId, start, end } of sentences) {
      const article = articlesById.get(articleId)
      expect([...(article?.text ?? '')].slice(start, end).join('')).toBe(text)
      expect(article?.versionId).toBe(versionId)
    }
  })

  test('the sources that a sentence names are listed below the story', () => {
    for (const story of edition.stories) {
      const numbers = story.sources.map(({ number }) => number)
      for (const { sources } of sentencesOfStory(story)) {
        expect(sources.length).toBeGreaterThan(0)
        expect(numbers).toEqual(expect.arrayContaining([...sources]))
      }
    }
  })

  test('a figure that two reports state differently stands with its sources and the sentences that hold it', () => {
    const dearer = windowOfTheDay.map((article) =>
      article.articleId === '2' ? { ...article, text: article.text.replace('41 million', '47 million') } : article,
    )
    const ferry = composeEdition(order(dearer)).stories.find(({ storyId }) => storyId === 'ferry')
    expect(ferry?.differing?.map(({ what, unit }) => [what, unit])).toEqual([['cost', 'crowns']])
    const passages = ferry?.differing?.[0]?.values.flatMap((figure) =>
      figure.passages.map((passage) => ({ ...passage, shown: figure.shown })),
    )
    expect(passages?.map(({ shown, publisher, source }) => [shown, publisher, source])).toEqual([
      ['41 million', 'Meridian Agency', 1],
      ['47 million', 'North Broadcasting', 2],
    ])
    for (const { articleId, versionId, start, end, shown } of passages ?? []) {
      const text = dearer.find((article) => article.articleId === articleId)?.text ?? ''
      expect([...text].slice(start, end).join('')).toContain(`cost of ${shown} crowns`)
      expect(versionId).toBe(`v${articleId}`)
    }
    expect(edition.stories.flatMap(({ differing }) => differing)).toEqual([])
  })

  test('a story in a line says one sentence', () => {
    const lamp = edition.stories.find(({ form }) => form === 'line')
    expect(lamp && sentencesOfStory(lamp)).toHaveLength(1)
  })

  test('a sentence is told once, though two stories have it', () => {
    const twins = windowOfTheDay
      .filter(({ storyId }) => storyId === 'ferry')
      .map((article) => ({
        ...article,
        articleId: `9${article.articleId}`,
        storyId: 'twin',
        originalId: article.originalId && `9${article.originalId}`,
        url: `${article.url}/twin`,
      }))
    const { stories } = composeEdition(order([...windowOfTheDay, ...twins]))
    const told = stories.flatMap(sentencesOfStory).map(({ text }) => text)
    expect(stories.map(({ storyId }) => storyId)).toEqual(expect.arrayContaining(['ferry', 'twin']))
    expect(new Set(told).size).toBe(told.length)
  })

  test('a story that an earlier edition told has developed since then', () => {
    const again = composeEdition(order(windowOfTheDay, toldOn('dam', '2031-03-16')))
    const dam = again.stories.find(({ storyId }) => storyId === 'dam')
    expect(dam).toMatchObject({ state: 'developed', previousDate: '2031-03-16', newReports: 2 })
    expect(dam?.components['toldBefore']).toBe(-0.2)
    expect(again.stories.find(({ storyId }) => storyId === 'ferry')).toMatchObject({
      state: 'new',
      previousDate: null,
      newReports: 0,
    })
  })

  test('a told story that brought only copies of old reports is not told again', () => {
    const copy = windowArticle('40', { storyId: 'old', originalId: '7', copyKind: 'identical', containment: 1 })
    const again = composeEdition(order([...windowOfTheDay, copy], toldOn('old', '2031-03-17')))
    expect(again.stories.map(({ storyId }) => storyId)).not.toContain('old')
  })

  test('an article without a usable sentence still stands with its headline and source', () => {
    const { stories } = composeEdition(order([windowArticle('5', { title: 'Photos: the harbour at night', text: '' })]))
    expect(stories).toHaveLength(1)
    expect(stories[0]).toMatchObject({
      headline: 'Photos: the harbour at night',
      standfirst: null,
      lead: [],
      form: 'line',
    })
    expect(stories[0]?.sources).toHaveLength(1)
  })

  test('a story in more than a line has sentences to spare, which it does not tell and which stand in its articles', () => {
    const mill = [
      `The old paper mill at Ardal burned down on Tuesday morning, and forty families had to leave the street behind it.
Firefighters from three valleys pumped water out of the frozen river for nine hours.
Inspectors had found the sprinklers of the drying hall rusted in the spring.
Insurers put the first estimate of the damage at 12 million crowns.
School buses will take the long road over Tarn until the embankment has been checked.
A cat named by nobody was carried out of the boiler house by a diver.`,
      `Fire destroyed the paper mill of Ardal on Tuesday, its owner said, and forty families spent the day in a gym.
Rolls of newsprint that had been sold to a printer in Sund were lost with the warehouse.
The county will pay for hotel rooms until Sunday and looks for empty flats in Fen.
Smoke drifted over the glacier and was seen from the ferry.
Wages of all 210 workers are safe for two months, the union wrote after a meeting with the bank.`,
    ].map((text, i) => windowArticle(`6${i}`, { storyId: 'mill', publisher: `Publisher 6${i}`, text }))
    const settings = { length: 'short', admission: 0 } as const
    const { content, spares } = compose({ ...order([...windowOfTheDay, ...mill]), settings })
    const texts = new Map([...articlesById, ...mill.map((article) => [article.articleId, article] as const)])
    const told = new Set(content.stories.flatMap(sentencesOfStory).map(({ text }) => text))
    expect(spares['mill']?.length).toBeGreaterThan(0)
    expect(spares['lamp']).toEqual([])
    for (const { text: spare, articleId, start, end, sources } of Object.values(spares).flat()) {
      expect(told.has(spare)).toBe(false)
      expect([...(texts.get(articleId)?.text ?? '')].slice(start, end).join('')).toBe(spare)
      expect(sources.length).toBeGreaterThan(0)
    }
  })

  test('an empty window makes an empty edition', () => {
    expect(composeEdition(order([])).stories).toEqual([])
  })

  test('no more than three stories are told at length and forty in all', () => {
    const many = Array.from({ length: 60 }, (_, i) => [
      windowArticle(`${i}1`, { storyId: `s${i}`, publisher: 'Harbour Post', text: '' }),
      windowArticle(`${i}2`, { storyId: `s${i}`, publisher: 'Valley Times', text: '' }),
    ])
    const { stories } = composeEdition(order(many.flat()))
    expect(stories).toHaveLength(40)
    expect(stories.filter(({ form }) => form === 'full')).toHaveLength(3)
  })
})
