import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Tokenizer } from 'htmlparser2'
import { scanMarkup } from '../../../../src/articles/extract/scan-markup.ts'

type Part = readonly ['open', string, Record<string, string>] | readonly ['close', string] | readonly ['text', string]

/** Neighbouring texts are one. */
function collected() {
  const parts: Part[] = []
  return {
    parts,
    add: (part: Part): void => {
      const last = parts.at(-1)
      if (part[0] === 'text' && last?.[0] === 'text') parts[parts.length - 1] = ['text', last[1] + part[1]]
      else parts.push(part)
    },
  }
}

function scanned(markup: string): Part[] {
  const { parts, add } = collected()
  scanMarkup(markup, {
    isFull: false,
    attributeName: (_, start, end) => markup.slice(start, end).toLowerCase(),
    keepsBlank: () => true,
    open: (name, attributes) => add(['open', name, attributes]),
    close: (name) => add(['close', name]),
    text: (data) => add(['text', data]),
  })
  return parts
}

/** The same by htmlparser2, which looks at each character. */
function tokenized(markup: string): Part[] {
  const { parts, add } = collected()
  let [name, attribute, value]: [string, string, string] = ['', '', '']
  let attributes: Record<string, string> = {}
  const open = () => add(['open', name, attributes])
  const skip = () => undefined
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => ([name, attributes] = [markup.slice(start, end).toLowerCase(), {}]),
      onattribname: (start, end) => ([attribute, value] = [markup.slice(start, end).toLowerCase(), '']),
      onattribdata: (start, end) => (value += markup.slice(start, end)),
      onattribentity: (code) => (value += String.fromCodePoint(code)),
      onattribend: () => (attributes = { [attribute]: value, ...attributes }),
      onopentagend: open,
      onselfclosingtag: open,
      onclosetag: (start, end) => add(['close', markup.slice(start, end).toLowerCase()]),
      ontext: (start, end) => add(['text', markup.slice(start, end)]),
      ontextentity: (code) => add(['text', String.fromCodePoint(code)]),
      oncomment: skip,
      oncdata: skip,
      ondeclaration: skip,
      onprocessinginstruction: skip,
      onend: skip,
    },
  )
  tokenizer.write(markup)
  tokenizer.end()
  return parts
}

test('reads what htmlparser2 reads, of any pieces in any order', () => {
  const piece = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<P CLASS=A>',
      '<br/>',
      '<a href="x?a=1&amp;b=2">',
      "<b id='q'>",
      '<i hidden>',
      '<td width = 4>',
    ],
    ...[
      'word ',
      ' & so',
      '&eacute;',
      '&#8217;',
      '&#x41;',
      ' < 3',
      '<<',
      '<!-- c > -->',
      '<!doctype html>',
      '<?php x ?>',
      '\n',
    ],
    ...['é', '</x y=z>', '<h1\n\tclass=t  id=u>'],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const markup = pieces.join('')
      expect(scanned(markup)).toEqual(tokenized(markup))
    }),
    { numRuns: 500 },
  )
})

test('a title is text up to its end, references read and tags not', () => {
  expect(scanned('<TITLE>a <b> &lt; c &#8217;</title ><p>')).toEqual([
    ['open', 'title', {}],
    ['text', 'a <b> < c ’'],
    ['close', 'title'],
    ['open', 'p', {}],
  ])
})

test('what ends within a tag ends there', () => {
  expect(scanned('<p>one<p class="two')).toEqual([
    ['open', 'p', {}],
    ['text', 'one'],
  ])
})

test('never throws and never loops, whatever comes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('<', '>', '/', '=', '"', "'", '!', '-', '&', ' ', 'a', 'A', '?'), { maxLength: 60 }),
      (all) => {
        expect(Array.isArray(scanned(all.join('')))).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})
