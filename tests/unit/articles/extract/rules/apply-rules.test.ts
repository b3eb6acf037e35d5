import { describe, expect, test } from '@jest/globals'
import { extractArticle } from '../../../../../src/articles/extract/extract-article.ts'
import {
  type ExtractionRules,
  parseExtractionRules,
} from '../../../../../src/articles/extract/rules/extraction-rules.ts'

const PROMO = 'Get the letter of the harbour every morning, free of charge, and read it before the first boat has left.'
const TEXT = [
  'The toll of the Ostrel ferry rises by a tenth in April, the harbour office said on Monday after its meeting.',
  'It is the first rise in six years, and the money is meant for a second boat that is to sail before the winter.',
  'Commuters with a pass of the town pay what they paid before, as the council had asked for in the autumn.',
]
const PAGE = `<!doctype html><html lang="en"><head><title>Quay Post</title>
  <meta property="og:title" content="Read this on Quay Post"></head><body><div class="page">
  <h1>Quay Post</h1><div class="hd"><i>Ferry tolls rise</i> in Ostrel</div><p class="lead"><b>T</b>he council agrees.</p>
  <div class="by">By <a>Mira Aune</a> and <a>Tor Hale</a><time datetime="2026-03-02T08:00:00+01:00">2 March</time></div>
  <div class="promo"><p>${PROMO}</p></div><div class="story" id="text"><p>${TEXT[0] ?? ''}</p>
  <figure><img src="/f.jpg" alt="The ferry at its old quay in Ostrel"><figcaption>The ferry at its quay.</figcaption></figure>
  <p>The ferry at its old quay in Ostrel</p><p>Ferry tolls rise in Ostrel</p>
  <p>${TEXT[1] ?? ''}</p><div class="promo"><p>${PROMO}</p></div><p>${TEXT[2] ?? ''}</p></div>
  <span class="tail"><p>The vote was unanimous.</p></span><div class="more"><p>Other news of the day follows here.</p></div></div></body></html>`

function read(rules: unknown, html = PAGE) {
  const parsed = parseExtractionRules(rules)
  if (!parsed.rules) throw new Error(parsed.problems.join('; '))
  return extractWith(parsed.rules, html)
}
const extractWith = (rules: ExtractionRules | null, html = PAGE) =>
  extractArticle(html, { url: 'https://quay.example/f', fetchedAt: new Date('2026-03-03T00:00:00Z'), rules })
const used = (rules: unknown, html = PAGE) =>
  (read(rules, html).ruleMatches ?? []).map(({ rule, elements, isUsed }) => [rule, elements, isUsed])

describe('rules on a page', () => {
  test('name where the parts of an article stand', () => {
    const article = read({
      body: '.story, .tail',
      title: '.hd',
      standfirst: '.lead',
      authors: '.by',
      date: '.by time',
      remove: ['.promo'],
    })
    expect(article).toMatchObject({
      state: 'article',
      title: 'Ferry tolls rise in Ostrel',
      standfirst: 'The council agrees.',
      authors: ['Mira Aune', 'Tor Hale'],
      publishedAt: '2026-03-02T08:00:00+01:00',
      foundBy: 'rules',
      paragraphs: [...TEXT, 'The vote was unanimous.'],
    })
    expect(article.text).toBe(article.paragraphs.join('\n\n'))
    expect(article.html).toContain('The vote was unanimous.')
    expect(article.html).not.toContain('Get the letter')
  })

  test('are believed: what they name is text, however it reads', () => {
    expect(read({ body: '.more, .promo' }).paragraphs).toEqual([PROMO, PROMO, 'Other news of the day follows here.'])
  })

  test('take text of nested elements once, in the order of the page', () => {
    expect(read({ body: '.more, #text, .story p', remove: ['.promo', 'figure'] }).paragraphs).toEqual([
      ...TEXT.slice(0, 1),
      'The ferry at its old quay in Ostrel',
      'Ferry tolls rise in Ostrel',
      ...TEXT.slice(1),
      'Other news of the day follows here.',
    ])
  })

  test('remove what the ordinary reading takes for text', () => {
    const loud = PAGE.replaceAll('class="promo"', 'class="x1"')
    expect(extractWith(null, loud).paragraphs).toContain(PROMO)
    const article = read({ remove: ['.x1'] }, loud)
    expect(article.paragraphs).toEqual(expect.arrayContaining(TEXT))
    expect(article.paragraphs).not.toContain(PROMO)
    expect(article.foundBy).not.toBe('rules')
  })

  test('may read from what they remove', () => {
    expect(read({ authors: '.by a', date: '.by time', remove: ['.by', '.by a'] })).toMatchObject({
      authors: ['Mira Aune', 'Tor Hale'],
      publishedAt: '2026-03-02T08:00:00+01:00',
    })
  })

  test('read attributes, those of a meta element without being asked', () => {
    const html = PAGE.replace(
      '<head>',
      '<head><meta name="writer" content="Ida Voss"><meta name="day" content="1 March 2026">',
    )
    expect(read({ authors: 'meta[name=writer]', date: 'meta[name=day]' }, html)).toMatchObject({
      authors: ['Ida Voss'],
      publishedAt: '2026-03-01',
    })
    expect(read({ title: { selector: 'figure img', attribute: 'alt' } }).title).toBe(
      'The ferry at its old quay in Ostrel',
    )
  })

  test('never give a date after the page was fetched', () => {
    const html = PAGE.replace('2026-03-02T08', '2027-03-02T08').replace('2 March', 'soon')
    expect(used({ date: '.by time' }, html)).toEqual([['date', 1, false]])
  })
})

describe('a rule that finds nothing', () => {
  test('leaves the ordinary reading, and says so', () => {
    const rules = {
      body: '.gone',
      title: '.gone',
      standfirst: '.gone',
      authors: '.gone',
      date: '.gone',
      remove: ['.gone'],
    }
    const { ruleMatches, ...article } = read(rules)
    expect(article).toEqual(extractWith(null))
    expect(ruleMatches).toHaveLength(6)
    expect(ruleMatches?.every(({ elements, isUsed }) => elements === 0 && !isUsed)).toBe(true)
  })

  test('although it matches elements is not used', () => {
    expect(
      used({ body: 'figure img', title: '.story img', authors: '.story img', date: '.lead', remove: ['.by'] }),
    ).toEqual([
      ['body', 1, false],
      ['title', 1, false],
      ['authors', 1, false],
      ['date', 1, false],
      ['remove', 1, true],
    ])
  })

  test('since it removes its own text leaves the ordinary reading of the rest', () => {
    const article = read({ body: '.tail', remove: ['.tail p'] })
    expect(article.foundBy).not.toBe('rules')
    expect(article.text).not.toContain('unanimous')
  })

  test.each(['html', 'body', '*'])('when it removes %s the page has no text', (selector) => {
    expect(read({ remove: [selector] })).toMatchObject({ state: 'no_text', paragraphs: [], text: '' })
  })
})

describe('hostile pages', () => {
  const rules = {
    body: '.none div p, div div div .b, main > div p',
    authors: '[class*="by" i] [title$="x"]',
    remove: Array.from({ length: 40 }, (_, at) => `.none${at} div > .deep${at} *`),
  }
  const deep = '<div class="a">'.repeat(390)
  test.each([
    ['many elements below many', deep + '<p class="b">x'.repeat(110_000)],
    ['nested without end', '<div class="none1"><b>'.repeat(60_000)],
    [
      'everything removed, level by level',
      '<div class="none0"><div><i class="deep0">'.repeat(130) + '<p>x'.repeat(100_000),
    ],
    ['megabytes in one attribute', `<p class="${'by '.repeat(1_000_000)}" title="${'x'.repeat(3_000_000)}">x`],
    ['many long attributes', `<p class="${'by '.repeat(600)}" title="x">x`.repeat(4_000)],
  ])('%s', (_, html) => {
    const plain = cpuMs(() => extractWith(null, html))
    const ruled = cpuMs(() => read(rules, html))
    expect(ruled).toBeLessThan(plain + 3_000)
  })

  const cpuMs = (work: () => void): number => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
})
