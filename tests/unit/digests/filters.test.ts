import { describe, expect, test } from '@jest/globals'
import { type EditionFilters, filteredOut } from '../../../src/digests/filters.ts'
import { groupByStory, type WindowArticle } from '../../../src/digests/window-article.ts'
import { windowArticle } from '../../fixtures/editions/window-articles.ts'

const all: EditionFilters = { languages: [], publishers: [], watched: null }

const judge = (articles: readonly Partial<WindowArticle>[], filters: Partial<EditionFilters>) => {
  const [story] = groupByStory(articles.map((more, i) => windowArticle(String(i + 1), more)))
  if (!story) throw new Error('no story came of the articles')
  return filteredOut(story, { ...all, ...filters })
}

describe('filteredOut', () => {
  test('a digest without filters tells every story', () => {
    expect(judge([{ language: 'und' }], {})).toBeNull()
  })

  test.each([
    ['the language', 'de', ['de'], null],
    ['a region of it', 'de-AT', ['de'], null],
    ['a region in other letters', 'PT_br', ['en', 'pt'], null],
    ['another language', 'en', ['de'], 'other_language'],
    ['a language that begins with the same letters', 'den', ['de'], 'other_language'],
    ['no known language', 'und', ['de'], 'other_language'],
  ])('by language: %s', (_what, language, languages, fate) => {
    expect(judge([{ language }], { languages })).toBe(fate)
  })

  test('one report in the language lets all of the story in, a copy in it does not', () => {
    expect(judge([{ language: 'en' }, { language: 'de' }], { languages: ['de'] })).toBeNull()
    expect(judge([{ language: 'en' }, { language: 'de', originalId: '1' }], { languages: ['de'] })).toBe(
      'other_language',
    )
  })

  test('by publisher: its name whole, and its own report', () => {
    const publishers = ['Harbour Post']
    expect(judge([{ publisher: 'Tarn Gazette' }, { publisher: 'Harbour Post' }], { publishers })).toBeNull()
    expect(judge([{ publisher: 'Harbour Post North' }], { publishers })).toBe('other_publisher')
    expect(judge([{ publisher: 'Tarn Gazette' }, { publisher: 'Harbour Post', originalId: '1' }], { publishers })).toBe(
      'other_publisher',
    )
  })

  test('by watches: found by one of them; watches that find nothing are not no watches', () => {
    expect(judge([{}], { watched: new Map([['ferry', 1]]) })).toBeNull()
    expect(judge([{}], { watched: new Map([['dam', 3]]) })).toBe('not_watched')
    expect(judge([{}], { watched: new Map() })).toBe('not_watched')
  })

  test('of several filters the first that fails is named', () => {
    const filters = { languages: ['de'], publishers: ['Harbour Post'], watched: new Map<string, number>() }
    expect(judge([{}], filters)).toBe('other_language')
    expect(judge([{ language: 'de' }], filters)).toBe('other_publisher')
    expect(judge([{ language: 'de', publisher: 'Harbour Post' }], filters)).toBe('not_watched')
  })
})
