import { describe, expect, test } from '@jest/globals'
import { choosePlace } from '../../../src/stories/place.ts'
import { placeInDateline } from '../../../src/stories/story-facts-dateline.ts'
import { factMember } from './fact-members.ts'

const headed = (articleId: string, head: string, more = {}) =>
  factMember(articleId, { head, title: 'Crane falls', ...more })

describe('placeInDateline', () => {
  test.each([
    ['PORT HOLLIN, 4 May (Meridian) — A crane fell.', 'PORT HOLLIN'],
    ['OSTREL — A crane fell.', 'OSTREL'],
    ['Port Hollin (MER) - A crane fell.', 'Port Hollin'],
    ['Port Hollin, 4. Mai (mer) – Ein Kran fiel um.', 'Port Hollin'],
    ['The harbour master said — and meant it — that all was well.', null],
    ['A crane fell in Port Hollin.', null],
  ])('%s', (text, place) => {
    expect(placeInDateline(text)).toBe(place)
  })
})

describe('choosePlace', () => {
  test('takes the place that independent reports name after a preposition', () => {
    const members = [
      headed('1', 'A crane fell on the quay in Port Hollin on Sunday. Engineers from Ostrel came.'),
      headed('2', 'Two people were hurt in Port Hollin when a crane fell, said Mara Venn.'),
      headed('3', 'Nobody knows why it fell. In Tarn the minister said so.'),
    ]
    expect(choosePlace(members)).toEqual({ name: 'Port Hollin', reports: 2 })
  })

  test('joins a dateline in capitals with the name in a text', () => {
    const members = [headed('1', 'PORT HOLLIN (Meridian) — A crane fell.'), headed('2', 'A crane fell in Port Hollin.')]
    expect(choosePlace(members)).toEqual({ name: 'Port Hollin', reports: 2 })
  })

  test('believes a lone report in its dateline only', () => {
    expect(choosePlace([headed('1', 'OSTREL BAY — A crane fell.')])).toEqual({ name: 'Ostrel Bay', reports: 1 })
    expect(choosePlace([headed('1', 'A crane fell in Ostrel Bay.')])).toBeNull()
  })

  test('takes nothing that is numbered for a place', () => {
    const members = ['1', '2'].map((id) =>
      headed(id, 'The union spoke to 800 people at Gate 3 and again at Quay Street 12.'),
    )
    expect(choosePlace(members)).toBeNull()
    const more = ['3', '4'].map((id) => headed(id, 'The union spoke to 800 people in Port Hollin.'))
    expect(choosePlace([...members, ...more])).toEqual({ name: 'Port Hollin', reports: 2 })
  })

  test('is not sure when two places have equal support', () => {
    const members = ['1', '2'].map((id) => headed(id, 'The talks in Tarn and in Ostrel broke off.'))
    expect(choosePlace(members)).toBeNull()
  })

  test('counts neither copies nor further publishers of one owner', () => {
    const copy = headed('2', 'A crane fell in Port Hollin.', { originalId: '1' })
    const sister = headed('3', 'A crane fell in Port Hollin.', { ownerGroup: 'Tidal' })
    const other = headed('4', 'A crane fell in Port Hollin.', { ownerGroup: 'Tidal' })
    expect(choosePlace([copy, sister, other])).toBeNull()
  })

  test('takes no month, and in German no noun that has an article', () => {
    const english = ['1', '2'].map((id) => headed(id, 'It will open in March, they said.'))
    expect(choosePlace(english)).toBeNull()
    const german = ['1', '2'].map((id) =>
      headed(id, 'Der Kran fiel in Ostrel um. Schaden entstand bei Arbeiten; die Arbeiten ruhen.', { language: 'de' }),
    )
    expect(choosePlace(german)).toEqual({ name: 'Ostrel', reports: 2 })
  })
})
