import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseExtractionRules } from '../../../../../src/articles/extract/rules/extraction-rules.ts'

const problemsOf = (written: unknown) => parseExtractionRules(written).problems

const whole = {
  body: 'main .story > p, main .story > h2',
  title: 'h1.head',
  standfirst: { selector: 'p.lead' },
  authors: { selector: 'meta[name="writer" i]', attribute: 'content' },
  date: { selector: 'time[itemprop~=datePublished]', attribute: 'datetime' },
  remove: ['.promo', '#letter', String.raw`.md\:hidden`, "[class*='Teaser_']"],
}

describe('rules', () => {
  test('are taken as written, a bare selector as its place', () => {
    expect(parseExtractionRules(whole)).toEqual({ rules: { ...whole, title: { selector: 'h1.head' } }, problems: null })
  })

  test('are plain data: they pass to another thread and can be stored', () => {
    const { rules } = parseExtractionRules(whole)
    expect(structuredClone(rules)).toEqual(rules)
    expect(parseExtractionRules(JSON.parse(JSON.stringify(rules)))).toEqual({ rules, problems: null })
  })

  test('tell everything that is wrong with them at once', () => {
    const written = {
      body: 'main p:has(a)',
      title: { selector: 'h1 ~ h2', attribute: 'onclick' },
      standfirst: '',
      authors: 7,
      date: { selector: 'time', attr: 'datetime' },
      remove: ['.promo', 'div >', '[data-part]'],
      text: 'p',
    }
    expect(problemsOf(written)).toEqual(
      [
        /^body: “:has\(a\)” is a pseudo-class/,
        /^title\.selector: “~ h2” selects siblings/,
        /^title\.attribute: expected an attribute .* datetime/,
        /^standfirst: expected a CSS selector$/,
        /^authors: expected a CSS selector, or an object/,
        /^date: there is no "attr": expected selector, attribute$/,
        /^remove\.1: expected a selector at its end$/,
        /^remove\.2: the attribute data-part is not kept of a page/,
        /^there is no "text": expected body, title/,
      ].map((pattern) => expect.stringMatching(pattern)),
    )
  })

  test.each([
    ['a text', 'p'],
    ['a list', ['p']],
    ['null', null],
    ['an empty object', {}],
  ])('are no %s', (_, written) => {
    expect(problemsOf(written)).toEqual([expect.stringContaining('one or more of body, title')])
  })

  test.each([
    ['more than 40 removed', { remove: Array<string>(41).fill('.a') }, 'remove: expected at most 40'],
    ['a long selector', { body: `.${'a'.repeat(300)}` }, 'body: expected a selector of at most 300'],
    ['many steps', { remove: Array<string>(5).fill('a '.repeat(41)) }, 'at most 200 steps together, found 205'],
  ])('are bounded: %s', (_, written, problem) => {
    expect(problemsOf(written)).toEqual([expect.stringContaining(problem)])
  })

  test('whatever is written is either rules or has problems', () => {
    const written = fc.oneof(
      fc.jsonValue(),
      fc.record({ body: fc.string(), title: fc.oneof(fc.string(), fc.jsonValue()), remove: fc.array(fc.string()) }),
    )
    fc.assert(
      fc.property(written, (value) => {
        const { rules, problems } = parseExtractionRules(value)
        expect(rules === null).toBe(problems !== null && problems.length > 0)
      }),
    )
  })
})
