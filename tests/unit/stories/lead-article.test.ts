import { describe, expect, test } from '@jest/globals'
import { chooseLead } from '../../../src/stories/lead-article.ts'
import { clock, factMember } from './fact-members.ts'

const first = factMember('1', { publishedAt: clock('06:00') })
const second = factMember('2', { publishedAt: clock('07:00') })

describe('chooseLead', () => {
  test('takes the earliest whole report', () => {
    expect(chooseLead([second, first])).toEqual({ member: first, rule: 'earliest' })
  })

  test.each([
    ['a stub', { length: 80 }],
    ['a live page', { title: 'LIVE: crane falls at Port Hollin' }],
    ['a page of a ticker', { url: 'https://pages.example/liveblog/harbour' }],
    ['a gallery', { title: 'Port Hollin after the fall | Photos' }],
    ['an opinion piece by its section', { section: 'Opinion' }],
    ['an opinion piece by its address', { url: 'https://pages.example/kommentar/hafen' }],
  ])('passes over %s where a whole report exists', (_what, more) => {
    const poor = { ...first, ...more }
    expect(chooseLead([poor, second]).member).toBe(second)
    expect(chooseLead([poor])).toEqual({ member: poor, rule: 'for_want_of_better' })
  })

  test('takes a report for one though its title speaks of a live animal', () => {
    const report = { ...first, title: 'Live sheep leave Port Hollin for the last time' }
    expect(chooseLead([report, second]).member).toBe(report)
  })

  test('prefers the agency where times tie, then the text that names it, then the longest', () => {
    const paper = factMember('1', { agencyCredit: 'Meridian', length: 900 })
    const agency = factMember('2', { publisher: 'Meridian Agency', publishedAt: clock('08:04') })
    const long = factMember('3', { length: 9_000 })
    expect(chooseLead([paper, agency, long])).toEqual({ member: agency, rule: 'agency' })
    expect(chooseLead([long, paper]).member).toBe(paper)
    expect(chooseLead([factMember('4'), long])).toEqual({ member: long, rule: 'longest' })
  })

  test('does not prefer the agency where it came an hour later', () => {
    const agency = factMember('2', { agencyCredit: 'Meridian', publishedAt: clock('07:00') })
    expect(chooseLead([first, agency]).member).toBe(first)
  })

  test('leads with the source of a text and not with the paper that was seen printing it first', () => {
    const print = factMember('1', { publishedAt: clock('05:00'), sourceId: '2' })
    const source = factMember('2', { publishedAt: clock('06:00'), originalId: '1' })
    expect(chooseLead([print, source]).member).toBe(source)
  })

  test('takes an ideographic text of 120 characters for a whole report', () => {
    const short = factMember('1', { publishedAt: clock('06:00'), language: 'zh', length: 120 })
    expect(chooseLead([short, second]).member).toBe(short)
  })
})
