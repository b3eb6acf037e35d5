import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readXmlTree } from '../../../../src/feeds/parse/xml-tree.ts'

const read = (source: string) => readXmlTree(source, 'https://quay.example/')
const markup = fc.array(
  fc.constantFrom(
    '<item>',
    '</item>',
    '<a b="',
    "c='x'>",
    '<b',
    '>',
    '</b>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '<!DOCTYPE x [',
    '<?x',
    '/>',
    ' ',
    'é',
    '"',
  ),
  { maxLength: 40 },
)

describe('readXmlTree', () => {
  test('names are canonical whatever the prefix', () => {
    const { root } = read(
      '<r:rss xmlns:r="http://backend.userland.com/rss2" xmlns:x="http://purl.org/dc/elements/1.1/"><X:Creator x:A="1"/></r:rss>',
    )
    expect(root.children[0]?.name).toBe('rss')
    expect(root.children[0]?.children[0]?.name).toBe('dc:creator')
    expect(root.children[0]?.children[0]?.attributes.get('dc:a')).toBe('1')
  })

  test('bases and languages are inherited', () => {
    const { root } = read('<a xml:base="x/" xml:lang="nb"><b xml:base="y/"><c/></b></a>')
    const inner = root.children[0]?.children[0]?.children[0]
    expect(inner).toMatchObject({ base: 'https://quay.example/x/y/', language: 'nb' })
  })

  test.each([
    ['a < b', 'a < b'],
    ['a <b and c', 'a <b and c'],
    ['a <5 & 6', 'a <5 & 6'],
    ['a &lt; b &#233; &#x80;', 'a < b é €'],
    ['<![CDATA[a &lt; b]]>', 'a &lt; b'],
    ['a<!-- x --> b', 'a b'],
  ])('%s reads as text', (inside, text) => {
    expect(read(`<t>${inside}</t>`).root.children[0]?.text).toBe(text)
  })

  test.each([
    ['<t a=1 b/>', { a: '1', b: '' }],
    [`<t a='x"y' b="&amp;">`, { a: 'x"y', b: '&' }],
    ['<t a="1" a="2">', { a: '1' }],
    ['<t a="1>x</t><u b="2"/>', { a: '1' }],
  ])('%s has its attributes', (source, expected) => {
    expect(Object.fromEntries(read(source).root.children[0]?.attributes ?? [])).toEqual(expected)
  })

  test('depth is bounded and said', () => {
    const document = read(`${'<b>'.repeat(500)}deep${'</b>'.repeat(500)}<item><title>x</title></item>`)
    expect(document.isTooDeep).toBe(true)
    expect(document.entries).toHaveLength(1)
  })

  test('any text gives a tree, whose entries lie inside the text', () => {
    fc.assert(
      fc.property(markup, (parts) => {
        const source = parts.join('')
        for (const { start, end } of read(source).entries) {
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(source.length)
        }
      }),
      { numRuns: 300 },
    )
  })
})
