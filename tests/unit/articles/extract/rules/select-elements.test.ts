import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio/slim'
import fc from 'fast-check'
import { parsePageTree } from '../../../../../src/articles/extract/page-tree.ts'
import { selectElements } from '../../../../../src/articles/extract/rules/select-elements.ts'
import { parseSelector, readableAttributes } from '../../../../../src/articles/extract/rules/selector.ts'

const PAGE = `<main id="top"><article class="story wide" lang="en-GB"><h1 class="head">A</h1>
  <div class="text"><p class="a">B</p><div><p class="a b" title="Boat news">C</p></div></div></article>
  <p class="a">D</p><span class="md:x" title="">E</span></main><p>F</p>`

function select(selector: string, html = PAGE): string[] {
  const tree = parsePageTree(html)
  const $ = load(tree, { xml: { xmlMode: false } })
  const [found = []] = selectElements(tree, [parseSelector(selector)])
  return found.map((element) => $(element).text().replaceAll(/\s/g, ''))
}

describe('a selector', () => {
  test.each([
    ['p', ['B', 'C', 'D', 'F']],
    ['P.a', ['B', 'C', 'D']],
    ['p.a.b', ['C']],
    ['.text > p', ['B']],
    ['.text p', ['B', 'C']],
    ['main > .a', ['D']],
    ['article div div > p', ['C']],
    ['main main p', []],
    ['#top > article.wide h1', ['A']],
    ['h1, .b, h1.head', ['A', 'C']],
    ['[title]', ['C', 'E']],
    ['[title="boat news" i]', ['C']],
    ['[title="boat news"]', []],
    ["[title^='Boat'][title$=news]", ['C']],
    ['[title*=""]', []],
    ['p[class~=b]', ['C']],
    ['[lang|=en] h1', ['A']],
    [String.raw`.md\:x`, ['E']],
    ['article > *', ['A', 'BC']],
    ['html p', []],
  ])('%s', (selector, expected) => {
    expect(select(selector)).toEqual(expected)
  })

  test.each([
    'p:first-child',
    'p:has(a)',
    'p::before',
    'a + b',
    'a ~ b',
    'a,',
    '> a',
    'a > > b',
    'a[title',
    '.',
    '.7x',
    '[onclick]',
    'a $',
  ])('%s is not accepted', (selector) => {
    expect(() => parseSelector(selector)).toThrow(/accepted|expected|kept/)
  })

  test('finds what cheerio finds', () => {
    const part = fc.constantFrom('div', 'p', 'main', '.a', '.text', 'p.a', '[title]', '*', '#top', 'article', 'p.b')
    const joint = fc.constantFrom(' ', ' > ', ', ')
    const selector = fc
      .tuple(part, fc.array(fc.tuple(joint, part), { maxLength: 4 }))
      .map(([first, rest]) => first + rest.flat().join(''))
    const tree = parsePageTree(PAGE)
    const $ = load(tree, { xml: { xmlMode: false } })
    fc.assert(
      fc.property(selector, (text) => {
        const [found = []] = selectElements(tree, [parseSelector(text)])
        expect(found).toHaveLength($(text).length)
        expect(found.every((element, at) => $(text)[at] === element)).toBe(true)
      }),
    )
  })

  test('may ask for the attributes that the tree keeps', () => {
    for (const name of readableAttributes) expect(select(`[${name}="x"]`, `<p ${name}="x">A</p>`)).toEqual(['A'])
  })
})
