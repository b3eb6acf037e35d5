import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cosine, vectorOf } from '../../../src/digests/brief/likeness.ts'
import { contentStems, termsOf } from '../../../src/digests/brief/terms.ts'
import { newnessOf, type ToldStory, toldStories } from '../../../src/digests/newness.ts'
import { openTold } from '../../../src/digests/told-words.ts'
import { inventedStream } from '../../support/invented-stream.ts'
import { editionStory } from '../../support/edition-factories.ts'
import { harbourDay } from '../../fixtures/editions/harbour-day.ts'

const earlier = [
  'Dam inquiry names two firms',
  'The commission said on Monday that two firms knew of the cracks in the dam.',
  'Arne Holt, the minister, spoke of 41 million crowns and twelve injured workers.',
]
const told: ToldStory = { localDate: '2031-03-17', sentences: earlier, articleIds: new Set(['1', '2']) }
const source = (articleId: string, publisher = `Courier ${articleId}`) => ({
  number: 1,
  articleId,
  publisher,
  title: '',
  cutTitle: '',
  url: '',
  publishedAt: '2031-03-18T06:00:00.000Z',
  language: 'en',
  copies: [],
})
const compare = (sentences: readonly string[], articleIds: readonly string[] = []) =>
  newnessOf({ language: 'en', sentences, sources: articleIds.map((id) => source(id)) }, told)

describe('newnessOf', () => {
  test('a story that was not told is new', () => {
    expect(newnessOf({ language: 'en', sentences: earlier, sources: [] }, null).state).toBe('new')
  })

  test('what was told is unchanged, however many reports come and in whatever words', () => {
    expect(compare(earlier, ['3', '4'])).toEqual({
      state: 'unchanged',
      previousDate: '2031-03-17',
      newReports: 2,
      newFigures: [],
      newNames: [],
    })
    expect(compare(['That two firms knew of the cracks in the dam was said by the commission.']).state).toBe(
      'unchanged',
    )
  })

  test('a sentence of other content makes a story developed', () => {
    expect(compare(['The assembly will vote on new rules for reservoirs in April.'], ['1', '3'])).toMatchObject({
      state: 'developed',
      newReports: 1,
      newFigures: [],
      newNames: [],
    })
  })

  test('so does a figure or a name that was not told, in a sentence that was', () => {
    expect(compare(['The commission said on Monday that 3 firms knew of the cracks in the dam.'])).toMatchObject({
      state: 'developed',
      newFigures: ['3 firms'],
    })
    expect(compare(['The commission said to Ilse Varn that two firms knew of the cracks in the dam.'])).toMatchObject({
      state: 'developed',
      newNames: ['Ilse Varn'],
    })
  })

  test('a figure in words is the figure, and a longer form of a name the name', () => {
    const again = 'Minister Arne Holt spoke of 41 million crowns and 12 injured workers.'
    expect(compare([again]).state).toBe('unchanged')
  })

  test('a day of the week and a month are no new names, days, years and times no new figures', () => {
    const dated = 'On Tuesday 18 March 2031 at 22:30 the commission said that two firms knew of the cracks in the dam.'
    expect(compare([dated])).toMatchObject({ newFigures: [], newNames: [] })
  })

  test('sums and shares are said first, names of more words first, three of each at most', () => {
    const said =
      'Lawyers from Brisal and the Bank of Norhaven told 500 marchers that repairs of 312 pages cost $4.2 million, 12 % more, for Ilse Varn and Per Lund and Ada Moen.'
    expect(compare([said])).toMatchObject({
      newFigures: ['$4.2 million', '500 marchers', '312 pages'],
      newNames: ['Bank of Norhaven', 'Ilse Varn', 'Per Lund'],
    })
  })

  test('a publisher with two further reports is one, and a copy that was listed is none', () => {
    const prints = [{ storyId: 'a', localDate: '2031-03-17', story: harbourDay.stories[0]! }]
    const before = toldStories(prints).get('a')!
    const sources = [source('105'), source('7', 'Quay Gazette'), source('8', 'Quay Gazette')]
    expect(newnessOf({ language: 'en', sentences: [], sources }, before).newReports).toBe(1)
  })

  test('a text in another language than before is new', () => {
    const spanish = ['La comisión dijo el lunes que dos empresas conocían las grietas de la presa.']
    expect(newnessOf({ language: 'es', sentences: spanish, sources: [] }, told).state).toBe('developed')
  })
})

test('what several editions told of a story counts together, the latest gives the date', () => {
  const [ferry] = harbourDay.stories
  const later = editionStory({ storyId: 'b', headline: 'Ferry fares are set' })
  const stories = toldStories([
    { storyId: 'a', localDate: '2031-03-15', story: ferry! },
    { storyId: 'a', localDate: '2031-03-17', story: later },
  ])
  expect(stories.get('a')).toMatchObject({ localDate: '2031-03-17' })
  expect(stories.get('a')?.sentences).toEqual(expect.arrayContaining([ferry!.headline, 'Ferry fares are set']))
  expect(stories.get('a')?.articleIds.has('106')).toBe(true)
})

/** The largest share of a sentence's content in one earlier sentence, and the largest cosine. */
function likeness(text: string, sentences: readonly string[]): number {
  const terms = termsOf(text, 'en')
  const content = contentStems(terms)
  const vector = vectorOf([terms], null)
  return Math.max(
    ...sentences.map((one) => {
      const other = termsOf(one, 'en')
      const shared = [...content].filter((stem) => contentStems(other).has(stem)).length
      return Math.max(shared / content.size, cosine(vector, vectorOf([other], null)))
    }),
  )
}

describe('over stories that are cut in two at any report', () => {
  const reports = inventedStream(12, 6)
  const stories = Array.from({ length: 12 }, (_, event) =>
    reports.filter(({ externalId }) => externalId.startsWith(`${event}-`)).map(({ captured }) => captured.text),
  )
  const sentencesOf = (texts: readonly string[]) =>
    texts.flatMap((text) => text.match(/[^.]+\./g) ?? []).map((s) => s.trim())

  test('nothing that stood in the first part is new, and all that is unlike it is', () => {
    fc.assert(
      fc.property(fc.nat(11), fc.nat(10), fc.integer({ min: 1, max: 5 }), (first, second, cut) => {
        const before = sentencesOf(stories[first]!.slice(0, cut))
        const later = [...sentencesOf(stories[first]!.slice(cut)), ...sentencesOf(stories[second]!)]
        const known = openTold(before, 'en')
        for (const text of later) {
          if (before.includes(text)) expect(known.isNew(text)).toBe(false)
          else if (likeness(text, before) < 0.3) expect(known.isNew(text)).toBe(true)
        }
        const verbatim = newnessOf({ language: 'en', sentences: before, sources: [] }, { ...told, sentences: before })
        expect(verbatim).toMatchObject({ state: 'unchanged', newFigures: [], newNames: [] })
      }),
      { numRuns: 25 },
    )
  })
})

test.each([
  ['Twenty-five people were hurt.', 'The blaze hurt 25 people.'],
  ['The blaze hurt 25 people.', 'Twenty-five people were hurt.'],
  ['Repairs cost 1.2 million crowns.', 'Repairs cost 1,200,000 crowns.'],
  ['Repairs cost 1,200,000 crowns.', 'Repairs cost 1.2 million crowns.'],
])('a figure is not new because it is written in another way: %s', (before, now) => {
  const known = { ...told, sentences: [before] }
  expect(newnessOf({ language: 'en', sentences: [now], sources: [] }, known).newFigures).toEqual([])
})
