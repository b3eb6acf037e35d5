import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readRawPage } from '../../../../src/articles/extract/raw-page.ts'

test('drops what holds no prose and keeps its data', () => {
  const raw = readRawPage(
    '<p>one</p><script type="application/ld+json">{"a":1}</script><STYLE>p{}</STYLE><svg><path/></svg><!-- <p>no</p> --><p>two</p>',
  )
  expect(raw.markup.replace(/\s+/g, '')).toBe('<p>one</p><p>two</p>')
  expect(raw.linkedData).toEqual(['{"a":1}'])
})

test('an unclosed script takes the rest, an unclosed drawing does not', () => {
  expect(readRawPage('<p>a</p><script>var x').markup).toBe('<p>a</p> ')
  expect(readRawPage('<svg><p>a</p>').markup).toBe('<svg><p>a</p>')
})

test.each([
  ['<p>a</p><ScRiPt>x</SCRIPT\n><p>b</p>', '<p>a</p> <p>b</p>'],
  ['<script>a</scrip></scripts><p>b</p>', ' <p>b</p>'],
  [`<svg>a</svg${' '.repeat(101)}><p>b</p>`, `<svg>a</svg${' '.repeat(101)}><p>b</p>`],
  ['<svg>a</svg <b>c</svg><p>d</p>', ' c</svg><p>d</p>'],
  ['<svgs>a</svgs><scripture>', '<svgs>a</svgs><scripture>'],
  ['<style>a<!-- </style>b<!-->c-->d', ' b c-->d'],
  ['a<svg', 'a<svg'],
])('of %s remains %s', (page, markup) => {
  expect(readRawPage(page).markup).toBe(markup)
})

test('keeps the places of streamed parts', () => {
  expect(readRawPage('<template id="B:0"></template>').markup).toContain('B:0')
  expect(readRawPage('<template id="x">a</template>').markup.trim()).toBe('')
})

test('text without markup stays as it is', () => {
  fc.assert(
    fc.property(
      fc.string().map((text) => text.replaceAll('<', '')),
      (text) => {
        expect(readRawPage(text).markup).toBe(text)
      },
    ),
  )
})
