import { describe, expect, test } from '@jest/globals'
import { namesIn } from '../../../src/text/names.ts'

describe('namesIn', () => {
  test('takes runs of capitalised words, joined over particles', () => {
    expect(namesIn('Shares of the Bank of Larnia fell after Ida van Orme left.')).toEqual([
      'Bank of Larnia',
      'Ida van Orme',
    ])
  })

  test('a capital that opens a sentence says nothing by itself', () => {
    expect(namesIn('Officials met in Tarvik. Yesterday it rained.')).toEqual(['Tarvik'])
  })

  test('but a name that opens a sentence is known from elsewhere', () => {
    expect(namesIn('The road to Tarvik is shut. Tarvik waits.')).toEqual(['Tarvik'])
  })

  test('a stop word at the head of a run is not part of the name', () => {
    expect(namesIn('The Harbour Board met.')).toEqual(['Harbour Board'])
  })

  test('headings in capitals give only names that the text confirms', () => {
    expect(namesIn('Storm Closes Every School Around Tarvik\nSchools near Tarvik stay shut.')).toEqual(['Tarvik'])
  })

  test('possessives are cut, names are told once, scripts without capitals give none', () => {
    expect(namesIn("They praised Orme's plan and Orme herself.")).toEqual(['Orme'])
    expect(namesIn('市长宣布新桥开放')).toEqual([])
  })
})
