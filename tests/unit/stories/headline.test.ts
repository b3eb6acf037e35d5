import { describe, expect, test } from '@jest/globals'
import { chooseHeadline, plainTitle } from '../../../src/stories/headline.ts'
import { clock, factMember } from './fact-members.ts'

const titled = (articleId: string, title: string, publisher = `Publisher ${articleId}`) =>
  factMember(articleId, { title, publisher, publishedAt: clock(`0${articleId}:00`) })

describe('chooseHeadline', () => {
  const central = titled('2', 'Crane falls on the quay of Port Hollin')
  const third = titled('3', 'Port Hollin harbour shut after crane falls')

  test('keeps the title of the lead, without label and publisher', () => {
    const lead = titled('1', 'BREAKING: Crane falls in Port Hollin - Hollin Courier', 'Hollin Courier')
    expect(chooseHeadline([lead, central], lead)).toEqual({ text: 'Crane falls in Port Hollin', articleId: '1' })
  })

  test.each([
    ['a question', 'Why did nobody see the crane move?'],
    ['a teaser', 'He had one word for it all …'],
    ['a live page', 'LIVE: the latest from the quayside this morning'],
    ['too few words', 'No way through'],
  ])('takes the most central title instead of %s', (_what, title) => {
    const lead = titled('1', title)
    const stray = titled('4', 'Ferries to Ostrel run from another pier')
    expect(chooseHeadline([lead, central, third, stray], lead).articleId).toBe('2')
  })

  test('keeps a weak title where no other one is more central', () => {
    const lead = titled('1', 'Why did the crane fall?')
    const stray = titled('2', 'Ferries to Ostrel run from another pier')
    expect(chooseHeadline([lead, stray], lead).text).toBe('Why did the crane fall?')
  })

  test('counts publishers of one owner as one voice', () => {
    const lead = titled('1', 'What now?')
    const chain = ['4', '5', '6'].map((id) => ({
      ...titled(id, 'Storm warning for the whole coast'),
      ownerGroup: 'Tidal',
    }))
    expect(chooseHeadline([lead, ...chain, central, third], lead).articleId).toBe('2')
  })

  test('takes neither a name in front of a colon nor a part of the sentence away', () => {
    expect(plainTitle('NATO: talks go on', ['Hollin Courier'])).toBe('NATO: talks go on')
    expect(plainTitle('Crane falls - two are hurt', ['Hollin Courier'])).toBe('Crane falls - two are hurt')
    expect(plainTitle('  Crane\n falls | Courier ', ['Hollin Courier'])).toBe('Crane falls')
  })
})
