import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { changeClasses } from '../../../../src/articles/versions/change-class.ts'
import { classifyChange } from '../../../../src/articles/versions/classify-change.ts'
import { toldText } from '../../../../src/articles/versions/told-text.ts'
import { churned, languages, proseOf } from './prose.ts'

interface Edit {
  readonly from: string
  readonly to: string
  readonly title?: readonly [string, string]
}

const titles: Readonly<Record<string, string>> = {
  en: 'Fog stops the last ferry from Ostrel',
  de: 'Nebel hält die letzte Fähre in Ostrel auf',
  fr: 'Le brouillard arrête le dernier bac d’Ostrel',
}

/** The classes of a change made to the invented report of a language. */
function classesOf(language: string, { from, to, title }: Edit): readonly string[] {
  const text = proseOf(language).join('\n\n')
  const after = from === '' ? `${text}\n\n${to}` : text.replace(from, () => to)
  if (after === text && !title) throw new Error(`the report has no ${from}`)
  const [before, later] = title ?? [titles[language] ?? '見出し', titles[language] ?? '見出し']
  return classifyChange(
    toldText({ title: before, standfirst: null, text }, language),
    toldText({ title: later, standfirst: null, text: after }, language),
    language,
  )
}

describe('a change', () => {
  test.each<[string, string, Edit, readonly string[]]>([
    ['of a figure', 'en', { from: '2.4 million', to: '2.9 million' }, ['figure']],
    ['of a figure, in German', 'de', { from: '2,4 Millionen', to: '2,9 Millionen' }, ['figure']],
    ['of a time, in French', 'fr', { from: '2,4 millions', to: '3,1 millions' }, ['figure']],
    ['of a figure, in Russian', 'ru', { from: '2,4 миллиона', to: '2,9 миллиона' }, ['figure']],
    ['of how a figure is written only', 'en', { from: '2.4 million', to: '2,4 million' }, ['trivial']],
    ['of a name', 'en', { from: 'Ida Orme', to: 'Ada Orme' }, ['name']],
    ['of a misspelt place', 'en', { from: 'from Ostrel', to: 'from Ostrell' }, ['name']],
    ['of a name, in German', 'de', { from: 'Ida Orme', to: 'Ida Ohrme' }, ['name']],
    ['of a misspelt place, in German', 'de', { from: 'von Ostrel', to: 'von Osterl' }, ['name']],
    ['of a noun, in German', 'de', { from: 'wegen Nebels', to: 'wegen Sturms' }, ['trivial']],
    ['of a weekday, whose capital says nothing', 'en', { from: 'on Monday', to: 'on Tuesday' }, ['trivial']],
    ['of a name, in French', 'fr', { from: 'd’Ostrel a', to: 'd’Astrel a' }, ['name']],
    ['of a word', 'en', { from: 'cancelled', to: 'called off' }, ['trivial']],
    ['of punctuation', 'en', { from: 'fog, the', to: 'fog; the' }, ['trivial']],
    ['of a word, in Japanese', 'ja', { from: '濃い霧', to: '深い霧' }, ['trivial']],
    ['that adds a sentence', 'en', { from: '', to: 'The radar had been silent since Sunday.' }, ['text']],
    [
      'that adds a sentence, in Chinese',
      'zh',
      { from: '', to: '雷达自星期日起一直没有信号，原因仍在调查。' },
      ['text'],
    ],
    ['that takes a sentence away', 'de', { from: proseOf('de')[1] ?? '', to: '' }, ['text']],
    [
      'of a figure and the sentences around it',
      'en',
      {
        from: proseOf('en').slice(2).join('\n\n'),
        to: 'Harbour master Ida Orme said: "The first boat leaves at 08:15 if the wind turns."\n\nHer deputy left.',
      },
      ['figure', 'text'],
    ],
  ])('%s (%s)', (_what, language, edit, expected) => {
    expect(classesOf(language, edit)).toEqual(expected)
  })

  test.each<[string, string, readonly string[]]>([
    ['Fog stops the last ferry from Ostrel', 'Ninety sleep in a gym after fog stops ferry', ['headline']],
    ['Fog stops the last ferry from Ostrel', 'Fog stops last ferry from Ostrel', ['headline']],
    ['Fog stops the last ferry from Ostrel', 'Fog stopps the last ferry, from Ostrel', ['trivial']],
    ['Fog stops 90 passengers', 'Fog stops 94 passengers', ['headline', 'figure']],
    ['Fog: Ida Orme warns of more', 'Fog: Ada Orme warns of more', ['headline', 'name']],
  ])('of the title “%s” to “%s”', (before, after, expected) => {
    expect(classesOf('en', { from: '', to: '', title: [before, after] })).toEqual(expected)
  })

  test('of a figure in a list of bare lines', () => {
    const told = (injured: number) =>
      toldText({ title: 'Fog', standfirst: null, text: `It was foggy.\n\nInjured: ${injured}` }, 'en')
    expect(classifyChange(told(12), told(14), 'en')).toEqual(['figure'])
  })
})

describe('a note', () => {
  test.each([
    ['en', 'Correction: the harbour master is called Ida Orme, and not Ada.'],
    ['en', 'This article was amended on 3 March 2026 to correct the cost of the repairs.'],
    ['en', 'An earlier version of this article named the wrong town.'],
    ['en', 'Clarification, 3 March: the gym belongs to the town.'],
    ['de', 'Berichtigung: Die Turnhalle gehört der Stadt.'],
    ['de', 'In einer früheren Fassung hieß es, die Halle gehöre dem Land.'],
    ['de', 'Anm. d. Red.: Der Name wurde berichtigt.'],
    ['fr', 'Rectificatif : le gymnase appartient à la ville.'],
    ['es', 'Fe de errores: el gimnasio pertenece a la ciudad.'],
    ['pt', 'Errata: o ginásio pertence à cidade.'],
    ['it', 'Rettifica: la palestra appartiene alla città.'],
    ['nl', 'Correctie: de gymzaal is van de stad.'],
    ['sv', 'Rättelse: Gymnastiksalen ägs av staden.'],
    ['pl', 'Sprostowanie: sala należy do miasta.'],
    ['ru', 'Уточнение: зал принадлежит городу.'],
    ['tr', 'Düzeltme: Salon belediyeye aittir.'],
    ['ja', '【訂正】体育館は市のものでした。'],
    ['zh', '更正：体育馆属于该市。'],
    ['ko', '정정: 체육관은 시 소유입니다.'],
    ['ar', 'تصحيح: القاعة ملك للمدينة.'],
  ])('in %s is known: %s', (language, note) => {
    expect(classesOf(language, { from: '', to: note })).toEqual(['correction_note'])
  })

  test.each([
    'The correction of the river bed begins in May.',
    'Corrections to the law were asked for by the council.',
    'An update of the timetable is to come.',
  ])('is none: %s', (sentence) => {
    expect(classesOf('en', { from: '', to: sentence })).toEqual(['text'])
  })
})

test('the classes are in their order, trivial stands alone, and there is always one', () => {
  const any = fc.constantFrom(...languages).chain((language) => fc.tuple(churned(language), churned(language)))
  fc.assert(
    fc.property(any, fc.string({ unit: 'grapheme' }), fc.string(), ([a, b], title, extra) => {
      const found = classifyChange(
        toldText({ title: 'Fog', standfirst: null, text: a.text }, a.language),
        toldText({ title, standfirst: extra, text: b.text.slice(extra.length) }, a.language),
        a.language,
      )
      expect(found).toEqual(changeClasses.filter((name) => found.includes(name)))
      expect(found.length).toBeGreaterThan(0)
      expect(found.length === 1 || !found.includes('trivial')).toBe(true)
    }),
  )
})
