import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from '../../../src/digests/canonical-json.ts'
import { type ComposedEdition, composeEdition } from '../../../src/digests/compose-edition.ts'
import { groupByStory } from '../../../src/digests/window-article.ts'
import { editionOrder } from '../../fixtures/editions/edition-order.ts'
import { windowArticle, windowOfTheDay } from '../../fixtures/editions/window-articles.ts'

const fatesOf = ({ candidates }: ComposedEdition) =>
  Object.fromEntries(candidates.map(({ storyId, fate, rank }) => [storyId, rank === null ? fate : `${rank} ${fate}`]))

const notice = windowArticle('31', {
  storyId: 'notice',
  title: 'Quay closed on Friday',
  text: 'The quay of Skerry is closed to lorries on Friday.',
  publisher: 'Harbour Post',
})

describe('the candidates of an edition', () => {
  test('each story of the window has its rank and fate', () => {
    const edition = composeEdition(editionOrder([...windowOfTheDay, notice]))
    expect(fatesOf(edition)).toEqual({ ferry: '1 told', dam: '2 told', notice: '3 below_bar', lamp: '4 told' })
    expect(edition.content.stories.map(({ rank, storyId }) => [rank, storyId])).toEqual([
      [1, 'ferry'],
      [2, 'dam'],
      [3, 'lamp'],
    ])
    expect(edition.content).toMatchObject({ leftOut: 1, nearest: 'Quay closed on Friday' })
  })

  test('a quiet day is not padded: an edition may tell nothing', () => {
    const { content, candidates } = composeEdition(editionOrder([notice]))
    expect(content).toMatchObject({ stories: [], leftOut: 1, nearest: 'Quay closed on Friday' })
    expect(candidates).toMatchObject([{ storyId: 'notice', rank: 1, fate: 'below_bar', admission: 0.5 }])
  })

  test('the bar is the digest’s own', () => {
    const high = composeEdition(editionOrder(windowOfTheDay, { settings: { length: 'usual', admission: 1.9 } }))
    expect(fatesOf(high)).toEqual({ ferry: '1 told', dam: '2 below_bar', lamp: '3 below_bar' })
    expect(high.content).toMatchObject({ leftOut: 2, nearest: high.content.nearest })
    expect(['Dam inquiry names two firms', 'Two firms named in dam report']).toContain(high.content.nearest)
  })

  test('what the filters leave out has no rank, no parts of one, and is not counted as left out', () => {
    const german = windowOfTheDay.map((one) => (one.articleId === '12' ? { ...one, language: 'de-AT' } : one))
    const edition = composeEdition(
      editionOrder([...german, notice], { filters: { languages: ['de'], publishers: [], watched: null } }),
    )
    expect(fatesOf(edition)).toEqual({
      dam: '1 told',
      ferry: 'other_language',
      lamp: 'other_language',
      notice: 'other_language',
    })
    expect(edition.content).toMatchObject({ leftOut: 0, nearest: null })
    expect(edition.candidates.find(({ storyId }) => storyId === 'lamp')).toEqual({
      storyId: 'lamp',
      rank: null,
      fate: 'other_language',
      admission: 1,
      components: {},
    })
  })

  test('a story keeps the reports of publishers that the digest does not ask for', () => {
    const filters = { languages: [], publishers: ['Upland Courier'], watched: null }
    const { content } = composeEdition(editionOrder(windowOfTheDay, { filters }))
    expect(content.stories.map(({ storyId, counts }) => [storyId, counts.publishers])).toEqual([['dam', 2]])
  })

  test('a watch chooses, admits a notice that its title finds, and weighs in the rank', () => {
    const watched = new Map([
      ['notice', 3],
      ['lamp', 1],
    ])
    const edition = composeEdition(
      editionOrder([...windowOfTheDay, notice], { filters: { languages: [], publishers: [], watched } }),
    )
    expect(fatesOf(edition)).toEqual({
      notice: '1 told',
      lamp: '2 told',
      ferry: 'not_watched',
      dam: 'not_watched',
    })
    expect(edition.candidates[0]?.components['watch']).toBe(0.2)
  })

  test('twins of one event do not stand side by side, and what is below the bar pushes nobody back', () => {
    const twin = (storyId: string, textOf: (text: string) => string) =>
      windowOfTheDay
        .filter((one) => one.storyId === 'ferry' && one.originalId === null)
        .map((one) => ({
          ...one,
          storyId,
          articleId: `9${one.articleId}`,
          url: `${one.url}/${storyId}`,
          text: textOf(one.text),
        }))
    const whole = composeEdition(editionOrder([...windowOfTheDay, ...twin('twin', (text) => text)]))
    expect(fatesOf(whole)).toEqual({ ferry: '1 told', dam: '2 told', twin: '4 told', lamp: '3 told' })
    expect(whole.candidates.find(({ storyId }) => storyId === 'twin')?.components['diversity']).toBeLessThan(-0.5)

    const thin = composeEdition(
      editionOrder([...windowOfTheDay, ...twin('thin', () => '')], { settings: { length: 'usual', admission: 1.1 } }),
    )
    expect(thin.candidates.find(({ storyId }) => storyId === 'thin')).toMatchObject({ fate: 'below_bar' })
    for (const { components } of thin.candidates) expect(components['diversity']).toBe(0)
  })

  test.each([
    ['short', 1, 5, 6],
    ['usual', 3, 12, 25],
    ['long', 3, 20, 37],
  ] as const)('a %s digest tells %i stories at length, %i in short and %i in a line', (length, full, short, line) => {
    const many = Array.from({ length: 80 }, (_, i) => [
      windowArticle(`${i}1`, { storyId: `s${i}`, publisher: 'Harbour Post', text: '' }),
      windowArticle(`${i}2`, { storyId: `s${i}`, publisher: 'Valley Times', text: '' }),
    ])
    const { content, candidates } = composeEdition(editionOrder(many.flat(), { settings: { length, admission: 0 } }))
    const told = (form: string) => content.stories.filter((story) => story.form === form).length
    expect([told('full'), told('short'), told('line')]).toEqual([full, short, line])
    expect(candidates.filter(({ fate }) => fate === 'no_room')).toHaveLength(80 - full - short - line)
    expect(content.leftOut).toBe(80 - full - short - line)
  })
})

const texts = ['', 'The quay of Skerry is closed to lorries on Friday.', ...windowOfTheDay.map(({ text }) => text)]

const anyWindow = fc
  .array(
    fc.record({
      story: fc.nat(9),
      publisher: fc.constantFrom('Harbour Post', 'Valley Times', 'Upland Courier'),
      text: fc.constantFrom(...texts),
      language: fc.constantFrom('en', 'de', 'und'),
      minute: fc.nat(59),
      copyOf: fc.option(fc.nat(20), { freq: 4 }),
    }),
    { maxLength: 24 },
  )
  .map((drawn) =>
    drawn.map(({ story, publisher, text, language, minute, copyOf }, i) =>
      windowArticle(String(i), {
        storyId: `s${story}`,
        publisher,
        text,
        language,
        eventAt: new Date(Date.UTC(2031, 2, 18, 20, minute)),
        originalId: copyOf !== null && copyOf < i ? String(copyOf) : null,
        url: `https://press.example/${i}`,
      }),
    ),
  )

const anySettings = fc.record({
  settings: fc.record({ length: fc.constantFrom('short', 'usual'), admission: fc.constantFrom(0, 1, 1.5) }),
  filters: fc.record({
    languages: fc.subarray(['en', 'de']),
    publishers: fc.subarray(['Harbour Post', 'Valley Times']),
    watched: fc.option(
      fc
        .dictionary(fc.constantFrom('s0', 's1', 's2', 's3', 's4'), fc.integer({ min: 1, max: 6 }))
        .map((found) => new Map(Object.entries(found))),
    ),
  }),
})

describe('for any window and any settings', () => {
  test('the candidates part the window’s stories, with ranks from 1, in the order of what their components sum to', () => {
    fc.assert(
      fc.property(anyWindow, anySettings, (articles, more) => {
        const { content, candidates } = composeEdition(editionOrder(articles, more))
        const stories = groupByStory(articles).map(({ storyId }) => storyId)
        expect(candidates.map(({ storyId }) => storyId).sort()).toEqual([...stories].sort())

        const ranked = candidates.filter(({ rank }) => rank !== null)
        expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, i) => i + 1))
        const scores = ranked.map(({ components }) => Object.values(components).reduce((sum, part) => sum + part, 0))
        expect(scores).toEqual([...scores].sort((a, b) => b - a))

        const fates = new Map(candidates.map(({ storyId, fate }) => [storyId, fate]))
        const told = ranked.filter(({ fate }) => fate === 'told').map(({ storyId }) => storyId)
        expect(content.stories.map(({ storyId }) => storyId)).toEqual(told)
        expect(content.leftOut).toBe([...fates.values()].filter((fate) => /below_bar|no_room/.test(fate)).length)
        expect(content.nearest === null).toBe(content.leftOut === 0)
        for (const { fate, admission } of ranked)
          expect(admission >= more.settings.admission).toBe(fate !== 'below_bar')
      }),
      { numRuns: 60 },
    )
  })

  test('the same articles in any order give the same edition and candidates, to the letter', () => {
    fc.assert(
      fc.property(anyWindow, anySettings, fc.infiniteStream(fc.double({ noNaN: true })), (articles, more, draws) => {
        const shuffled = articles
          .map((article) => ({ article, at: draws.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ article }) => article)
        expect(canonicalJson(composeEdition(editionOrder(shuffled, more)))).toBe(
          canonicalJson(composeEdition(editionOrder(articles, more))),
        )
      }),
      { numRuns: 40 },
    )
  })
})
