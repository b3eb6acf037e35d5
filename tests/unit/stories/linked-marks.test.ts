import { describe, expect, test } from '@jest/globals'
import { daysIn } from '../../../src/text/days.ts'
import { linkedMarks } from '../../../src/stories/linked-marks.ts'
import { sharedSpelling } from '../../../src/stories/linked-spelling.ts'

describe('sharedSpelling', () => {
  test.each([
    ['diacritics', 'Köprülü', 'Koprulu'],
    ['the barred l', 'Wołoska', 'Woloska'],
    ['ph and f, doubled letters', 'Philippa', 'Filipa'],
    ['sounds that are written differently', 'Schukow', 'Shukov'],
    ['endings behind five letters', 'Harkovie', 'Harkoviem'],
    ['an ending behind an apostrophe', "Ostrel'in", 'Ostrel'],
    ['Cyrillic', 'Острельский', 'Ostrelskij'],
    ['Greek', 'Μαρίνα', 'Marina'],
    ['z and s, c and k', 'Zentralcomite', 'Sentralkomite'],
  ])('is one for %s', (_what, a, b) => {
    expect(sharedSpelling(a)).toBe(sharedSpelling(b))
    expect(sharedSpelling(a)).not.toBeNull()
  })

  test('keeps different names apart and takes no other script or short word', () => {
    expect(sharedSpelling('Marten')).not.toBe(sharedSpelling('Martin'))
    expect(['ab', '港口', 'ميناء', '12'].map(sharedSpelling)).toEqual([null, null, null, null])
  })
})

describe('daysIn', () => {
  test.each([
    ['en', 'On 4 May and May 12th they met.', ['5-4', '5-12']],
    ['de', 'Am 4. Mai trafen sie sich.', ['5-4']],
    ['es', 'El 4 de mayo se vieron.', ['5-4']],
    ['pl', 'Spotkanie 4 maja.', ['5-4']],
    ['ru', 'Встреча 4 мая.', ['5-4']],
    ['zh', '他们于5月4日会面', ['5-4']],
    ['en', 'In May the 45 boats left.', []],
  ])('%s: %s', (language, text, days) => {
    expect([...daysIn(text, language)]).toEqual(days)
  })
})

describe('linkedMarks', () => {
  const marksOf = (language: string, title: string, text: string) =>
    linkedMarks({ publisher: 'Hollin Courier', language, title, text })

  const spelling = sharedSpelling('Kowalska')

  test('reads countries, figures, days and names alike in every script', () => {
    const english = marksOf(
      'en',
      'Crane falls',
      'On 4 May a crane of 1,200 tonnes fell in Poland, said Marta Kowalska.',
    )
    const polish = marksOf('pl', 'Upadek', 'Dnia 4 maja 1.200 ton runęło w Polsce, mówi Marta Kowalska. Polska czeka.')
    const chinese = marksOf('zh', '起重机倒塌', '5月4日，波兰一台1200吨的起重机倒塌，Marta Kowalska说。')
    for (const marks of [english, polish, chinese]) {
      expect([...marks.counts.keys()]).toEqual(expect.arrayContaining(['#PL', '=1200', '@5-4', spelling, 'marta']))
    }
    expect(english.names.get('marta')).toBe('Marta Kowalska')
  })

  test('leaves stop words and the publisher out', () => {
    const { counts, names } = marksOf('en', 'Courier reports', 'And the Hollin Courier said that they were there.')
    expect(counts.has('that')).toBe(false)
    expect([...names.values()]).not.toContain('Hollin Courier')
  })
})
