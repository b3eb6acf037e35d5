import { describe, expect, test } from '@jest/globals'
import { inTitleCase, nounPhrases } from '../../../../src/digests/brief/heading-phrases.ts'
import { cleanTitle, headlineFromSentence } from '../../../../src/digests/brief/headline.ts'
import { roleOf } from '../../../../src/digests/brief/role.ts'

const phrasesIn = (sentence: string): string[] => nounPhrases(sentence).map(({ words }) => words.join(' '))

describe('noun phrases', () => {
  test('stand behind articles and prepositions', () => {
    expect(
      phrasesIn('The talks failed over the cost of the repairs, despite pressure from freight operators.'),
    ).toEqual(['cost of the repairs', 'repairs', 'pressure', 'freight operators'])
  })

  test('hold no verb, no day and no amount', () => {
    expect(phrasesIn('The ministry said on Monday morning that the council approved 12 million crowns.')).toEqual([
      'ministry',
    ])
  })

  test('are written as headings', () => {
    expect(inTitleCase(['high-level', 'group', 'of', 'the', 'ministers'])).toBe('High-Level Group of the Ministers')
  })
})

describe('headline', () => {
  test.each([
    ['Tunnel to reopen in June - The Brenholm Courier', 'Tunnel to reopen in June'],
    ['Tunnel to reopen in June | Channel Four News', 'Tunnel to reopen in June'],
    ['LIVE: Tunnel to reopen in June', 'Tunnel to reopen in June'],
    ['Talks - a long road to peace', 'Talks - a long road to peace'],
  ])('%s', (title, expected) => {
    expect(cleanTitle(title, ['The Brenholm Courier'])).toBe(expected)
  })

  test('is cut from a sentence where a clause ends', () => {
    const sentence =
      'After nine weeks of talks, Osterland, which paid most of it, agreed to reopen the tunnel in June when the pumps are ready.'
    expect(headlineFromSentence(sentence)).toBe('Osterland agreed to reopen the tunnel in June')
  })
})

test.each([
  ['The ferry is expected to return in May.', 'outlook'],
  ['Shop owners welcomed the plan.', 'reaction'],
  ['The bridge was last mended a decade ago, in 2019.', 'background'],
  ['Of 28 pumps 11 are new and 17 are old.', 'figures'],
  ['The bridge was closed.', 'event'],
])('the role of "%s" is %s', (text, role) => {
  expect(roleOf({ text, quotation: 'none' })).toBe(role)
})
