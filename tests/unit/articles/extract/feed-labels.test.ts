import { describe, expect, test } from '@jest/globals'
import { extractArticle } from '../../../../src/articles/extract/extract-article.ts'
import type { FeedEntryLabels } from '../../../../src/articles/extract/feed-labels.ts'
import { labelledPages } from '../../../support/labelled-pages.ts'

const url = 'https://orrin-post.example/2026/ferry'
const read = (html: string, feedEntry?: FeedEntryLabels) =>
  extractArticle(html, { url, fetchedAt: new Date('2026-03-05T12:00:00Z'), ...(feedEntry ? { feedEntry } : {}) })
const page = (inner: string, head = '') => `<html lang="en"><head>${head}</head><body>${inner}</body></html>`

const first = 'The ferry between Orrin and the islands stopped on Monday after a mooring line broke in the storm.'
const second = 'Nobody was hurt, said the harbour master, who expects the crossing to open again by the weekend.'
const third = 'Until then a smaller boat carries post and patients, and the school on the islands stays closed.'
const content = [first, second, third].map((text) => `<p>${text}</p>`).join('')
const entry = (over: Partial<FeedEntryLabels>): FeedEntryLabels => ({ title: null, summary: null, ...over })

describe('what the feed says', () => {
  test('finds the body among columns of equal weight', () => {
    const other = `<p>${'The council met on Tuesday and spoke about the budget of the town for the coming year. '.repeat(6)}</p>`
    const html = page(`<div><div class="a">${other}</div><div class="b">${content}</div></div>`)
    expect(read(html).text).not.toBe([first, second, third].join('\n\n'))
    expect(read(html, entry({ content })).text).toBe([first, second, third].join('\n\n'))
  })

  test('overrules a mark on what it repeats', () => {
    const other = `<p>${'The council met on Tuesday and spoke about the budget of the town for the coming year. '.repeat(9)}</p>`
    const html = page(`<h1>Ferry stopped</h1><div class="newsletter">${content}</div><div>${other}</div>`)
    expect(read(html).text).not.toContain(first)
    expect(read(html, entry({ content })).text).toContain(first)
  })

  test.each([
    ['a consent wall', '<h1>Your privacy</h1><p>We value your privacy. Accept all to go on.</p>', 'consent_wall'],
    ['a page without text', '<div id="root"></div>', 'no_text'],
  ])('stands in for %s, and the state stays', (_, inner, state) => {
    const bare = read(page(inner))
    expect(bare).toMatchObject({ state, foundBy: 'displayed' })
    const labelled = read(page(inner), entry({ content }))
    expect(labelled).toMatchObject({ state, foundBy: 'feed', text: [first, second, third].join('\n\n') })
    expect(labelled.reason).toBe(bare.reason)
  })

  test('does not stand in with a few words', () => {
    const html = page('<div id="root"></div>')
    expect(read(html, entry({ summary: 'Watch the film' }))).toMatchObject({ text: '', foundBy: 'displayed' })
  })

  test('never stands in for a page that says the article is gone', () => {
    const gone = page('<h1>Page not found</h1><p>Try the search.</p>')
    expect(read(gone, entry({ content }))).toMatchObject({ state: 'not_found', foundBy: 'displayed' })
  })

  test('chooses among the dates of the page, and never adds one of its own', () => {
    const dates =
      '<meta property="article:published_time" content="2024-11-02T08:00:00+01:00"><meta name="date" content="2026-03-02T18:20:00+01:00">'
    const feedDate = new Date('2026-03-02T17:25:00Z')
    expect(read(page(content, dates)).publishedAt).toBe('2024-11-02T08:00:00+01:00')
    expect(read(page(content, dates), entry({ publishedAt: feedDate })).publishedAt).toBe('2026-03-02T18:20:00+01:00')
    expect(read(page(content), entry({ publishedAt: feedDate })).publishedAt).toBeNull()
  })

  test('its summary is the witness of a displayed standfirst', () => {
    const lead = 'A broken mooring line keeps two hundred islanders from the mainland for the rest of the week.'
    const html = page(`<h1>Ferry stopped</h1><div><p>${lead}</p></div><article>${content}${content}</article>`)
    expect(read(html, entry({ summary: `<p>${lead}</p>` })).standfirst).toBe(lead)
  })
})

/** Own pages on which a reader without labels goes wrong in a known way: the figures of the decision record. */
test('labels repair most of the labelled pages, and harm none', () => {
  const outcome = labelledPages.map(({ html, feedEntry, text, title, publishedAt }) => {
    const right = ({ text: found, title: head, publishedAt: at }: ReturnType<typeof read>) =>
      [found === text, head === title, at === publishedAt].filter(Boolean).length
    return { without: right(read(html)), with: right(read(html, feedEntry)) }
  })
  expect(outcome.every((one) => one.with >= one.without)).toBe(true)
  const sum = (key: 'with' | 'without') => outcome.reduce((total, one) => total + one[key], 0)
  expect([sum('without'), sum('with'), 3 * labelledPages.length]).toEqual([68, 120, 120])
})
