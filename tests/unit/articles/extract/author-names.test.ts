import { expect, test } from '@jest/globals'
import { isBylineStart, isDesk, splitByline } from '../../../../src/articles/extract/author-names.ts'

test.each([
  ['By Ann Bo and Cy Do', ['Ann Bo', 'Cy Do']],
  ['Von Gerda Althoff, Jens Pröll', ['Gerda Althoff', 'Jens Pröll']],
  ['Ann Bo, political editor', ['Ann Bo']],
  ['Ann Bo | ann@courier.example', ['Ann Bo']],
  ['Par Luc Orre et Mia Vall', ['Luc Orre', 'Mia Vall']],
  ['Written by: Ann Bo', ['Ann Bo']],
  ['Ann Bo (Saltholm)', ['Ann Bo']],
  ['Ann Bo, Saltholm', ['Ann Bo']],
  ['Ann Bo, Reuters', ['Ann Bo', 'Reuters']],
  ['ANN BO AND CY DO', ['ANN BO', 'CY DO']],
  ['Jan Bo en Piet Do', ['Jan Bo', 'Piet Do']],
  ['Servicio en línea', ['Servicio en línea']],
  ['12 March 2026', []],
  ['https://courier.example/ann', []],
  ['', []],
])('splitByline(%j)', (line, expected) => {
  expect(splitByline(line)).toEqual(expected)
})

test('a desk is no person, and a byline starts with a preposition and a name', () => {
  expect(isDesk('Redaktion')).toBe(true)
  expect(isDesk('Ann Bo')).toBe(false)
  expect(isBylineStart('Von Gerda Althoff')).toBe(true)
  expect(isBylineStart('Vonnegut reads')).toBe(false)
})
