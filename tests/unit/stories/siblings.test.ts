import { describe, expect, test } from '@jest/globals'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { createClusterer } from '../../../src/stories/clusterer.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { areSiblings } from '../../../src/stories/siblings.ts'
import { pairOf, type Told } from './compared.ts'
import { article, ferry, orchard, results } from './press.ts'

function storiesOf(...articles: readonly Partial<ClusterArticle>[]): string[] {
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => id })
  return articles.map((one, at) => clusterer.assign(article(`a${at}`, { ...one, hour: at })).storyId)
}

const closure = (bridge: string, road: string, towns: readonly [string, string], file: string, metres: string) => ({
  publisher: 'Roads Office of Norland',
  title: `Closure notice: ${bridge}, trunk road ${road}, 4 to 18 May 2026`,
  text: `The Roads Office of Norland announces that the ${bridge} on trunk road ${road} is shut to vehicles from Monday,
    4 May 2026, 05:30, until Monday, 18 May 2026, 19:00. The work renews ${metres} metres of railing and the bearings.
    Traffic towards ${towns[0]} is sent through ${towns[1]}. Lorries may not use the way round. A replacement bus leaves
    every 15 minutes between 06:00 and 21:30. Walkers may cross on the upstream side at any time. Complaints may be
    lodged with the office under number ${file} until 1 May 2026. The office answers questions on working days from
    09:00 to 16:00.`,
})

const hearing = (accused: string, place: string, charge: string, money: string, cell: string) => ({
  publisher: 'Tarvik Court Office',
  title: `Hearing list: ${accused} before the Tarvik district court on Thursday`,
  text: `The Tarvik district court hears the case against ${accused} of ${place} on Thursday, 7 May 2026, at 09:30 in
    hall ${cell}. The charge is ${charge}; the sum in question is ${money} crowns. The hearing is open to the public as
    far as there are seats. Reporters register with the court office by 16:00 on the day before. Pictures may be taken
    before the opening only. A ruling is not expected on the same day.`,
})

const yearResult = (
  company: string,
  home: string,
  figures: readonly [string, string, string, string],
  word: string,
) => ({
  publisher: 'Norland Wire',
  title: `${company} posts yearly ${word} of ${figures[0]} million crowns, keeps payout`,
  text: `${company} on Wednesday posted a yearly ${word} of ${figures[0]} million crowns for 2025. Turnover of the
    company from ${home} came to ${figures[1]} million crowns. The margin before interest stood at ${figures[2]} per
    cent. The board proposes an unchanged payout to the shareholders, who meet on 6 May. For 2026 the company counts on
    a turnover in the same range. At the end of the year it had ${figures[3]} people on its payroll.`,
})

describe('notices of one form by one office', () => {
  test('road closures that share dates and times stay apart', () => {
    const notices = [
      closure('Elim Bridge', 'N 12', ['Tarvik', 'Sund'], '77-201', '340'),
      closure('Orlo Viaduct', 'N 31', ['Velden', 'Brask'], '81-455', '1,150'),
      closure('Halden Crossing', 'N 7', ['Port Elim', 'Marn'], '80-018', '95'),
    ]
    expect(new Set(storiesOf(...notices)).size).toBe(3)
  })

  test('cases on a court list stay apart', () => {
    const notices = [
      hearing('Per Halvard', 'Sund', 'forgery of deeds', '18,400', '3'),
      hearing('Ida Orme', 'Velden', 'unpaid harbour dues', '231,000', '12'),
      hearing('Jon Brask', 'Marn', 'theft of timber', '6,750', '5'),
    ]
    expect(new Set(storiesOf(...notices)).size).toBe(3)
  })

  test('results of companies stay apart, although part of the figures agree', () => {
    const notices = [
      yearResult('Halden Power', 'Tarvik', ['84', '1,120', '11.5', '5,240'], 'profit'),
      yearResult('Brask Foods', 'Velden', ['31', '1,120', '4.5', '870'], 'loss'),
    ]
    expect(new Set(storiesOf(...notices)).size).toBe(2)
  })

  test('a second report on the same event under a title of the same form joins', () => {
    const first = closure('Elim Bridge', 'N 12', ['Tarvik', 'Sund'], '77-201', '340')
    const later = { ...first, title: 'Closure notice: Elim Bridge, trunk road N 12, 4 to 22 May 2026' }
    expect(new Set(storiesOf(first, later)).size).toBe(1)
  })
})

const siblings = (first: Told, second: Told): boolean => {
  const { article: later, report } = pairOf(first, second)
  return areSiblings(later, report, defaultSettings)
}

describe('two issues of one column', () => {
  const column = { title: 'Notes from the harbour', publisher: 'Sundial', text: ferry.text, hour: 6 }
  const next = { ...column, text: orchard.text, hour: 30 }

  test('have its title on another day over another text', () => {
    expect(siblings(column, next)).toBe(true)
    expect(siblings(next, column)).toBe(true)
  })

  test.each([
    ['another publisher', { publisher: 'Fenland Record' }],
    ['the same day', { hour: 12 }],
    ['another title', { title: 'Letters to the harbour master' }],
    ['much of the same text', { text: `${ferry.text} ${orchard.text}` }],
  ])('are not told by %s', (_case, changed) => {
    expect(siblings(column, { ...next, ...changed })).toBe(false)
  })
})

describe('two draws', () => {
  const draw = (day: string, numbers: string, publisher = 'Lottery Desk') => ({
    publisher,
    title: `Winning numbers of the midweek draw of ${day} May`,
    text: `The winning numbers of the draw of ${day} May are ${numbers}. Nobody had all of them. The next draw brings at
      least two million crowns to whoever has them all, and tickets are sold until six in the evening in all shops.`,
  })

  test('under titles of other days over other numbers are apart', () => {
    expect(siblings(draw('6', '3, 14, 15, 29, 35'), draw('13', '7, 18, 22, 28, 41'))).toBe(true)
  })

  test('are one by the same day, by the same numbers, or by two publishers', () => {
    expect(siblings(draw('6', '3, 14, 15, 29, 35'), draw('6', '7, 18, 22, 28, 41'))).toBe(false)
    expect(siblings(draw('6', '3, 14, 15, 29, 35'), draw('13', '3, 14, 15, 29, 35'))).toBe(false)
    expect(siblings(draw('6', '3, 14, 15, 29, 35'), draw('13', '7, 18, 22, 28, 41', 'Sundial'))).toBe(false)
  })
})

describe('two headlines', () => {
  const speaks = (name: string) => ({ title: `${name} to speak at the Norland energy fair` })

  test('of one form with a rare name each are apart', () => {
    expect(siblings(speaks('Halden Power'), speaks('Brask Foods'))).toBe(true)
  })

  test('are not, where one lacks such a name or the form is another', () => {
    expect(siblings(speaks('Halden Power'), { title: 'Who is to speak at the Norland energy fair' })).toBe(false)
    expect(siblings(speaks('Halden Power'), { title: 'Norland: energy fair hears Brask Foods speak' })).toBe(false)
  })
})

test('two texts of one template with other names and figures are apart, with the same names they are not', () => {
  const [halden, brask] = [
    results('Halden Power', 'Tarvik', [412, 398, 5211]),
    results('Brask Foods', 'Velden', [77, 123, 964]),
  ]
  expect(siblings(halden, brask)).toBe(true)
  expect(siblings(halden, results('Halden Power', 'Tarvik', [412, 398, 5211]))).toBe(false)
  expect(siblings(halden, results('Halden Power', 'Tarvik', [77, 123, 964]))).toBe(false)
})
