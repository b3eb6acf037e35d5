import { expect, test } from '@jest/globals'
import { load } from 'cheerio/slim'
import { parsePageTree } from '../../../../src/articles/extract/page-tree.ts'
import { placeStreamed } from '../../../../src/articles/extract/place-streamed.ts'
import { readBlocks } from '../../../../src/articles/extract/read-blocks.ts'

const blocksOf = (markup: string) => readBlocks(parsePageTree(markup)).blocks

test('a selector engine reads the tree', () => {
  const $ = load(parsePageTree('<div class=a><p>one<p>two &amp; three</div>'), { xml: { xmlMode: false } })
  expect($('.a > p').length).toBe(2)
  expect($('p').last().text()).toBe('two & three')
})

test.each([
  ['paragraphs without end tags', '<p>one<p>two', ['one', 'two']],
  ['list items', '<ul><li>one<li>two</ul>', ['one', 'two']],
  ['nested lists', '<ul><li>one<ul><li>two</ul><li>three</ul>', ['one', 'two', 'three']],
  ['double line breaks', 'one<br><br>two<br>three', ['one', 'two three']],
  ['an end tag without start', 'one</section><p>two</p>', ['one', 'two']],
  ['inline elements', '<p>o<b>n</b>e <i>two</i></p>', ['one two']],
  ['readings in ruby', '<p>字<rp>(</rp><rt>ji</rt><rp>)</rp></p>', ['字(ji)']],
])('%s', (_, markup, expected) => {
  expect(blocksOf(markup).map((block) => block.text)).toEqual(expected)
})

test('a block knows its links, its heading and its sentence end', () => {
  const [heading, linked] = blocksOf('<h2><div>Why</div></h2><p><a href="/x">All of it linked.</a></p>')
  expect(heading).toMatchObject({ tag: 'h2', isSentence: false, linkShare: 0 })
  expect(linked).toMatchObject({ tag: 'p', isSentence: true, linkShare: 1 })
})

test('a streamed part moves to its place', () => {
  const tree = parsePageTree('<p>a</p><template id="P:1"></template><p>c</p><div hidden id="S:1"><p>b</p></div>')
  placeStreamed(tree)
  expect(readBlocks(tree).blocks.map((block) => block.text)).toEqual(['a', 'b', 'c'])
})

test('a part that would hold itself stays', () => {
  const tree = parsePageTree('<div hidden id="S:1"><template id="B:1"></template><p>b</p></div>')
  placeStreamed(tree)
  expect(readBlocks(tree).blocks.map((block) => block.text)).toEqual(['b'])
})
