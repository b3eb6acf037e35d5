import { describe, expect, test } from '@jest/globals'
import { gatherEvidence } from '../../../src/stories/evidence.ts'
import { pairOf, type Told } from './compared.ts'

const evidenceOf = (first: Told, second: Told) => {
  const { article, report } = pairOf(first, second)
  return gatherEvidence(article, report)
}

/** Titles alone, and texts alone. */
const titled = (first: string, second: string) => evidenceOf({ title: first }, { title: second })
const told = (first: string, second: string) => evidenceOf({ text: first }, { text: second })
const filler = Array.from({ length: 90 }, (_none, at) => `pebble${at}`).join(' ')

describe('words', () => {
  test('of the same titles agree wholly, of others not at all', () => {
    expect(titled('Ferry runs aground', 'Ferry runs aground').title).toBeCloseTo(1)
    expect(titled('Ferry runs aground', 'Orchard in bloom').title).toBe(0)
    expect(titled('Ferry runs aground', 'Ferry leaves harbour').title).toBeGreaterThan(0.2)
  })

  test('of a title are held by a text that says them, at best in its opening', () => {
    const saidEarly = evidenceOf({ title: 'Ferry aground' }, { text: `The ferry lies aground. ${filler}` })
    expect(saidEarly).toMatchObject({ title: 0, titleHeld: 1, titleInLead: 0.5 })
    const saidLate = evidenceOf({ title: 'Ferry aground' }, { text: `${filler}. The ferry lies aground.` })
    expect(saidLate).toMatchObject({ titleHeld: 1, titleInLead: 0 })
    const bothWays = { title: 'Ferry aground', text: 'A ferry lies aground.' }
    expect(evidenceOf(bothWays, bothWays).titleInLead).toBeCloseTo(1)
  })

  test('of a brief are wholly held by the long report, which is alike by less', () => {
    const { body, bodyHeld } = told('ferry harbour', 'ferry harbour tugboat lighthouse rudder')
    expect(bodyHeld).toBe(1)
    expect(body).toBeLessThan(0.8)
  })

  test('in common are told as a share of all that either says', () => {
    expect(told('ferry harbour tugboat', 'ferry harbour lighthouse').terms).toBe(0.5)
    expect(told('ferry harbour', 'orchard frost').terms).toBe(0)
  })

  test('of titles count by their order', () => {
    expect(titled('Ferry hits pier', 'Ferry hits pier again').titleOrder).toBe(1)
    expect(titled('Ferry hits pier', 'Pier hits ferry').titleOrder).toBeCloseTo(1 / 3)
  })

  test('that titles share are weighed by how rare they are, and damped', () => {
    const one = titled('Ferry aground', 'Ferry leaves').sharedTitle
    expect(titled('Ferry aground', 'Orchard blooms').sharedTitle).toBe(0)
    expect(titled('Ferry aground', 'Ferry aground').sharedTitle).toBeCloseTo(Math.log(2 * Math.exp(one) - 1))
  })
})

describe('names', () => {
  test('that each title has of its own are rare', () => {
    expect(titled('Halden to speak at fair', 'Brask to speak at fair').titleOwn).toBeGreaterThan(0.8)
    expect(titled('Halden to speak at fair', 'Halden will speak').titleOwn).toBe(0)
    expect(titled('Halden to speak at fair', 'nobody to speak at fair').titleOwn).toBe(0)
  })

  test('of both titles count as a share of the shorter list', () => {
    expect(titled('A visit by Ida Orme', 'Why Ida Orme and Per Halvard met').titleNames).toBe(1)
    expect(titled('A visit by Ida Orme', 'Why Olaf Orme left').titleNames).toBe(0.5)
    expect(titled('A visit by Ida Orme', 'A visit by nobody').titleNames).toBe(0)
  })

  test('of a title that the other report never says are strangers, unless one side knows all of the other', () => {
    const orme = { title: 'A visit by Ida Orme', text: 'The visit by Ida Orme went well.' }
    const quist = { title: 'A visit by Olaf Quist', text: 'The visit by Olaf Quist went well.' }
    expect(evidenceOf(orme, quist).titleStrangers).toBe(1)
    expect(evidenceOf(orme, { ...quist, text: `${quist.text} He followed Ida Orme.` }).titleStrangers).toBe(0)
    expect(evidenceOf(orme, { ...quist, text: `${quist.text} He followed Orme.` }).titleStrangers).toBe(0)
  })

  test('that both reports say add up, and a report without any says so', () => {
    const both = told('We met Ida Orme in Tarvik.', 'They saw Ida Orme in Tarvik.')
    expect(both.sharedNames).toBeGreaterThan(told('We met Ida Orme.', 'They saw Ida Orme.').sharedNames)
    expect(both.noNames).toBe(0)
    expect(told('We met Ida Orme.', 'They met nobody.')).toMatchObject({ sharedNames: 0, noNames: 1 })
  })
})

describe('figures and dates', () => {
  test.each([
    ['the smaller set is held', 'On board were 212 people.', 'There were 212 guests and 31 crew.', 1, 0],
    ['part of it is', 'Of 212 people 40 left.', 'There were 212 guests and 31 crew.', 0.5, 0],
    ['none is', 'On board were 212 people.', 'The valley lost 74,000 tonnes.', 0, 1],
    ['one side has none', 'On board were 212 people.', 'The valley lost its crop.', 0, 0],
  ])('of the openings: %s', (_case, first, second, leadFigures, otherFigures) => {
    expect(told(first, second)).toMatchObject({ leadFigures, otherFigures })
  })

  test('behind the opening say nothing', () => {
    const late = `${'Nothing of note was said. '.repeat(30)} In the end 212 came.`
    expect(told(late, late)).toMatchObject({ leadFigures: 0, otherFigures: 0 })
  })

  test.each([
    ['other days', 'It opens on 4 May.', 'It opens on 18 May.', { otherDays: 1, otherYears: 0 }],
    ['one same day', 'From 4 May to 9 May.', 'It ends on May 9.', { otherDays: 0, otherYears: 0 }],
    ['a day on one side', 'It opens on 4 May.', 'It opens soon.', { otherDays: 0, otherYears: 0 }],
    ['other years', 'The profit of 2024 fell.', 'The profit of 2025 fell.', { otherDays: 0, otherYears: 1 }],
    ['one same year', 'From 2024 to 2025.', 'The profit of 2025 fell.', { otherDays: 0, otherYears: 0 }],
  ])('named: %s', (_case, first, second, expected) => {
    expect(told(first, second)).toMatchObject(expected)
  })
})

describe('time and length', () => {
  test('the gap counts in days, whoever came first', () => {
    expect(evidenceOf({ hour: 0 }, { hour: 24 }).gap).toBeCloseTo(Math.LN2)
    expect(evidenceOf({ hour: 24 }, { hour: 0 }).gap).toBeCloseTo(Math.LN2)
    expect(evidenceOf({}, {}).gap).toBe(0)
  })

  test('the words of the shorter text count, and how many more the other has', () => {
    const { length, lengthGap } = told('one two three four five six seven', 'one two three')
    expect(length).toBeCloseTo(Math.log(4))
    expect(lengthGap).toBeCloseTo(Math.log(2))
  })
})

test('two reports are alike by the same measure whichever comes first', () => {
  const first = { title: 'Ferry Astrid aground off Port Elim', text: 'The Astrid hit a bank on 4 May with 212 aboard.' }
  const second = {
    title: 'Passengers of the Astrid ashore',
    text: 'Tugs came on 5 May 2026 and took 212 people off.',
    hour: 9,
  }
  const valuesOf = (a: Told, b: Told) => Object.entries(evidenceOf(a, b)) as [string, number][]
  const back = new Map(valuesOf(second, first))
  for (const [name, value] of valuesOf(first, second)) {
    expect([name, back.get(name)]).toEqual([name, expect.closeTo(value)])
  }
})
