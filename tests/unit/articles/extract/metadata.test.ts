import { describe, expect, test } from '@jest/globals'
import { readAgencyCredit } from '../../../../src/articles/extract/agency-credit.ts'
import { isDateLine, isStandingLine } from '../../../../src/articles/extract/boilerplate-lines.ts'
import { extractArticle } from '../../../../src/articles/extract/extract-article.ts'
import { isTailHeading } from '../../../../src/articles/extract/tail-headings.ts'
import { sameHeadline } from '../../../../src/articles/extract/title.ts'

const text = '<p>The bridge at Orrin was closed on Sunday, and nobody in the town hall could say for how long.</p>'
const read = (head: string, inner = '', fetchedAt: Date | null = null) =>
  extractArticle(`<html lang="de"><head>${head}</head><body>${inner}${text}</body></html>`, {
    url: 'https://orrin-post.example/a',
    fetchedAt,
  })

describe('title', () => {
  test.each([
    [
      'the site is cut from a declared title',
      '<meta property="og:title" content="Bridge closed | Orrin Post">',
      '',
      'Bridge closed',
    ],
    [
      'the displayed headline wins where they agree',
      '<title>Bridge closed for weeks - Orrin Post</title>',
      '<h1>Bridge closed for weeks</h1>',
      'Bridge closed for weeks',
    ],
    [
      'a heading that only names the site does not',
      '<title>Bridge closed for weeks - Orrin Post</title>',
      '<h1>Weather today</h1>',
      'Bridge closed for weeks',
    ],
    [
      'a kicker in an element of its own goes where the declared title has none',
      '<meta property="og:title" content="Bridge closed for weeks after the flood">',
      '<h1><span>Orrin</span><span>Bridge closed for weeks after the flood</span></h1>',
      'Bridge closed for weeks after the flood',
    ],
    [
      'and stays, with a space, where the declared title has it',
      '<meta property="og:title" content="Orrin Bridge closed for weeks after the flood">',
      '<h1><span class="kicker">Orrin</span><span>Bridge closed for weeks after the flood</span></h1>',
      'Orrin Bridge closed for weeks after the flood',
    ],
    [
      'a heading that leads to the front page is the site’s name',
      '<title>Notes from the weir: The eel ladder works</title>',
      '<h1><a href="/">Notes from the weir</a></h1>',
      'The eel ladder works',
    ],
    [
      'a count of comments and the address of a link behind the headline go',
      '<meta property="og:title" content="The eel ladder works as hoped">',
      '<h1>The eel ladder works as hoped (weir-notes.example) 87</h1>',
      'The eel ladder works as hoped',
    ],
  ])('%s', (_, head, inner, expected) => {
    expect(read(head, inner).title).toBe(expected)
  })

  test('a kicker before the headline is still the headline', () => {
    expect(sameHeadline('Traffic: Bridge closed for weeks', 'Bridge closed for weeks')).toBe(true)
    expect(sameHeadline('Why the bridge broke', 'Bridge closed for weeks')).toBe(false)
  })
})

describe('dates', () => {
  test.each([
    ['<meta property="article:published_time" content="2026-02-01T10:00:00+01:00">', '2026-02-01T10:00:00+01:00'],
    ['<meta name="date" content="03.02.2026">', '2026-02-03'],
    ['', null],
  ])('%s', (head, expected) => {
    expect(read(head).publishedAt).toBe(expected)
  })

  test('a date after the fetch is refused', () => {
    const later = '<meta name="date" content="2027-01-01">'
    expect(read(later, '', new Date('2026-06-01T00:00:00Z')).publishedAt).toBeNull()
  })

  test('a line with two dates gives the first of them', () => {
    expect(
      read('', '<h1>Bridge closed</h1><p>Erschienen am: 01.02.2026 | Geändert am: 03.02.2026</p>').publishedAt,
    ).toBe('2026-02-01')
  })
})

test.each([
  [{ authors: ['Reuters', 'Ann Bo'], firstParagraph: null, tailLines: [] }, 'Reuters'],
  [{ authors: [], firstParagraph: 'ORRIN (AFP) – The bridge is closed.', tailLines: [] }, 'AFP'],
  [{ authors: [], firstParagraph: null, tailLines: ['Nobody was hurt. (dpa)'] }, 'dpa'],
  [{ authors: [], firstParagraph: null, tailLines: ['SDA/ab'] }, 'Keystone-SDA'],
  [{ authors: [], firstParagraph: 'The (very old) bridge is closed.', tailLines: ['Map by the town.'] }, null],
])('readAgencyCredit(%j)', (places, expected) => {
  expect(readAgencyCredit(places)).toBe(expected)
})

test.each([
  'Read also: Why the bridge broke',
  'Lesen Sie auch: Warum',
  'Sign up for our newsletter',
  'Photo: Nils Orre',
  '© Orrin Post',
])('%s is a standing line', (line) => {
  expect(isStandingLine(line)).toBe(true)
})

test.each(['The photo shows the bridge.', 'He read also the second letter.', 'Sharing a house is cheaper.'])(
  '%s is text',
  (line) => {
    expect(isStandingLine(line)).toBe(false)
  },
)

test('date lines and tail headings', () => {
  expect(isDateLine('Stand: 12.03.2026, 14:30 Uhr')).toBe(true)
  expect(isDateLine('Town · Monday 4 May 2026, 10:30 (UTC+2)')).toBe(true)
  expect(isDateLine('In 2019 the bridge was painted for the first time since it was built.')).toBe(false)
  expect(isTailHeading('Related stories')).toBe(true)
  expect(isTailHeading('Relations with the neighbours')).toBe(false)
})
