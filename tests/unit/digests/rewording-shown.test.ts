import { describe, expect, test } from '@jest/globals'
import { type EditionContent, type EditionStory, shownText } from '../../../src/digests/edition.ts'
import { rewordingsInWords } from '../../../src/digests/edition-words.ts'
import { viewOf } from '../../../src/digests/edition-view.ts'
import { renderHtml } from '../../../src/digests/render-html.tsx'
import { renderText } from '../../../src/digests/render-text.ts'
import { harbourDay } from '../../fixtures/editions/harbour-day.ts'

const [first, ...others] = harbourDay.stories
if (!first?.standfirst) throw new Error('the day begins with a story that has a standfirst')
const standfirst = {
  ...first.standfirst,
  rewording: { text: 'A night ferry is wanted by May.', by: 'writer' },
} as const

const withStory = (part: Partial<EditionStory>): EditionContent => ({
  ...harbourDay,
  stories: [{ ...first, ...part }, ...others],
})
const reworded = withStory({
  standfirst,
  headline: 'Night ferry agreed',
  headlineBy: 'desk',
  sections: first.sections.map((section) => ({ ...section, heading: 'Fares in dispute', headingBy: 'desk' })),
})
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')

test('a rewording is shown in the place of its passage', () => {
  expect(shownText(standfirst)).toBe('A night ferry is wanted by May.')
  expect(shownText(first.standfirst ?? standfirst)).toBe(first.standfirst?.text)
})

describe.each([
  ['text', plain(renderText(viewOf(reworded, null)))],
  ['HTML', plain(renderHtml(viewOf(reworded, null)).replace(/<[^>]*>/g, ''))],
])('the %s', (_, shown) => {
  test('shows the rewording with its mark, and not the passage', () => {
    expect(shown).toContain('A night ferry is wanted by May. [1 4] writer')
    expect(shown).not.toContain(standfirst.text)
  })

  test('marks headline and headings', () => {
    expect(shown).toContain('Night ferry agreed desk')
    expect(shown).toContain('Fares in dispute desk')
  })

  test('explains both marks in the footer', () => {
    expect(shown).toContain('marked desk was written by an editor')
    expect(shown).toContain('marked writer was written by a program')
    expect(shown).toContain('Each other sentence stands word for word in a source.')
  })
})

test('only the marks that occur are explained', () => {
  expect(rewordingsInWords(harbourDay)).toBeNull()
  expect(rewordingsInWords(withStory({ standfirst }))).not.toContain('desk')
  expect(rewordingsInWords(withStory({ headlineBy: 'desk' }))).not.toContain('marked writer')
})
